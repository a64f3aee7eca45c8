package dev.mlpc.cli;

import dev.mlpc.data.DataFacts;
import dev.mlpc.data.DataLoader;
import dev.mlpc.data.DataSource;
import dev.mlpc.data.DataSources;
import dev.mlpc.runtime.Network;
import dev.mlpc.runtime.Signature;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A network with the parameters that it learned.
 *
 * @param parameters the file that they are from
 * @param facts what the training data told
 */
record TrainedModel(Model model, Network network, Path parameters, DataFacts facts) {

  String name() {
    return model.name();
  }

  Signature signature() {
    return network.signature();
  }

  DataLoader loader() {
    return model.loader(signature());
  }

  /**
   * The data that a user named, or else the spec's {@code test}, or else its source.
   *
   * @param help what to do if there is none
   */
  DataSource source(Optional<String> named, String help) throws Failure {
    if (named.isPresent()) {
      return DataSources.test(named.get(), model.sourceDefinition());
    }
    return model
        .test()
        .or(model::source)
        .orElseThrow(() -> Failure.usage("there is no data: the spec names none", help));
  }
}
