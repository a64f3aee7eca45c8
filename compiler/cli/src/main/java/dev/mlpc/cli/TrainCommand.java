package dev.mlpc.cli;

import dev.mlpc.compiler.CompilerOptions;
import dev.mlpc.compiler.definition.DataDefinition;
import dev.mlpc.data.DataException;
import dev.mlpc.data.DataFacts;
import dev.mlpc.data.DataLoader;
import dev.mlpc.data.DataLoader.Loaded;
import dev.mlpc.data.DataSource;
import dev.mlpc.data.DataSources;
import dev.mlpc.runtime.Network;
import dev.mlpc.runtime.Team;
import dev.mlpc.runtime.Trainer;
import dev.mlpc.runtime.TrainingSettings;
import dev.mlpc.runtime.training.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mlpc train}: compiles, trains, and writes the parameters and the learning curves. */
@Command(
    name = "train",
    description = {
      "Trains a network and writes its parameters.",
      "Ctrl-C ends training after the current step and saves what was learned."
    },
    footer = {
      "  mlpc train iris.mlp",
      "  mlpc train iris.mlp --data more.csv --epochs 50 --out iris-more.safetensors",
      "  mlpc train digits.mlp --data mnist/",
      "  mlpc train digits.mlp --data images-idx3-ubyte.gz,labels-idx1-ubyte.gz",
      "  mlpc train iris.mlp --init iris.safetensors --rate 1e-4"
    })
final class TrainCommand extends ToolCommand {

  @Parameters(paramLabel = "FILE", description = "The spec.")
  private Path file;

  @Option(
      names = "--network",
      paramLabel = "N",
      description = "Which network, if the spec trains several.")
  private Optional<String> network = Optional.empty();

  @Option(
      names = "--data",
      paramLabel = "D",
      description = {
        "Train with this instead of the spec's source: a table, an .npz file, IMAGES,LABELS in the"
            + " IDX format, or a directory with MNIST's files. The spec's columns hold for it too."
      })
  private Optional<String> data = Optional.empty();

  @Option(names = "--test", paramLabel = "D", description = "Test with this at the end.")
  private Optional<String> test = Optional.empty();

  @Option(names = "--init", paramLabel = "W", description = "Begin with these parameters.")
  private Optional<Path> init = Optional.empty();

  @Option(
      names = "--out",
      paramLabel = "W",
      description = "Write the parameters here; by default NETWORK.safetensors, in this directory.")
  private Optional<Path> out = Optional.empty();

  @Option(names = "--epochs", paramLabel = "N", description = "Instead of the spec's.")
  private Optional<Integer> epochs = Optional.empty();

  @Option(names = "--batch", paramLabel = "N", description = "Instead of the spec's.")
  private Optional<Integer> batch = Optional.empty();

  @Option(names = "--seed", paramLabel = "N", description = "Instead of the spec's.")
  private Optional<Long> seed = Optional.empty();

  @Option(
      names = "--rate",
      paramLabel = "R",
      description = "The optimiser's (peak) rate, instead of the spec's.")
  private Optional<Double> rate = Optional.empty();

  @Mixin private ThreadOptions threads;

  @Override
  int run(Console console) throws Failure, DataException, IOException {
    requirePositive("--epochs", epochs.orElse(1));
    requirePositive("--batch", batch.orElse(1));
    if (!(rate.orElse(1.0) > 0 && Double.isFinite(rate.orElse(1.0)))) {
      throw Failure.usage("--rate must be above 0, but is " + rate.orElse(1.0), "try 1e-3");
    }
    try (Team team = threads.team()) {
      return run(console, team);
    }
  }

  private int run(Console console, Team team) throws Failure, DataException, IOException {
    SpecFile spec = SpecFile.read(file);
    Model model = Model.of(spec, CompilerOptions.defaults(), network, true, console);
    Path parameters =
        out.orElse(ParameterFile.standard(console.surroundings().directory(), model.name()));
    requireWritable(parameters);
    long usedSeed = seed.orElse(model.training().seed());
    Network trained = model.factory().apply(usedSeed);
    DataFacts known = DataFacts.NONE;
    if (init.isPresent()) {
      Path initial = ParameterFile.existing(init, Path.of(""), model.name());
      known = ParameterFile.load(trained, initial);
    }
    Trainer trainer = trained.newTrainer(team);
    TrainingRun run = prepare(model, trained, trainer, known, usedSeed);
    return run.train(console, parameters);
  }

  private TrainingRun prepare(
      Model model, Network trained, Trainer trainer, DataFacts known, long usedSeed)
      throws Failure, DataException {
    DataLoader loader = model.loader(trained.signature());
    Loaded loaded = loader.learn(source(model), known);
    double share = model.definition().data().map(DataDefinition::validation).orElse(0.0);
    if (share > 0 && loaded.samples().size() < 2) {
      throw Failure.wrong(
          "there is only one sample, and `validation` needs some of its own",
          "give more samples, or no `validation`");
    }
    Samples.Split split = loaded.samples().split(share, usedSeed);
    Optional<DataSource> testSource = testSource(model);
    Optional<Samples> testSamples = Optional.empty();
    if (testSource.isPresent()) {
      testSamples = Optional.of(loader.load(testSource.get(), loaded.facts()).samples());
    }
    rate.ifPresent(trainer::overrideRate);
    trainer.overrideSeed(usedSeed);
    return new TrainingRun(
        model.name(),
        trained,
        trainer,
        settings(trainer.settings(), usedSeed),
        loaded,
        split,
        testSamples);
  }

  private DataSource source(Model model) throws Failure {
    if (data.isPresent()) {
      return DataSources.training(data.get(), model.sourceDefinition());
    }
    return model
        .source()
        .orElseThrow(
            () ->
                Failure.usage(
                    "there is no data: the spec names no source for " + model.name(),
                    "give it by --data, or write `data "
                        + model.name()
                        + " { source = csv(\"FILE.csv\"); }` in the spec"));
  }

  /** The spec's test data belongs to the spec's training data. */
  private Optional<DataSource> testSource(Model model) {
    if (test.isPresent()) {
      return Optional.of(DataSources.test(test.get(), model.sourceDefinition()));
    }
    return data.isPresent() ? DataSources.testBeside(data.get()) : model.test();
  }

  private TrainingSettings settings(TrainingSettings ofSpec, long usedSeed) {
    return new TrainingSettings(
        epochs.orElse(ofSpec.epochs()),
        batch.orElse(ofSpec.batch()),
        usedSeed,
        ofSpec.shuffle(),
        ofSpec.patience(),
        ofSpec.figures(),
        ofSpec.watched());
  }

  /** It would be a pity to find out after the training. */
  private static void requireWritable(Path file) throws Failure {
    Path directory = file.toAbsolutePath().resolveSibling("");
    if (Files.isDirectory(file) || !Files.isWritable(directory)) {
      throw Failure.usage("cannot write " + file, "is the directory there, and may it be written?");
    }
  }
}
