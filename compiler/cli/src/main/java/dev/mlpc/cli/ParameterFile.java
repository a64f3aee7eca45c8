package dev.mlpc.cli;

import dev.mlpc.data.DataFacts;
import dev.mlpc.runtime.Network;
import dev.mlpc.runtime.Signature;
import dev.mlpc.runtime.file.Parameters;
import dev.mlpc.runtime.file.Safetensors;
import dev.mlpc.runtime.file.TensorFileException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Parameters, and beside them what the training data told: the file's metadata holds labels as
 * {@code mlpc.labels.PORT} and what stands for missing cells as {@code mlpc.fills.PORT}, both as
 * JSON.
 */
final class ParameterFile {
  private static final String LABELS = "mlpc.labels.";
  private static final String FILLS = "mlpc.fills.";

  private ParameterFile() {}

  /** Where the parameters of a network are if nobody says otherwise: {@code iris.safetensors}. */
  static Path standard(Path directory, String network) {
    String name = network.substring(0, 1).toLowerCase(Locale.ROOT) + network.substring(1);
    return directory.resolve(name + ".safetensors");
  }

  /** The file that a user named, or the one that {@code train} writes. */
  static Path existing(Optional<Path> named, Path directory, String network) throws Failure {
    Path path = named.orElse(standard(directory, network));
    if (!Files.isRegularFile(path)) {
      throw Failure.usage(
          "there are no parameters " + path,
          named.isPresent()
              ? "it would be " + path.toAbsolutePath().normalize()
              : "train the network first, or say by --weights where they are");
    }
    return path;
  }

  static void save(Network network, DataFacts facts, Path path) throws TensorFileException {
    Signature signature = network.signature();
    Map<String, String> metadata = new HashMap<>();
    metadata.put(Parameters.NETWORK, signature.name());
    metadata.put(Parameters.FINGERPRINT, signature.fingerprint());
    facts.labels().forEach((port, labels) -> metadata.put(LABELS + port, Json.line(labels)));
    facts.fills().forEach((port, fills) -> metadata.put(FILLS + port, Json.line(fills)));
    Safetensors.write(path, network.tensors(), metadata);
  }

  /** Gives a network the parameters of a file, and tells what its training data told. */
  static DataFacts load(Network network, Path path) throws TensorFileException, Failure {
    Parameters.load(network, path);
    Map<String, List<String>> labels = new HashMap<>();
    Map<String, List<Double>> fills = new HashMap<>();
    for (Map.Entry<String, String> entry : Safetensors.read(path).metadata().entrySet()) {
      String name = entry.getKey();
      if (name.startsWith(LABELS)) {
        labels.put(name.substring(LABELS.length()), list(String.class, entry, path));
      } else if (name.startsWith(FILLS)) {
        fills.put(name.substring(FILLS.length()), list(Double.class, entry, path));
      }
    }
    return new DataFacts(labels, fills);
  }

  private static <T> List<T> list(Class<T> type, Map.Entry<String, String> entry, Path path)
      throws Failure {
    return Json.list(type, entry.getValue())
        .orElseThrow(
            () -> Failure.wrong(path + ": its metadata's " + entry.getKey() + " is no list"));
  }
}
