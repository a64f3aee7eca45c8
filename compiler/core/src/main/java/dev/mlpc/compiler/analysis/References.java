package dev.mlpc.compiler.analysis;

import dev.mlpc.compiler.syntax.Expression;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Finds the names that an expression refers to, in the order of the text; without recursion. */
final class References {
  private final Deque<Expression> ahead = new ArrayDeque<>();

  Set<String> of(Expression expression) {
    Set<String> names = new LinkedHashSet<>();
    ahead.push(expression);
    while (!ahead.isEmpty()) {
      Expression next = ahead.pop();
      if (next instanceof Expression.Reference reference) {
        names.add(reference.name().text());
      }
      List<Expression> parts = parts(next);
      for (int i = parts.size() - 1; i >= 0; i--) {
        ahead.push(parts.get(i));
      }
    }
    return names;
  }

  /** What of an expression may hold names of constants. */
  private static List<Expression> parts(Expression expression) {
    if (expression instanceof Expression.Unary unary) {
      return List.of(unary.operand());
    } else if (expression instanceof Expression.Binary binary) {
      return List.of(binary.left(), binary.right());
    } else if (expression instanceof Expression.Conditional conditional) {
      return List.of(conditional.condition(), conditional.then(), conditional.otherwise());
    } else if (expression instanceof Expression.ListOf list) {
      return list.elements();
    } else if (expression instanceof Expression.Call call) {
      return call.arguments().stream().map(Expression.Argument::value).toList();
    }
    return List.of();
  }
}
