package dev.mlpc.compiler.syntax;

import dev.mlpc.compiler.syntax.Expression.Argument;
import dev.mlpc.compiler.syntax.Expression.BinaryOperator;
import dev.mlpc.compiler.syntax.Expression.Stage;
import dev.mlpc.compiler.syntax.Expression.UnaryOperator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes expressions with no more brackets than they need. */
final class ExpressionPrinter {
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

  private final LayoutWriter writer;

  ExpressionPrinter(LayoutWriter writer) {
    this.writer = writer;
  }

  /** An expression on one line. */
  static String print(Expression expression) {
    LayoutWriter writer = new LayoutWriter(new Trivia.OfTree());
    new ExpressionPrinter(writer).write(expression);
    return writer.onOneLine();
  }

  /** What stands after {@code =}. */
  void define(Expression value) {
    if (staysOnLine(value)) {
      writer.space();
      write(value);
    } else {
      writer.openBreaking();
      write(value, 0);
      writer.closeBreaking();
    }
  }

  /** What has a place of its own to be broken at, behind its beginning. */
  private static boolean staysOnLine(Expression value) {
    if (value instanceof Expression.Call call) {
      return !call.arguments().isEmpty();
    }
    if (value instanceof Expression.Unary unary) {
      return staysOnLine(unary.operand());
    }
    return value instanceof Expression.Pipe || value instanceof Expression.ListOf;
  }

  void write(Expression expression) {
    write(expression, LayoutWriter.CONTINUED);
  }

  private void write(Expression expression, Strength least) {
    if (strength(expression).compareTo(least) < 0) {
      bracketed(expression);
    } else {
      write(expression);
    }
  }

  private void bracketed(Expression expression) {
    writer.word("(");
    write(expression);
    writer.word(")");
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

  /**
   * Writes an expression.
   *
   * @param deeper how far the lines of an operation stand out after its first
   */
  private void write(Expression expression, int deeper) {
    if (expression instanceof Expression.Number number) {
      writer.word(number.text());
    } else if (expression instanceof Expression.Truth truth) {
      writer.word(String.valueOf(truth.value()));
    } else if (expression instanceof Expression.Text text) {
      writer.word(quoted(text.value()));
    } else if (expression instanceof Expression.Reference reference) {
      writer.word(reference.name().text());
    } else if (expression instanceof Expression.Call call) {
      writer.word(call.callee().text());
      boolean alone = call.arguments().size() == 1;
      writer.brackets("(", separated(call.arguments(), argument -> argument(argument, alone)), ")");
    } else if (expression instanceof Expression.ListOf list) {
      list(list.elements());
    } else if (expression instanceof Expression.Range range) {
      write(range.from());
      writer.word("..");
      write(range.to());
    } else if (expression instanceof Expression.Unary unary) {
      unary(unary);
    } else if (expression instanceof Expression.Binary binary) {
      operation(deeper, () -> binary(binary, deeper));
    } else if (expression instanceof Expression.Conditional choice) {
      operation(deeper, () -> conditional(choice, deeper));
    } else if (expression instanceof Expression.Element element) {
      write(element.value(), Strength.PRIMARY);
      list(element.indices());
    } else {
      pipe((Expression.Pipe) expression);
    }
  }

  /** A group of what stands on one line or has a line for each of its parts. */
  private void operation(int deeper, Runnable writing) {
    writer.open();
    writing.run();
    writer.indent(-deeper);
    writer.close();
  }

  private void unary(Expression.Unary unary) {
    writer.word(unary.operator().toString());
    switch (unary.operator()) {
      case NEGATE -> write(unary.operand(), Strength.NEGATION);
      case NOT -> {
        writer.space();
        write(unary.operand(), Strength.NOT);
      }
    }
  }

  /** Operators of one strength go together from the left, powers from the right. */
  private void binary(Expression.Binary binary, int deeper) {
    Strength strength = strength(binary.operator());
    boolean fromLeft = strength != Strength.POWER && strength != Strength.COMPARISON;
    boolean fromRight = strength == Strength.POWER;
    if (fromLeft
        && binary.left() instanceof Expression.Binary left
        && strength(left.operator()) == strength) {
      binary(left, deeper);
    } else {
      side(binary.left(), strength, fromLeft);
      writer.indent(deeper);
    }
    writer.mayBreak();
    writer.word(binary.operator().toString());
    writer.space();
    side(binary.right(), strength, fromRight);
  }

  private void side(Expression side, Strength operator, boolean joinsEqual) {
    if (strength(side) == operator && !joinsEqual) {
      bracketed(side);
    } else {
      write(side, operator);
    }
  }

  private void conditional(Expression.Conditional choice, int deeper) {
    writer.word("if");
    writer.space();
    write(choice.condition());
    writer.indent(deeper);
    writer.mayBreak();
    writer.word("then");
    writer.space();
    write(choice.then());
    writer.mayBreak();
    writer.word("else");
    writer.space();
    write(choice.otherwise(), Strength.CONDITIONAL);
  }

  private void pipe(Expression.Pipe pipe) {
    operation(
        LayoutWriter.CONTINUED,
        () -> {
          write(pipe.source(), Strength.CONDITIONAL);
          writer.indent(LayoutWriter.CONTINUED);
          pipe.stages().forEach(this::stage);
        });
  }

  private void stage(Stage stage) {
    writer.mayBreak();
    writer.word("->");
    writer.space();
    write(stage.layer());
    if (stage.repetitions().isPresent()) {
      writer.space();
      writer.word("*");
      writer.space();
      write(stage.repetitions().orElseThrow(), Strength.PRIMARY);
    }
    if (stage.as().isPresent()) {
      writer.space();
      writer.word("as");
      writer.space();
      writer.word(stage.as().orElseThrow().text());
    }
  }

  void list(List<? extends Expression> elements) {
    writer.brackets("[", separated(elements, this::write), "]");
  }

  /** An argument that is alone has the lines between the brackets for itself. */
  private void argument(Argument argument, boolean alone) {
    if (argument.name().isPresent()) {
      writer.word(argument.name().orElseThrow().text());
      writer.space();
      writer.word("=");
      writer.space();
    }
    write(argument.value(), alone ? 0 : LayoutWriter.CONTINUED);
  }

  /** Things with commas between them. */
  static <T> List<LayoutWriter.Element> separated(List<T> things, Consumer<? super T> writing) {
    return IntStream.range(0, things.size())
        .mapToObj(
            i ->
                new LayoutWriter.Element(
                    i + 1 < things.size() ? "," : "", () -> writing.accept(things.get(i))))
        .toList();
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
