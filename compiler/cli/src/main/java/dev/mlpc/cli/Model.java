package dev.mlpc.cli;

import dev.mlpc.compiler.CompiledNetwork;
import dev.mlpc.compiler.Compiler;
import dev.mlpc.compiler.CompilerOptions;
import dev.mlpc.compiler.definition.DataDefinition;
import dev.mlpc.compiler.definition.DataDefinition.SourceDefinition;
import dev.mlpc.compiler.definition.NetworkDefinition;
import dev.mlpc.compiler.definition.TrainingDefinition;
import dev.mlpc.data.DataLoader;
import dev.mlpc.data.DataSource;
import dev.mlpc.runtime.Network;
import dev.mlpc.runtime.Signature;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * A network of a spec, compiled and ready to be made.
 *
 * @param spec where it stands
 * @param definition what the spec says of it
 * @param factory makes networks from seeds
 */
record Model(SpecFile spec, NetworkDefinition definition, LongFunction<Network> factory) {
  private static final String WITH_TRAINING = " with a `train` block";

  /** Compiles a spec and loads the network that is meant. */
  static Model of(
      SpecFile spec,
      CompilerOptions options,
      Optional<String> name,
      boolean needsTraining,
      Console console)
      throws Failure {
    List<CompiledNetwork> networks = spec.compile(options, console);
    if (needsTraining) {
      networks = networks.stream().filter(n -> n.definition().training().isPresent()).toList();
    }
    CompiledNetwork network = spec.choose(networks, name, needsTraining ? WITH_TRAINING : "");
    return new Model(spec, network.definition(), Compiler.load(network));
  }

  /**
   * All networks of a spec that can be trained, or the one of that name.
   *
   * @throws Failure if there is none
   */
  static List<Model> trained(
      SpecFile spec, CompilerOptions options, Optional<String> name, Console console)
      throws Failure {
    List<CompiledNetwork> networks =
        spec.compile(options, console).stream()
            .filter(network -> network.definition().training().isPresent())
            .toList();
    if (name.isPresent() || networks.isEmpty()) {
      networks = List.of(spec.choose(networks, name, WITH_TRAINING));
    }
    return networks.stream()
        .map(network -> new Model(spec, network.definition(), Compiler.load(network)))
        .toList();
  }

  String name() {
    return definition.name();
  }

  /** What the spec's train block says; the model was chosen among those that have one. */
  TrainingDefinition training() {
    return definition.training().orElseThrow();
  }

  /** A network whose initial parameters do not matter. */
  Network network() {
    return factory.apply(0);
  }

  DataLoader loader(Signature signature) {
    return new DataLoader(signature, definition.data());
  }

  Optional<DataSource> source() {
    return definition.data().flatMap(DataDefinition::source).map(this::located);
  }

  Optional<DataSource> test() {
    return definition.data().flatMap(DataDefinition::test).map(this::located);
  }

  /** What the data block says of its source, which holds for files of the command line too. */
  Optional<SourceDefinition> sourceDefinition() {
    return definition.data().flatMap(DataDefinition::source);
  }

  private DataSource located(SourceDefinition source) {
    return DataSource.of(source, spec.directory());
  }
}
