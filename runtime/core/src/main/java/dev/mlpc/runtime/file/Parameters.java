package dev.mlpc.runtime.file;

import dev.mlpc.runtime.Network;
import dev.mlpc.runtime.Signature;
import dev.mlpc.runtime.Tensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The parameters and states of a network, saved to a file and loaded from it. */
public final class Parameters {
  /** The metadata's name for the name of the network. */
  public static final String NETWORK = "mlpc.network";

  /** The metadata's name for the fingerprint of the network's structure. */
  public static final String FINGERPRINT = "mlpc.fingerprint";

  private Parameters() {}

  /**
   * Writes all tensors of a network, with its name and fingerprint.
   *
   * @param network whose tensors
   * @param file a safetensors file
   * @throws TensorFileException if the file cannot be written; an old one is then as it was
   */
  public static void save(Network network, Path file) throws TensorFileException {
    Signature signature = network.signature();
    Safetensors.write(
        file,
        network.tensors(),
        Map.of(NETWORK, signature.name(), FINGERPRINT, signature.fingerprint()));
  }

  /**
   * Replaces all tensors of a network by those of a file. The file's element types may be other
   * floating-point types than the network's. A file without a fingerprint, as other tools write it,
   * is taken if names and shapes agree.
   *
   * @param network whose tensors
   * @param file a safetensors file
   * @throws TensorFileException if the file cannot be read, or does not fit: the message then lists
   *     all that is missing, to spare, or of another shape or type. The network is then as it was.
   */
  public static void load(Network network, Path file) throws TensorFileException {
    TensorFile content = Safetensors.read(file);
    List<String> faults = faults(network, content);
    if (!faults.isEmpty()) {
      throw new TensorFileException(
          file,
          "it does not fit network "
              + network.signature().name()
              + ":\n  "
              + String.join("\n  ", faults));
    }
    for (Tensor tensor : network.tensors()) {
      StoredTensor stored = content.tensor(tensor.name());
      switch (tensor.elementType()) {
        case F32 -> tensor.set(stored.toFloats());
        case F64 -> tensor.set(stored.toDoubles());
      }
    }
  }

  private static List<String> faults(Network network, TensorFile content) {
    List<String> faults = new ArrayList<>();
    Map<String, StoredTensor> spare = new LinkedHashMap<>(content.tensors());
    for (Tensor tensor : network.tensors()) {
      StoredTensor stored = spare.remove(tensor.name());
      if (stored == null) {
        faults.add("missing: " + tensor);
      } else if (!stored.shape().equals(tensor.shape())) {
        faults.add("misshapen: " + stored + ", but expected " + tensor.shape());
      } else if (!stored.type().isFloating()) {
        faults.add("of another type: " + stored + ", but expected real numbers");
      }
    }
    spare.values().forEach(stored -> faults.add("to spare: " + stored));
    Signature signature = network.signature();
    String fingerprint = content.metadata().getOrDefault(FINGERPRINT, signature.fingerprint());
    if (!fingerprint.equals(signature.fingerprint())) {
      faults.add(
          0,
          "it was saved by network "
              + content.metadata().getOrDefault(NETWORK, "(unnamed)")
              + " with the fingerprint "
              + fingerprint
              + ", but expected "
              + signature.fingerprint());
    }
    return faults;
  }
}
