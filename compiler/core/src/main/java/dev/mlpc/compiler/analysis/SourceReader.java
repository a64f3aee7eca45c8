package dev.mlpc.compiler.analysis;

import dev.mlpc.compiler.definition.DataDefinition.SourceDefinition;
import dev.mlpc.compiler.diagnostic.Code;
import dev.mlpc.compiler.diagnostic.Diagnostic;
import dev.mlpc.compiler.diagnostic.Diagnostics;
import dev.mlpc.compiler.diagnostic.DidYouMean;
import dev.mlpc.compiler.syntax.Expression;
import dev.mlpc.compiler.syntax.Name;
import java.util.List;
import java.util.Optional;

/** Reads where samples are: {@code csv(…)}, {@code idx(…)} and {@code npz(…)}. */
final class SourceReader {
  private static final List<String> KINDS = List.of("csv", "idx", "npz");
  private static final String COMMA = ",";

  private final ConstantEvaluator constants;
  private final Diagnostics diagnostics;

  SourceReader(ConstantEvaluator constants, Diagnostics diagnostics) {
    this.constants = constants;
    this.diagnostics = diagnostics;
  }

  /** A source; nothing if something is wrong, which is reported. */
  Optional<SourceDefinition> read(Expression value) {
    String kind = CallOptions.callee(value).map(Name::text).orElse("");
    return switch (kind) {
      case "csv" -> csv(value);
      case "idx" -> idx(value);
      case "npz" -> npz(value);
      default -> unknown(value, kind);
    };
  }

  private Optional<SourceDefinition> unknown(Expression value, String kind) {
    Diagnostic unknown =
        Diagnostic.error(Code.BAD_SOURCE, value.span(), "this is no source of data")
            .withHelp(
                value instanceof Expression.Text
                    ? "write `csv(%s)`".formatted(value.span().text())
                    : "write `csv(\"a.csv\", header = true)`, `idx(\"images.gz\", \"labels.gz\")`"
                        + " or `npz(\"a.npz\")`");
    diagnostics.report(DidYouMean.addTo(unknown, kind, KINDS));
    return Optional.empty();
  }

  private Optional<SourceDefinition> csv(Expression value) {
    CallOptions options = bind(value, "path", "header", "separator");
    String path = path(options, "path", "csv(\"a.csv\")");
    boolean header = options.truth("header", false);
    Optional<String> separator =
        options
            .get("separator")
            .map(expression -> separator(expression, options))
            .orElse(Optional.of(COMMA));
    return options.faulty()
        ? Optional.empty()
        : Optional.of(new SourceDefinition.Csv(path, header, separator, value.span()));
  }

  /** One character; or nothing for runs of blanks. */
  private Optional<String> separator(Expression value, CallOptions options) {
    if (value instanceof Expression.Reference reference
        && reference.name().text().equals("whitespace")) {
      return Optional.empty();
    }
    Optional<String> text = constants.text(value, "separator");
    if (text.isEmpty()) {
      options.invalidate();
    } else if (text.get().equals(" ")) {
      options.fail(
          badSeparator(
                  value, "a blank cannot be the separator, as blanks around a cell do not count")
              .withHelp("write `separator = whitespace` for cells with blanks between them"));
    } else if (text.get().length() != 1 || "\"\r\n".contains(text.get())) {
      options.fail(
          badSeparator(value, "`separator` must be one character, such as \",\" or \"\\t\""));
    }
    return text;
  }

  private static Diagnostic badSeparator(Expression value, String message) {
    return Diagnostic.error(Code.BAD_SOURCE, value.span(), message);
  }

  private Optional<SourceDefinition> idx(Expression value) {
    CallOptions options = bind(value, "images", "labels");
    String example = "idx(\"images.gz\", \"labels.gz\")";
    String images = path(options, "images", example);
    String labels = path(options, "labels", example);
    return options.faulty()
        ? Optional.empty()
        : Optional.of(new SourceDefinition.Idx(images, labels, value.span()));
  }

  private Optional<SourceDefinition> npz(Expression value) {
    CallOptions options = bind(value, "path");
    String path = path(options, "path", "npz(\"a.npz\")");
    return options.faulty()
        ? Optional.empty()
        : Optional.of(new SourceDefinition.Npz(path, value.span()));
  }

  private CallOptions bind(Expression value, String... names) {
    return CallOptions.bind(value, List.of(names), List.of(), constants, diagnostics);
  }

  private static String path(CallOptions options, String name, String example) {
    String path = options.requiredText(name, example);
    if (path.isBlank() && !options.faulty()) {
      options.fail(
          Diagnostic.error(
              Code.BAD_SOURCE,
              options.get(name).orElseThrow().span(),
              "`%s` is empty, but must be the path of a file".formatted(name)));
    }
    return path;
  }
}
