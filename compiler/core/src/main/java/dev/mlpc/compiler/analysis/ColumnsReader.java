package dev.mlpc.compiler.analysis;

import dev.mlpc.compiler.definition.DataDefinition.ColumnChoice;
import dev.mlpc.compiler.definition.DataDefinition.PortColumns;
import dev.mlpc.compiler.definition.PortDefinition;
import dev.mlpc.compiler.diagnostic.Code;
import dev.mlpc.compiler.diagnostic.Diagnostic;
import dev.mlpc.compiler.diagnostic.Diagnostics;
import dev.mlpc.compiler.diagnostic.Span;
import dev.mlpc.compiler.syntax.Expression;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;

/** Reads which columns an input or target takes, and how they are scaled. */
final class ColumnsReader {
  private final ConstantEvaluator constants;
  private final Diagnostics diagnostics;
  private final boolean ofArrays;

  /**
   * A reader of choices.
   *
   * @param ofArrays whether a name is that of an array and not of a column
   */
  ColumnsReader(ConstantEvaluator constants, Diagnostics diagnostics, boolean ofArrays) {
    this.constants = constants;
    this.diagnostics = diagnostics;
    this.ofArrays = ofArrays;
  }

  /** The columns of a port; nothing if something is wrong, which is reported. */
  Optional<PortColumns> read(PortDefinition port, Expression value, Span span) {
    Optional<Scaling> scaling = new ScalingReader(constants, diagnostics).read(value);
    if (scaling.isEmpty()) {
      return Optional.empty();
    }
    Expression.Call columns = scaling.get().columns();
    if (!scaling.get().isWholeShift() && port.kind() != PortDefinition.Kind.REAL) {
      return fail(
          value.span(),
          "`%s` holds numbers of classes, which can be shifted, as in `column(4) - 1`, but not scaled"
              .formatted(port.name()));
    }
    return choice(columns)
        .filter(choice -> fits(choice, port, columns.span()))
        .map(
            choice ->
                new PortColumns(
                    port.name(), choice, scaling.get().factor(), scaling.get().offset(), span));
  }

  private Optional<ColumnChoice> choice(Expression.Call call) {
    List<Expression.Argument> arguments = call.arguments();
    boolean single = call.callee().text().equals("column");
    if (arguments.isEmpty()) {
      return fail(
          call.span(),
          single
              ? "`column` needs the name or number of a column: `column(4)`"
              : "`columns` needs names or numbers: `columns(\"a\", \"b\")`, `columns(0..4)`");
    }
    if (arguments.stream().anyMatch(argument -> argument.name().isPresent())) {
      return except(call, single);
    }
    if (single && arguments.size() > 1) {
      return fail(call.span(), "`column` takes one column; for several there is `columns`");
    }
    Expression first = arguments.get(0).value();
    if (first instanceof Expression.Range && single) {
      return fail(first.span(), "`column` takes one column; for several there is `columns`");
    }
    return listed(call);
  }

  private Optional<List<Integer>> range(Expression.Range range) {
    OptionalInt from = constants.wholeNumber(range.from(), "columns", NumberRange.COLUMN);
    OptionalInt to = constants.wholeNumber(range.to(), "columns", NumberRange.COLUMN);
    if (from.isEmpty() || to.isEmpty()) {
      return Optional.empty();
    }
    if (from.getAsInt() >= to.getAsInt()) {
      return fail(
          range.span(),
          "`%d..%d` holds no column: a range starts at its first number and ends before its last"
              .formatted(from.getAsInt(), to.getAsInt()));
    }
    if (to.getAsInt() > Limits.COLUMNS) {
      diagnostics.report(
          Diagnostic.error(
              Code.LIMIT,
              range.span(),
              "a range of columns ends at %,d at the latest, not at %,d"
                  .formatted(Limits.COLUMNS, to.getAsInt())));
      return Optional.empty();
    }
    return Optional.of(IntStream.range(from.getAsInt(), to.getAsInt()).boxed().toList());
  }

  /** Numbers and ranges of numbers, or names. */
  private Optional<ColumnChoice> listed(Expression.Call call) {
    String what = call.callee().text();
    List<Expression> values = call.arguments().stream().map(Expression.Argument::value).toList();
    if (values.get(0) instanceof Expression.Range) {
      return numbers(values, what);
    }
    Optional<ConstantValue> first = constants.evaluate(values.get(0));
    if (first.isEmpty()) {
      return Optional.empty();
    }
    if (first.get() instanceof ConstantValue.Number) {
      return numbers(values, what);
    }
    return names(values, what).map(ColumnChoice.Named::new);
  }

  private Optional<ColumnChoice> numbers(List<Expression> values, String what) {
    Set<Integer> numbers = new LinkedHashSet<>();
    for (Expression value : values) {
      Optional<List<Integer>> some =
          value instanceof Expression.Range range ? range(range) : number(value, what);
      if (some.isEmpty()) {
        return Optional.empty();
      }
      for (int number : some.get()) {
        if (!numbers.add(number)) {
          return fail(value.span(), "column %d is given twice".formatted(number));
        }
      }
    }
    return Optional.of(new ColumnChoice.Numbered(List.copyOf(numbers)));
  }

  private Optional<List<Integer>> number(Expression value, String what) {
    OptionalInt number = constants.wholeNumber(value, what, NumberRange.COLUMN);
    return number.isEmpty() ? Optional.empty() : Optional.of(List.of(number.getAsInt()));
  }

  private Optional<ColumnChoice> except(Expression.Call call, boolean single) {
    CallOptions options =
        CallOptions.bind(
            call, List.of(), single ? List.of() : List.of("except"), constants, diagnostics);
    if (options.faulty()) {
      return Optional.empty();
    }
    Expression value = options.get("except").orElseThrow();
    List<Expression> values =
        value instanceof Expression.ListOf list ? list.elements() : List.of(value);
    return names(values, "except").map(ColumnChoice.Except::new);
  }

  private Optional<List<String>> names(List<Expression> values, String what) {
    Set<String> seen = new HashSet<>();
    List<String> names = new ArrayList<>();
    for (Expression value : values) {
      Optional<String> name = constants.text(value, what);
      if (name.isEmpty()) {
        return Optional.empty();
      }
      if (!seen.add(name.get())) {
        return fail(value.span(), "the column \"%s\" is named twice".formatted(name.get()));
      }
      names.add(name.get());
    }
    return Optional.of(names);
  }

  /**
   * Names may be those of whole arrays, of which only the file knows how many columns they have.
   */
  private boolean fits(ColumnChoice choice, PortDefinition port, Span span) {
    int width = port.shape().size();
    int count = width;
    if (choice instanceof ColumnChoice.Numbered numbered) {
      count = numbered.numbers().size();
    } else if (choice instanceof ColumnChoice.Named named && !ofArrays) {
      count = named.names().size();
    }
    if (count == width) {
      return true;
    }
    diagnostics.report(
        Diagnostic.error(
                Code.BAD_COLUMNS,
                span,
                "`%s` takes %s, but %s given here"
                    .formatted(
                        port.name(), count(width, "column"), count == 1 ? "1 is" : count + " are"))
            .withNote(port.span(), "`%s` gets its shape here".formatted(port.name())));
    return false;
  }

  private static String count(int number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  private <T> Optional<T> fail(Span span, String message) {
    diagnostics.report(Diagnostic.error(Code.BAD_COLUMNS, span, message));
    return Optional.empty();
  }
}
