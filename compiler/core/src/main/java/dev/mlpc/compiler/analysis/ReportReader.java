package dev.mlpc.compiler.analysis;

import dev.mlpc.compiler.diagnostic.Code;
import dev.mlpc.compiler.diagnostic.Diagnostic;
import dev.mlpc.compiler.diagnostic.Diagnostics;
import dev.mlpc.compiler.diagnostic.DidYouMean;
import dev.mlpc.compiler.syntax.Declaration.Entry;
import dev.mlpc.compiler.syntax.Expression;
import dev.mlpc.compiler.syntax.Name;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what {@code report} names. */
final class ReportReader {
  /** The figures of the language. */
  static final List<String> FIGURES =
      List.of(
          "accuracy", "precision", "recall", "f1", "auc", "topK", "rmse", "mae", "r2", "confusion");

  private final ConstantEvaluator constants;
  private final Diagnostics diagnostics;

  ReportReader(ConstantEvaluator constants, Diagnostics diagnostics) {
    this.constants = constants;
    this.diagnostics = diagnostics;
  }

  /** All figures of a block; nothing if one is wrong, which is reported. */
  Optional<List<TrainSettings.Figure>> read(List<Entry> entries) {
    List<TrainSettings.Figure> figures = new ArrayList<>();
    boolean faulty = false;
    for (Entry entry : entries) {
      if (entry instanceof Entry.Report report) {
        for (Expression expression : report.figures()) {
          Optional<TrainSettings.Figure> figure =
              figure(expression).filter(next -> isNew(next, figures));
          figure.ifPresent(figures::add);
          faulty |= figure.isEmpty();
        }
      }
    }
    return faulty ? Optional.empty() : Optional.of(figures);
  }

  /** One figure; nothing if it is wrong, which is reported. */
  Optional<TrainSettings.Figure> figure(Expression expression) {
    Optional<Name> name = CallOptions.callee(expression);
    if (name.isEmpty() || !FIGURES.contains(name.get().text())) {
      Diagnostic unknown =
          Diagnostic.error(
                  Code.BAD_REPORT,
                  expression.span(),
                  name.isPresent()
                      ? "there is no figure `%s`".formatted(name.get())
                      : "`report` takes names of figures")
              .withHelp("the figures are " + WordList.of(FIGURES));
      diagnostics.report(DidYouMean.addTo(unknown, name.map(Name::text).orElse(""), FIGURES));
      return Optional.empty();
    }
    String word = name.get().text();
    List<String> names = word.equals("topK") ? List.of("k") : List.of();
    CallOptions options = CallOptions.bind(expression, names, List.of(), constants, diagnostics);
    int argument =
        names.isEmpty()
            ? 0
            : options.requiredWhole("k", NumberRange.wholeFrom(1), "report topK(5);");
    return options.faulty()
        ? Optional.empty()
        : Optional.of(new TrainSettings.Figure(word, argument, expression.span()));
  }

  private boolean isNew(TrainSettings.Figure figure, List<TrainSettings.Figure> before) {
    for (TrainSettings.Figure other : before) {
      if (other.isSame(figure)) {
        diagnostics.report(
            Diagnostic.error(
                    Code.BAD_REPORT,
                    figure.span(),
                    "`%s` is reported twice".formatted(figure.span().text()))
                .withNote(other.span(), "it is reported here first"));
        return false;
      }
    }
    return true;
  }
}
