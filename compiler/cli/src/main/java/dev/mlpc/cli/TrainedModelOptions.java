package dev.mlpc.cli;

import dev.mlpc.compiler.CompilerOptions;
import dev.mlpc.data.DataFacts;
import dev.mlpc.runtime.Network;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What commands that use a trained network ask for: its spec, its name and its parameters. */
final class TrainedModelOptions {

  @Parameters(paramLabel = "FILE", description = "The spec.")
  private Path file;

  @Option(
      names = "--weights",
      paramLabel = "W",
      description = "The parameters; by default NETWORK.safetensors in this directory.")
  private Optional<Path> weights = Optional.empty();

  @Option(
      names = "--network",
      paramLabel = "N",
      description = "Which network, if there are several.")
  private Optional<String> network = Optional.empty();

  /**
   * Compiles the spec and loads the parameters.
   *
   * @param needsTraining whether only networks with a {@code train} block will do
   */
  TrainedModel load(boolean needsTraining, Console console) throws Failure, IOException {
    SpecFile spec = SpecFile.read(file);
    Model model = Model.of(spec, CompilerOptions.defaults(), network, needsTraining, console);
    Path parameters =
        ParameterFile.existing(weights, console.surroundings().directory(), model.name());
    Network trained = model.network();
    DataFacts facts = ParameterFile.load(trained, parameters);
    return new TrainedModel(model, trained, parameters, facts);
  }
}
