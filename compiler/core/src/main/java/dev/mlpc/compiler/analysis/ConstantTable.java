package dev.mlpc.compiler.analysis;

import dev.mlpc.compiler.diagnostic.Code;
import dev.mlpc.compiler.diagnostic.Diagnostic;
import dev.mlpc.compiler.diagnostic.Diagnostics;
import dev.mlpc.compiler.diagnostic.Span;
import dev.mlpc.compiler.syntax.Declaration;
import dev.mlpc.compiler.syntax.Declaration.Constant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The values of a spec's constants. They may use one another in any order, but not in a circle.
 *
 * <p>What a constant uses is computed before it, along a stack of its own: a chain of constants may
 * be of any length.
 */
final class ConstantTable implements ConstantEvaluator.Scope {
  private static final int MOST_NOTES = 10;

  private final Map<String, Constant> declared = new LinkedHashMap<>();
  private final Map<String, ConstantTable> imported = new LinkedHashMap<>();
  private final Map<String, ConstantValue> values = new HashMap<>();
  private final Set<String> done = new LinkedHashSet<>();
  private final Function<String, Optional<String>> otherMeaning;
  private final Diagnostics diagnostics;
  private final ConstantEvaluator evaluator;

  private ConstantTable(Function<String, Optional<String>> otherMeaning, Diagnostics diagnostics) {
    this.otherMeaning = otherMeaning;
    this.diagnostics = diagnostics;
    this.evaluator = new ConstantEvaluator(this, diagnostics);
  }

  /** Computes all constants among the declarations; other declarations do not matter. */
  static ConstantTable of(List<Declaration> declarations, Diagnostics diagnostics) {
    return of(declarations, List.of(), name -> Optional.empty(), diagnostics);
  }

  /**
   * The same where constants of other files are seen too.
   *
   * @param imports those of the files that are imported
   * @param otherMeaning what a name is that is no constant, {@code an activation}
   */
  static ConstantTable of(
      List<Declaration> declarations,
      List<ConstantTable> imports,
      Function<String, Optional<String>> otherMeaning,
      Diagnostics diagnostics) {
    ConstantTable table = new ConstantTable(otherMeaning, diagnostics);
    for (ConstantTable other : imports) {
      other.ownNames().forEach(name -> table.imported.putIfAbsent(name, other));
    }
    for (Declaration declaration : declarations) {
      if (declaration instanceof Constant constant) {
        table.declare(constant);
      }
    }
    table.declared.values().forEach(table::compute);
    return table;
  }

  @Override
  public Optional<ConstantValue> lookup(String name) {
    return Optional.ofNullable(tableOf(name).values.get(name));
  }

  /** The file's own constants hide those that it imports. */
  private ConstantTable tableOf(String name) {
    return declared.containsKey(name) ? this : imported.getOrDefault(name, this);
  }

  @Override
  public Set<String> names() {
    Set<String> names = new LinkedHashSet<>(declared.keySet());
    names.addAll(imported.keySet());
    return names;
  }

  /** The names of the constants that the file itself declares. */
  Set<String> ownNames() {
    return declared.keySet();
  }

  /** Where the file itself declares a constant. */
  Optional<Span> place(String name) {
    return Optional.ofNullable(declared.get(name)).map(constant -> constant.name().span());
  }

  @Override
  public boolean isFaulty(String name) {
    ConstantTable table = tableOf(name);
    return table.declared.containsKey(name) && !table.values.containsKey(name);
  }

  @Override
  public Optional<String> otherMeaning(String name) {
    return otherMeaning.apply(name);
  }

  private void declare(Constant constant) {
    Constant first = declared.putIfAbsent(constant.name().text(), constant);
    if (first != null) {
      diagnostics.report(
          Diagnostic.error(
                  Code.REDEFINED,
                  constant.name().span(),
                  "there is a constant `%s` already".formatted(constant.name()))
              .withNote(first.name().span(), "`%s` is defined here".formatted(first.name())));
    }
  }

  /** A constant on its way, and those of its uses that were not looked at yet. */
  private record Visit(Constant constant, Iterator<String> uses) {}

  private void compute(Constant wanted) {
    Deque<Visit> path = new ArrayDeque<>();
    Set<String> onPath = new LinkedHashSet<>();
    enter(wanted, path, onPath);
    while (!path.isEmpty()) {
      Visit visit = path.getLast();
      if (visit.uses.hasNext()) {
        String use = visit.uses.next();
        Constant next = declared.get(use);
        if (next == null || done.contains(use)) {
          continue;
        }
        if (onPath.contains(use)) {
          reportCircle(use, new ArrayList<>(onPath));
        } else {
          enter(next, path, onPath);
        }
      } else {
        String name = visit.constant.name().text();
        if (!done.contains(name)) {
          evaluator.evaluate(visit.constant.value()).ifPresent(value -> values.put(name, value));
          done.add(name);
        }
        path.removeLast();
        onPath.remove(name);
      }
    }
  }

  private void enter(Constant constant, Deque<Visit> path, Set<String> onPath) {
    String name = constant.name().text();
    if (!done.contains(name)) {
      Iterator<String> uses = new References().of(constant.value()).iterator();
      path.addLast(new Visit(constant, uses));
      onPath.add(name);
    }
  }

  /** The constants of a circle have no value, and no further message. */
  private void reportCircle(String start, List<String> path) {
    List<String> circle = path.subList(path.indexOf(start), path.size());
    done.addAll(circle);
    Constant first = constant(start);
    Diagnostic diagnostic =
        Diagnostic.error(
            Code.RECURSION, first.name().span(), "the constant `%s` uses itself".formatted(start));
    for (int i = 0; i < Math.min(circle.size(), MOST_NOTES) && circle.size() > 1; i++) {
      Constant user = constant(circle.get(i));
      String used = circle.get((i + 1) % circle.size());
      diagnostic =
          diagnostic.withNote(user.value().span(), "`%s` uses `%s`".formatted(user.name(), used));
    }
    diagnostics.report(diagnostic);
  }

  private Constant constant(String name) {
    return Objects.requireNonNull(declared.get(name));
  }
}
