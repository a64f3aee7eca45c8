package dev.mlpc.compiler.analysis;

import dev.mlpc.compiler.diagnostic.Code;
import dev.mlpc.compiler.diagnostic.Diagnostic;
import dev.mlpc.compiler.diagnostic.Diagnostics;
import dev.mlpc.compiler.diagnostic.Span;
import dev.mlpc.compiler.syntax.Declaration;
import dev.mlpc.compiler.syntax.Spec;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The declarations that a file sees: its own and those of the files that it imports, behind them
 * the prelude's, and behind those the primitives. A file may declare what the prelude has too; the
 * prelude itself keeps its own. What an imported file itself imports stays with that file.
 */
final class Library {
  private final Map<String, Declaration> declarations = new LinkedHashMap<>();
  private final Map<String, Library> imported = new LinkedHashMap<>();
  private final ConstantTable constants;
  private final Optional<Library> prelude;

  /** The prelude's own library. */
  static Library ofPrelude(Spec prelude, Diagnostics diagnostics) {
    return new Library(prelude, Map.of(), Optional.empty(), diagnostics);
  }

  /**
   * That of a user's file.
   *
   * @param imports in order, each by the clause that imports it
   */
  static Library of(
      Spec spec, Map<Spec.Import, Library> imports, Library prelude, Diagnostics diagnostics) {
    return new Library(spec, imports, Optional.of(prelude), diagnostics);
  }

  private Library(
      Spec spec,
      Map<Spec.Import, Library> imports,
      Optional<Library> prelude,
      Diagnostics diagnostics) {
    this.prelude = prelude;
    for (Declaration declaration : spec.declarations()) {
      if (isFunction(declaration)) {
        declare(declaration, diagnostics);
      }
    }
    this.constants =
        ConstantTable.of(
            spec.declarations(),
            imports.values().stream().map(Library::constants).toList(),
            name -> kind(name, imports.values()),
            diagnostics);
    imports.forEach((clause, library) -> bring(clause, library, diagnostics));
  }

  /** What kind of function a name is, before what is imported was brought in. */
  private Optional<String> kind(String name, Collection<Library> imports) {
    return Stream.concat(Stream.of(this), imports.stream())
        .flatMap(library -> library.function(name).stream())
        .map(Callable::kind)
        .findFirst();
  }

  /** Brings in what another file declares; reports a name that is taken. */
  private void bring(Spec.Import clause, Library library, Diagnostics diagnostics) {
    for (String name : library.ownNames()) {
      Optional<Span> own = place(name);
      Optional<Span> first =
          own.isPresent()
              ? own
              : Optional.ofNullable(imported.get(name)).flatMap(other -> other.place(name));
      if (first.isPresent()) {
        diagnostics.report(
            Diagnostic.error(
                    Code.REDEFINED,
                    clause.span(),
                    "`%s` declares `%s`, which is declared already".formatted(clause.path(), name))
                .withNote(first.get(), "`%s` is declared here".formatted(name))
                .withNote(library.place(name).orElseThrow(), "and here"));
      } else {
        imported.put(name, library);
      }
    }
  }

  private Set<String> ownNames() {
    Set<String> names = new LinkedHashSet<>(declarations.keySet());
    names.addAll(constants.ownNames());
    return names;
  }

  /** Where the file itself declares a name. */
  private Optional<Span> place(String name) {
    return Optional.ofNullable(declarations.get(name))
        .map(declaration -> declaration.name().span())
        .or(() -> constants.place(name));
  }

  private static boolean isFunction(Declaration declaration) {
    return declaration instanceof Declaration.Activation
        || declaration instanceof Declaration.Loss
        || declaration instanceof Declaration.Layer;
  }

  private void declare(Declaration declaration, Diagnostics diagnostics) {
    String name = declaration.name().text();
    Declaration first = declarations.putIfAbsent(name, declaration);
    if (first != null) {
      diagnostics.report(
          Diagnostic.error(
                  Code.REDEFINED,
                  declaration.name().span(),
                  "`%s` is declared already".formatted(name))
              .withNote(first.name().span(), "`%s` is declared here".formatted(name)));
    }
  }

  boolean isPrelude() {
    return prelude.isEmpty();
  }

  ConstantTable constants() {
    return constants;
  }

  /** What a call of that name calls. */
  Optional<Callable> function(String name) {
    Declaration declaration = declarations.get(name);
    if (declaration != null) {
      return Optional.of(callable(declaration));
    }
    Library other = imported.get(name);
    if (other != null && other.declarations.containsKey(name)) {
      return other.function(name);
    }
    return prelude.isPresent()
        ? prelude.get().function(name)
        : Primitives.named(name).map(Callable.Builtin::new);
  }

  private Callable callable(Declaration declaration) {
    if (declaration instanceof Declaration.Activation activation) {
      return new Callable.Activation(activation, this, Map.of());
    } else if (declaration instanceof Declaration.Loss loss) {
      return new Callable.Loss(loss, this, Map.of());
    } else if (declaration instanceof Declaration.Layer layer) {
      return new Callable.Layer(layer, this, Map.of());
    }
    throw new IllegalStateException("no function: " + declaration.name());
  }

  /** All names that can be called. */
  Set<String> functionNames() {
    Set<String> names = new LinkedHashSet<>(declarations.keySet());
    imported.forEach(
        (name, library) -> {
          if (library.declarations.containsKey(name)) {
            names.add(name);
          }
        });
    names.addAll(prelude.isPresent() ? prelude.get().functionNames() : Primitives.names());
    return names;
  }
}
