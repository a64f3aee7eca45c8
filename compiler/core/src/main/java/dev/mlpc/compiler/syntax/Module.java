package dev.mlpc.compiler.syntax;

import java.util.List;

/**
 * A spec with those that it imports. One that is imported in several places is one module.
 *
 * @param imports in the order of the text, without those that could not be read
 */
public record Module(Spec spec, List<Imported> imports) {

  public Module {
    imports = List.copyOf(imports);
  }

  /** A spec that imports nothing. */
  public static Module of(Spec spec) {
    return new Module(spec, List.of());
  }

  /** A module, and the clause that imports it. */
  public record Imported(Spec.Import clause, Module module) {}
}
