package dev.mlpc.compiler.plan;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import javax.lang.model.SourceVersion;

/**
 * Names of generated code, made from the spec's: {@code hidden.0.weight} becomes {@code
 * hidden0Weight}. What a spec says can never be anything but an identifier here.
 */
final class Names {
  /**
   * Names of types and packages that generated code writes: a variable so named would hide them.
   */
  private static final Set<String> TYPES =
      Set.of(
          "java",
          "dev",
          "jdk",
          "Math",
          "Arrays",
          "System",
          "ArrayList",
          "Supplier",
          "MethodHandles",
          "Engine",
          "Engines",
          "Portable",
          "Memory",
          "Steps",
          "Lanes",
          "FloatVector",
          "DoubleVector",
          "VectorOperators",
          "VectorSpecies",
          "String",
          "Object",
          "List",
          "Path",
          "Override",
          "IOException",
          "Averages",
          "Batch",
          "Checks",
          "CounterRandom",
          "Functions",
          "Initializer",
          "Layout",
          "Moments",
          "Network",
          "Parameters",
          "Port",
          "Rate",
          "Signature",
          "Tensor",
          "Trainer",
          "Scratch",
          "Workspace",
          "TrainingSettings",
          "FigureRequest",
          "Figure",
          "OptionalInt",
          "Float",
          "Double",
          "Differentiable",
          "Generated",
          "IllegalArgumentException");

  /** What Java takes for a keyword in some places only. */
  private static final Set<String> RESTRICTED = Set.of("_", "yield", "record", "var");

  private final Set<String> taken = new HashSet<>(TYPES);
  private final Set<String> claimed = new HashSet<>();
  private final Predicate<String> outside;

  Names(Set<String> reserved) {
    this(reserved, name -> false);
  }

  /**
   * Names beside others.
   *
   * @param outside whether a name stands outside: it is not given again
   */
  Names(Set<String> reserved, Predicate<String> outside) {
    this.outside = outside;
    taken.addAll(reserved);
  }

  /** Names that begin with those of {@code outer} already taken. */
  Names(Names outer) {
    this.outside = outer.outside;
    taken.addAll(outer.taken);
    claimed.addAll(outer.claimed);
  }

  /** Gives an identifier back: where nobody bears it, it may be given again. */
  void release(String identifier) {
    taken.remove(identifier);
    claimed.remove(identifier);
  }

  /** Whether an identifier was given to somebody. */
  boolean isClaimed(String identifier) {
    return claimed.contains(identifier);
  }

  /** The spec's name as an identifier that nobody has yet. */
  String claim(String specName) {
    String base = identifier(specName);
    String name = base;
    for (int i = 2; outside.test(name) || !taken.add(name); i++) {
      name = base + (Character.isDigit(base.charAt(base.length() - 1)) ? "_" : "") + i;
    }
    claimed.add(name);
    return name;
  }

  /** The same; a name that somebody has is joined with the distinction before it is numbered. */
  String claim(String specName, String distinction) {
    boolean free = !taken.contains(identifier(specName));
    return claim(free ? specName : join(specName, distinction));
  }

  static String identifier(String specName) {
    StringBuilder result = new StringBuilder();
    boolean capital = false;
    for (int i = 0; i < specName.length(); i++) {
      char c = specName.charAt(i);
      boolean letter = c < 128 ? Character.isLetterOrDigit(c) || c == '_' : isLetter(c);
      if (!letter) {
        capital = result.length() > 0;
      } else {
        result.append(capital ? Character.toUpperCase(c) : c);
        capital = false;
      }
    }
    if (result.length() == 0 || Character.isDigit(result.charAt(0))) {
      result.insert(0, "value");
    }
    String name = result.toString();
    return SourceVersion.isKeyword(name) || RESTRICTED.contains(name) ? name + "_" : name;
  }

  private static boolean isLetter(char c) {
    return Character.isJavaIdentifierPart(c) && !Character.isIdentifierIgnorable(c);
  }

  /** {@code hidden} and {@code gradient} make {@code hiddenGradient}. */
  static String join(String first, String second) {
    return first + "." + second;
  }
}
