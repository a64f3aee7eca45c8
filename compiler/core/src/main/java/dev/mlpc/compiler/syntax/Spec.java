package dev.mlpc.compiler.syntax;

import dev.mlpc.compiler.diagnostic.Source;
import dev.mlpc.compiler.diagnostic.Span;
import java.util.List;
import java.util.Optional;

/** A whole {@code .mlp} file. */
public record Spec(
    Source source,
    Optional<PackageName> packageName,
    List<Import> imports,
    List<Declaration> declarations) {

  public Spec {
    imports = List.copyOf(imports);
    declarations = List.copyOf(declarations);
  }

  /** {@code package a.b;} */
  public record PackageName(List<Name> parts, Span span) {
    public PackageName {
      parts = List.copyOf(parts);
    }
  }

  /** {@code import "blocks.mlp";} */
  public record Import(String path, Span span) {}
}
