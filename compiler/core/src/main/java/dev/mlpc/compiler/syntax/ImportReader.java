package dev.mlpc.compiler.syntax;

import dev.mlpc.compiler.diagnostic.Code;
import dev.mlpc.compiler.diagnostic.Diagnostic;
import dev.mlpc.compiler.diagnostic.Diagnostics;
import dev.mlpc.compiler.diagnostic.Source;
import dev.mlpc.compiler.diagnostic.SourceResolver;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads what a spec imports, and what that imports, each file once. A path is relative to the file
 * that imports it, and stays within the directory of the spec with which all began.
 */
public final class ImportReader {
  private static final int MOST_FILES = 200;

  private final SourceResolver resolver;
  private final Diagnostics diagnostics;
  private final Path root;
  private final Map<Path, Module> read = new LinkedHashMap<>();
  private final List<Path> path = new ArrayList<>();

  private ImportReader(Source first, SourceResolver resolver, Diagnostics diagnostics) {
    this.resolver = resolver;
    this.diagnostics = diagnostics;
    this.root = directory(Path.of(first.name()).normalize());
  }

  /** The spec with all that it imports; what cannot be had is reported and left out. */
  public static Module read(Spec spec, SourceResolver resolver, Diagnostics diagnostics) {
    return spec.imports().isEmpty()
        ? Module.of(spec)
        : new ImportReader(spec.source(), resolver, diagnostics)
            .module(spec, Path.of(spec.source().name()).normalize());
  }

  private static Path directory(Path file) {
    return Optional.ofNullable(file.getParent()).orElse(Path.of(""));
  }

  private Module module(Spec spec, Path file) {
    path.add(file);
    List<Module.Imported> imports = new ArrayList<>();
    Map<Path, Spec.Import> seen = new LinkedHashMap<>();
    for (Spec.Import clause : spec.imports()) {
      target(clause, file)
          .filter(target -> isFirst(clause, target, seen) && !closesCircle(clause, target))
          .flatMap(target -> imported(clause, target))
          .ifPresent(module -> imports.add(new Module.Imported(clause, module)));
    }
    path.remove(path.size() - 1);
    return new Module(spec, imports);
  }

  /** Where the file lies; none if it cannot. */
  private Optional<Path> target(Spec.Import clause, Path from) {
    try {
      Path written = Path.of(clause.path());
      Path target = directory(from).resolve(written).normalize();
      boolean within =
          root.toString().isEmpty()
              ? !target.startsWith("..") && !target.isAbsolute()
              : target.startsWith(root);
      if (!clause.path().isEmpty() && !written.isAbsolute() && within) {
        return Optional.of(target);
      }
    } catch (InvalidPathException noPath) {
      // it is told below
    }
    diagnostics.report(
        leadsOut(clause)
            .withHelp(
                "a path is relative to this file, and stays beside or below the first one:"
                    + " `import \"blocks.mlp\";`"));
    return Optional.empty();
  }

  private static Diagnostic leadsOut(Spec.Import clause) {
    return Diagnostic.error(
        Code.BAD_IMPORT,
        clause.span(),
        "`%s` leads out of the directory of the spec".formatted(clause.path()));
  }

  private boolean isFirst(Spec.Import clause, Path target, Map<Path, Spec.Import> seen) {
    Spec.Import first = seen.putIfAbsent(target, clause);
    if (first != null) {
      diagnostics.report(
          Diagnostic.error(
                  Code.REDEFINED,
                  clause.span(),
                  "`%s` is imported already".formatted(clause.path()))
              .withNote(first.span(), "it is imported here first"));
    }
    return first == null;
  }

  private boolean closesCircle(Spec.Import clause, Path target) {
    int start = path.indexOf(target);
    if (start >= 0) {
      String way =
          path.subList(start + 1, path.size()).stream()
              .map(between -> "`" + between + "`")
              .reduce((a, b) -> a + " and " + b)
              .map(files -> ", by way of " + files)
              .orElse("");
      diagnostics.report(
          Diagnostic.error(
                  Code.RECURSION, clause.span(), "`%s` imports itself%s".formatted(target, way))
              .withHelp("move what both use to a file of its own"));
    }
    return start >= 0;
  }

  private Optional<Module> imported(Spec.Import clause, Path target) {
    Module before = read.get(target);
    if (before != null) {
      return Optional.of(before);
    }
    if (read.size() >= MOST_FILES) {
      diagnostics.report(
          Diagnostic.error(
              Code.LIMIT, clause.span(), "a spec imports at most %d files".formatted(MOST_FILES)));
      return Optional.empty();
    }
    Optional<Source> source = resolver.find(target.toString());
    if (source.isEmpty()) {
      diagnostics.report(
          resolver.leadsOut(target.toString())
              ? leadsOut(clause)
                  .withHelp("it is a link, and the file must lie beside or below the first one")
              : Diagnostic.error(
                  Code.BAD_IMPORT,
                  clause.span(),
                  "there is no file `%s` that can be read".formatted(target)));
      return Optional.empty();
    }
    Diagnostics found = new Diagnostics();
    Spec spec = IntactPart.of(SpecParser.parse(source.get(), found), found);
    found.inOrder().forEach(diagnostics::report);
    Module module = module(spec, target);
    read.put(target, module);
    return Optional.of(module);
  }
}
