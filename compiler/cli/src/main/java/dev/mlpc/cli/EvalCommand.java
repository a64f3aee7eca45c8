package dev.mlpc.cli;

import static dev.mlpc.cli.TextTable.Side.LEFT;
import static dev.mlpc.cli.TextTable.Side.RIGHT;

import dev.mlpc.data.DataException;
import dev.mlpc.data.DataLoader;
import dev.mlpc.data.DataSource;
import dev.mlpc.runtime.Network;
import dev.mlpc.runtime.Signature;
import dev.mlpc.runtime.Team;
import dev.mlpc.runtime.Trainer;
import dev.mlpc.runtime.report.ConfusionMatrix;
import dev.mlpc.runtime.report.FigureValue;
import dev.mlpc.runtime.training.Evaluation;
import dev.mlpc.runtime.training.Samples;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code mlpc eval}: the figures of trained parameters. */
@Command(
    name = "eval",
    description = {
      "Measures trained parameters: the loss, the figures that the spec's `report` names, and for"
          + " classes how often each was taken for which."
    },
    footer = {
      "  mlpc eval iris.mlp",
      "  mlpc eval iris.mlp --weights iris.safetensors --data unseen.csv"
    })
final class EvalCommand extends ToolCommand {
  private static final int BATCH = 256;

  @Mixin private TrainedModelOptions options;
  @Mixin private ThreadOptions threads;

  @Option(
      names = "--data",
      paramLabel = "D",
      description = "Measure with this; by default with the spec's `test`, else with its source.")
  private Optional<String> data = Optional.empty();

  @Override
  int run(Console console) throws Failure, DataException, IOException {
    try (Team team = threads.team()) {
      return run(console, team);
    }
  }

  private int run(Console console, Team team) throws Failure, DataException, IOException {
    TrainedModel model = options.load(true, console);
    Network trained = model.network();
    Signature signature = model.signature();
    DataLoader loader = model.loader();
    DataSource source = model.source(data, "give it by --data");
    Samples samples = loader.load(source, model.facts()).samples();
    Trainer trainer = trained.newTrainer(team);
    Evaluation evaluation =
        new Evaluation(
            trained, trainer, FigureChoice.of(signature, trainer.settings().figures()), BATCH);
    Evaluation.Result result = evaluation.of(samples);
    List<String> learned =
        signature.targets().stream()
            .map(port -> loader.labels(port.name(), model.facts()))
            .filter(labels -> !labels.isEmpty())
            .findFirst()
            .orElse(List.of());
    List<ConfusionMatrix> confusions =
        result.figures().confusions().stream().map(matrix -> labelled(matrix, learned)).toList();
    show(console, model.name(), source, samples, result, confusions);
    console.object(
        Json.fields()
            .put("status", ExitStatus.DONE)
            .put("network", model.name())
            .put("parameters", model.parameters().toString())
            .put("data", source.name())
            .put("samples", samples.size())
            .put("loss", result.loss())
            .put("figures", EpochText.figures(result.figures()))
            .put("confusion", confusions.stream().map(EvalCommand::object).toList())
            .map());
    return ExitStatus.DONE;
  }

  private static ConfusionMatrix labelled(ConfusionMatrix matrix, List<String> labels) {
    return labels.size() == matrix.labels().size()
        ? new ConfusionMatrix(matrix.name(), labels, matrix.counts())
        : matrix;
  }

  private static void show(
      Console console,
      String network,
      DataSource source,
      Samples samples,
      Evaluation.Result result,
      List<ConfusionMatrix> confusions) {
    console.result(
        network + ": " + Numerals.count(samples.size(), "sample") + " of " + source.name());
    TextTable figures =
        new TextTable(List.of("  loss", Numerals.real(result.loss())), List.of(LEFT, LEFT));
    for (FigureValue figure : result.figures().values()) {
      figures.row("  " + figure.name(), Numerals.real(figure.value()));
    }
    figures.lines(console.surroundings().width()).forEach(console::result);
    for (ConfusionMatrix matrix : confusions) {
      console.result("");
      console.result(matrix.name() + " (rows: what it is; columns: what it was taken for)");
      table(matrix).lines(console.surroundings().width()).forEach(console::result);
    }
  }

  private static TextTable table(ConfusionMatrix matrix) {
    List<String> titles = new ArrayList<>(List.of(""));
    titles.addAll(matrix.labels());
    titles.add("recall");
    List<TextTable.Side> sides = new ArrayList<>(List.of(LEFT));
    sides.addAll(Collections.nCopies(matrix.labels().size() + 1, RIGHT));
    TextTable table = new TextTable(titles, sides);
    for (int actual = 0; actual < matrix.labels().size(); actual++) {
      List<Long> counts = matrix.counts().get(actual);
      long total = counts.stream().mapToLong(Long::longValue).sum();
      List<String> cells = new ArrayList<>(List.of("  " + matrix.labels().get(actual)));
      counts.forEach(count -> cells.add(count == 0 ? "." : Numerals.whole(count)));
      cells.add(total == 0 ? "" : Numerals.real((double) counts.get(actual) / total));
      table.row(cells);
    }
    return table;
  }

  private static Map<String, Object> object(ConfusionMatrix matrix) {
    return Json.fields()
        .put("name", matrix.name())
        .put("labels", matrix.labels())
        .put("counts", matrix.counts())
        .map();
  }
}
