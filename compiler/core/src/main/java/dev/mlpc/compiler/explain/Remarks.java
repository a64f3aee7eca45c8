package dev.mlpc.compiler.explain;

import dev.mlpc.compiler.plan.Statement;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Looks into the statements of a kernel. */
final class Remarks {

  private Remarks() {}

  private static List<Statement> inside(Statement statement) {
    if (statement instanceof Statement.Loop loop) {
      return loop.body();
    }
    if (statement instanceof Statement.Blocks blocks) {
      return blocks.body();
    }
    return statement instanceof Statement.When when ? when.body() : List.of();
  }

  private static Stream<Statement> all(Statement statement) {
    return Stream.concat(Stream.of(statement), inside(statement).stream().flatMap(Remarks::all));
  }

  /** What a statement and those inside it say to the reader. */
  static List<String> of(Statement statement) {
    return all(statement)
        .filter(part -> part instanceof Statement.Remark)
        .map(part -> ((Statement.Remark) part).text())
        .toList();
  }

  static boolean any(List<Statement> statements, Predicate<Statement> condition) {
    return statements.stream().flatMap(Remarks::all).anyMatch(condition);
  }

  /** How many loops stand within each other. */
  static int depth(List<Statement> statements) {
    return statements.stream()
        .mapToInt(
            statement -> depth(inside(statement)) + (statement instanceof Statement.Loop ? 1 : 0))
        .max()
        .orElse(0);
  }
}
