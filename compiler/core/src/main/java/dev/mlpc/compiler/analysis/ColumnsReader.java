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
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Reads which columns an input or target takes, and how they are scaled. */
final class ColumnsReader {
  private final ConstantEvaluator constants;
  private final Diagnostics diagnostics;

  ColumnsReader(ConstantEvaluator constants, Diagnostics diagnostics) {
    this.constants = constants;
    this.diagnostics = diagnostics;
  }

  /** The columns of a port; nothing if something is wrong, which is reported. */
  Optional<PortColumns> read(PortDefinition port, Expression value, Span span) {
    Optional<Scaling> scaling = new ScalingReader(constants, diagnostics).read(value);
    if (scaling.isEmpty()) {
      return Optional.empty();
    }
    Expression.Call columns = scaling.get().columns();
    if (!scaling.get().isIdentity() && port.kind() != PortDefinition.Kind.REAL) {
      return fail(
          value.span(),
          "`%s` holds numbers of classes, which cannot be scaled".formatted(port.name()));
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
    if (first instanceof Expression.Range range && arguments.size() == 1) {
      return single
          ? fail(first.span(), "`column` takes one column; for several there is `columns`")
          : range(range);
    }
    return listed(call);
  }

  private Optional<ColumnChoice> range(Expression.Range range) {
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
    return Optional.of(new ColumnChoice.Numbered(from.getAsInt(), to.getAsInt()));
  }

  /** One number, or names. */
  private Optional<ColumnChoice> listed(Expression.Call call) {
    String what = call.callee().text();
    List<Expression> values = call.arguments().stream().map(Expression.Argument::value).toList();
    Optional<ConstantValue> first = constants.evaluate(values.get(0));
    if (first.isEmpty()) {
      return Optional.empty();
    }
    if (first.get() instanceof ConstantValue.Number) {
      if (values.size() > 1) {
        return fail(
            call.span(), "columns are numbered by a range: `columns(0..4)` are the first four");
      }
      OptionalInt number = constants.wholeNumber(values.get(0), what, NumberRange.COLUMN);
      return number.isEmpty()
          ? Optional.empty()
          : Optional.of(new ColumnChoice.Numbered(number.getAsInt(), number.getAsInt() + 1));
    }
    return names(values, what).map(ColumnChoice.Named::new);
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

  private boolean fits(ColumnChoice choice, PortDefinition port, Span span) {
    int width = port.shape().size();
    int count =
        choice instanceof ColumnChoice.Numbered numbered
            ? numbered.to() - numbered.from()
            : choice instanceof ColumnChoice.Named named ? named.names().size() : width;
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
