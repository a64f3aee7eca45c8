package dev.mlpc.compiler.syntax;

import dev.mlpc.compiler.syntax.Expression.Argument;
import dev.mlpc.compiler.syntax.Expression.BinaryOperator;
import dev.mlpc.compiler.syntax.Expression.Stage;
import dev.mlpc.compiler.syntax.Expression.UnaryOperator;
import java.util.List;
import java.util.stream.Collectors;

/** Writes expressions with no more brackets than they need. */
final class ExpressionPrinter {
  private ExpressionPrinter() {}

  /** How tightly an expression holds together; what holds less tightly needs brackets within. */
  private enum Strength {
    PIPE,
    CONDITIONAL,
    OR,
    AND,
    NOT,
    COMPARISON,
    SUM,
    PRODUCT,
    NEGATION,
    POWER,
    PRIMARY
  }

  static String print(Expression expression) {
    return print(expression, Strength.PIPE);
  }

  /** A pipe with each stage on a line of its own. */
  static String printStages(Expression.Pipe pipe, String lineStart) {
    return pipe.stages().stream()
        .map(stage -> lineStart + "-> " + stage(stage))
        .collect(Collectors.joining("", print(pipe.source(), Strength.CONDITIONAL), ""));
  }

  private static String print(Expression expression, Strength least) {
    String text = text(expression);
    return strength(expression).compareTo(least) < 0 ? "(" + text + ")" : text;
  }

  private static Strength strength(Expression expression) {
    if (expression instanceof Expression.Pipe || expression instanceof Expression.Range) {
      return Strength.PIPE;
    }
    if (expression instanceof Expression.Conditional) {
      return Strength.CONDITIONAL;
    }
    if (expression instanceof Expression.Unary unary) {
      return unary.operator() == UnaryOperator.NOT ? Strength.NOT : Strength.NEGATION;
    }
    return expression instanceof Expression.Binary binary
        ? strength(binary.operator())
        : Strength.PRIMARY;
  }

  private static Strength strength(BinaryOperator operator) {
    return switch (operator) {
      case OR -> Strength.OR;
      case AND -> Strength.AND;
      case EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> Strength.COMPARISON;
      case ADD, SUBTRACT -> Strength.SUM;
      case MULTIPLY, DIVIDE, MATRIX_PRODUCT -> Strength.PRODUCT;
      case POWER -> Strength.POWER;
    };
  }

  private static String text(Expression expression) {
    if (expression instanceof Expression.Number number) {
      return number.text();
    }
    if (expression instanceof Expression.Truth truth) {
      return String.valueOf(truth.value());
    }
    if (expression instanceof Expression.Text text) {
      return quoted(text.value());
    }
    if (expression instanceof Expression.Reference reference) {
      return reference.name().text();
    }
    if (expression instanceof Expression.Call call) {
      return call.callee()
          + call.arguments().stream()
              .map(ExpressionPrinter::argument)
              .collect(Collectors.joining(", ", "(", ")"));
    }
    if (expression instanceof Expression.ListOf list) {
      return list(list.elements());
    }
    if (expression instanceof Expression.Range range) {
      return print(range.from()) + ".." + print(range.to());
    }
    if (expression instanceof Expression.Unary unary) {
      return unary(unary);
    }
    if (expression instanceof Expression.Binary binary) {
      return binary(binary);
    }
    if (expression instanceof Expression.Conditional choice) {
      return "if %s then %s else %s"
          .formatted(
              print(choice.condition()),
              print(choice.then()),
              print(choice.otherwise(), Strength.CONDITIONAL));
    }
    if (expression instanceof Expression.Element element) {
      return print(element.value(), Strength.PRIMARY) + list(element.indices());
    }
    return printStages((Expression.Pipe) expression, " ");
  }

  private static String unary(Expression.Unary unary) {
    return switch (unary.operator()) {
      case NEGATE -> "-" + print(unary.operand(), Strength.NEGATION);
      case NOT -> "not " + print(unary.operand(), Strength.NOT);
    };
  }

  /** Operators of one strength go together from the left, powers from the right. */
  private static String binary(Expression.Binary binary) {
    Strength strength = strength(binary.operator());
    boolean fromLeft = strength != Strength.POWER && strength != Strength.COMPARISON;
    boolean fromRight = strength == Strength.POWER;
    return "%s %s %s"
        .formatted(
            side(binary.left(), strength, fromLeft),
            binary.operator(),
            side(binary.right(), strength, fromRight));
  }

  private static String side(Expression side, Strength operator, boolean joinsEqual) {
    boolean needsBrackets = strength(side) == operator && !joinsEqual;
    return needsBrackets ? "(" + text(side) + ")" : print(side, operator);
  }

  private static String list(List<Expression> elements) {
    return elements.stream()
        .map(ExpressionPrinter::print)
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private static String argument(Argument argument) {
    String value = print(argument.value());
    return argument.name().map(name -> name + " = " + value).orElse(value);
  }

  private static String stage(Stage stage) {
    String repetitions =
        stage.repetitions().map(count -> " * " + print(count, Strength.PRIMARY)).orElse("");
    String as = stage.as().map(name -> " as " + name).orElse("");
    return print(stage.layer()) + repetitions + as;
  }

  /** A text between quotes, with escapes for what cannot be seen. */
  static String quoted(String value) {
    return value
        .codePoints()
        .mapToObj(ExpressionPrinter::escaped)
        .collect(Collectors.joining("", "\"", "\""));
  }

  private static String escaped(int character) {
    return switch (character) {
      case '"' -> "\\\"";
      case '\\' -> "\\\\";
      case '\n' -> "\\n";
      case '\t' -> "\\t";
      case '\r' -> "\\r";
      default -> isSeen(character) ? Character.toString(character) : unicode(character);
    };
  }

  private static boolean isSeen(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  private static String unicode(int character) {
    return Character.toString(character)
        .chars()
        .mapToObj("\\u%04x"::formatted)
        .collect(Collectors.joining());
  }
}
