package dev.mlpc.compiler.syntax;

import dev.mlpc.compiler.diagnostic.Diagnostic;
import dev.mlpc.compiler.diagnostic.Diagnostics;
import dev.mlpc.compiler.diagnostic.Span;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is left of a spec without the declarations that could not be read. The phases after the
 * parser look at no more than this, so that a statement that is missing because of a mistake in it
 * is not missed again by name.
 */
public final class IntactPart {
  private final Spec spec;
  private final List<Span> mistakes;

  private IntactPart(Spec spec, List<Span> mistakes) {
    this.spec = spec;
    this.mistakes = mistakes;
  }

  /**
   * The spec without its broken declarations and what belongs to them.
   *
   * @param diagnostics what the parser found
   * @return the spec as it is where nothing was found; no declarations where one is broken that
   *     others may use, or is lost altogether
   */
  public static Spec of(Spec spec, Diagnostics diagnostics) {
    List<Span> mistakes = diagnostics.inOrder().stream().map(Diagnostic::span).toList();
    return mistakes.isEmpty() ? spec : new IntactPart(spec, mistakes).intact();
  }

  private Spec intact() {
    List<Declaration> broken = spec.declarations().stream().filter(this::isBroken).toList();
    boolean othersMiss =
        broken.stream().anyMatch(IntactPart::isUsedByName)
            || !mistakes.stream().allMatch(this::isWithinDeclaration);
    List<Declaration> rest =
        othersMiss
            ? List.of()
            : spec.declarations().stream()
                .filter(declaration -> !dependsOn(declaration, broken))
                .toList();
    List<Spec.Import> imports =
        spec.imports().stream().filter(each -> !holdsMistake(each.span())).toList();
    return new Spec(spec.source(), Optional.empty(), imports, rest);
  }

  private boolean isBroken(Declaration declaration) {
    return holdsMistake(declaration.span());
  }

  private boolean isWithinDeclaration(Span mistake) {
    return spec.declarations().stream().anyMatch(declaration -> holds(declaration.span(), mistake));
  }

  private boolean holdsMistake(Span part) {
    return mistakes.stream().anyMatch(mistake -> holds(part, mistake));
  }

  private static boolean holds(Span part, Span mistake) {
    return part.start() <= mistake.start() && mistake.start() <= part.end();
  }

  private static boolean isUsedByName(Declaration declaration) {
    return !(declaration instanceof Declaration.Network
        || declaration instanceof Declaration.Train
        || declaration instanceof Declaration.Data);
  }

  /** Training needs its network, and data need both. */
  private static boolean dependsOn(Declaration declaration, List<Declaration> broken) {
    if (broken.contains(declaration)) {
      return true;
    }
    Set<String> networks = new HashSet<>();
    Set<String> trainings = new HashSet<>();
    for (Declaration each : broken) {
      if (each instanceof Declaration.Network) {
        networks.add(each.name().text());
      } else if (each instanceof Declaration.Train) {
        trainings.add(each.name().text());
      }
    }
    String name = declaration.name().text();
    boolean needsNetwork =
        declaration instanceof Declaration.Train || declaration instanceof Declaration.Data;
    boolean needsTraining = declaration instanceof Declaration.Data;
    return (needsNetwork && networks.contains(name)) || (needsTraining && trainings.contains(name));
  }
}
