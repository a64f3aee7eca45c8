package dev.mlpc.cli;

import dev.mlpc.compiler.definition.DataDefinition.SourceDefinition;
import dev.mlpc.data.DataException;
import dev.mlpc.data.DataLoader;
import dev.mlpc.data.DataSource;
import dev.mlpc.data.InputReader;
import dev.mlpc.runtime.Batch;
import dev.mlpc.runtime.Network;
import dev.mlpc.runtime.Signature;
import dev.mlpc.runtime.Workspace;
import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code mlpc predict}: a row of outputs for each row of inputs. */
@Command(
    name = "predict",
    description = {
      "Predicts: reads inputs and writes a CSV row of outputs for each, as they come.",
      "The spec's columns hold for the inputs; columns of targets may be absent."
    },
    footer = {
      "  mlpc predict iris.mlp --data flowers.csv > species.csv",
      "  head -5 flowers.csv | mlpc predict iris.mlp --weights iris.safetensors --data -"
    })
final class PredictCommand extends ToolCommand {
  private static final int BATCH = 256;

  @Mixin private TrainedModelOptions options;

  @Option(
      names = "--data",
      paramLabel = "D",
      description =
          "The inputs, or - for standard input; by default the spec's `test`, else its source.")
  private Optional<String> data = Optional.empty();

  @Override
  int run(Console console) throws Failure, DataException, IOException {
    TrainedModel model = options.load(false, console);
    Network trained = model.network();
    Signature signature = model.signature();
    DataLoader loader = model.loader();
    PredictionRow row = PredictionRow.of(signature, loader, model.facts());
    Workspace workspace = trained.newWorkspace();
    Batch inputs = new Batch(signature.inputs(), BATCH);
    Batch outputs = new Batch(signature.outputs(), BATCH);
    PredictionWriter writer = new PredictionWriter(console, row);
    try (InputReader reader = loader.stream(source(model, console), model.facts())) {
      boolean more = true;
      while (more) {
        more = reader.next(inputs);
        trained.predict(inputs, outputs, workspace);
        more &= writer.write(outputs);
      }
    }
    writer.finish(model.name());
    return ExitStatus.DONE;
  }

  private DataSource source(TrainedModel model, Console console) throws Failure {
    return data.equals(Optional.of("-"))
        ? standardInput(model.model().sourceDefinition(), console)
        : model.source(data, "give it by --data FILE, or --data - for standard input");
  }

  private static DataSource standardInput(Optional<SourceDefinition> ofSpec, Console console) {
    Optional<SourceDefinition.Csv> csv =
        ofSpec.filter(SourceDefinition.Csv.class::isInstance).map(SourceDefinition.Csv.class::cast);
    return new DataSource.Stream(
        "<stdin>",
        console.surroundings().in(),
        csv.map(SourceDefinition.Csv::header),
        csv.map(source -> source.separator().orElse(DataSource.BLANKS)));
  }
}
