package dev.mlpc.cli;

import dev.mlpc.compiler.CompilerOptions;
import dev.mlpc.compiler.definition.DataDefinition.SourceDefinition;
import dev.mlpc.data.DataException;
import dev.mlpc.data.DataFacts;
import dev.mlpc.data.DataLoader;
import dev.mlpc.data.DataSource;
import dev.mlpc.data.DataSources;
import dev.mlpc.data.InputReader;
import dev.mlpc.runtime.Batch;
import dev.mlpc.runtime.Network;
import dev.mlpc.runtime.Signature;
import dev.mlpc.runtime.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

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

  @Parameters(paramLabel = "FILE", description = "The spec.")
  private Path file;

  @Option(
      names = "--weights",
      paramLabel = "W",
      description = "The parameters; by default NETWORK.safetensors in this directory.")
  private Optional<Path> weights = Optional.empty();

  @Option(
      names = "--data",
      paramLabel = "D",
      description =
          "The inputs, or - for standard input; by default the spec's `test`, else its source.")
  private Optional<String> data = Optional.empty();

  @Option(
      names = "--network",
      paramLabel = "N",
      description = "Which network, if there are several.")
  private Optional<String> network = Optional.empty();

  @Override
  int run(Console console) throws Failure, DataException, IOException {
    SpecFile spec = SpecFile.read(file);
    Model model = Model.of(spec, CompilerOptions.defaults(), network, false, console);
    Path parameters =
        ParameterFile.existing(weights, console.surroundings().directory(), model.name());
    Network trained = model.network();
    DataFacts facts = ParameterFile.load(trained, parameters);
    Signature signature = trained.signature();
    DataLoader loader = model.loader(signature);
    PredictionRow row = PredictionRow.of(signature, loader, facts);
    Workspace workspace = trained.newWorkspace();
    Batch inputs = new Batch(signature.inputs(), BATCH);
    Batch outputs = new Batch(signature.outputs(), BATCH);
    PredictionWriter writer = new PredictionWriter(console, row);
    try (InputReader reader = loader.stream(source(model, console), facts)) {
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

  private DataSource source(Model model, Console console) throws Failure {
    Optional<SourceDefinition> ofSpec = model.sourceDefinition();
    if (data.isPresent() && data.get().equals("-")) {
      Optional<SourceDefinition.Csv> csv =
          ofSpec
              .filter(SourceDefinition.Csv.class::isInstance)
              .map(SourceDefinition.Csv.class::cast);
      return new DataSource.Stream(
          "<stdin>",
          console.surroundings().in(),
          csv.map(SourceDefinition.Csv::header),
          csv.map(source -> source.separator().orElse(DataSource.BLANKS)));
    }
    if (data.isPresent()) {
      return DataSources.test(data.get(), ofSpec);
    }
    return model
        .test()
        .or(model::source)
        .orElseThrow(
            () ->
                Failure.usage(
                    "there is no data: the spec names none",
                    "give it by --data FILE, or --data - for standard input"));
  }
}
