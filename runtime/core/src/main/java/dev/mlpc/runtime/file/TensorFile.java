package dev.mlpc.runtime.file;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a file of tensors held.
 *
 * @param path where it was read
 * @param metadata texts by name
 * @param tensors by name, in the order of the file's header
 */
public record TensorFile(
    Path path, Map<String, String> metadata, Map<String, StoredTensor> tensors) {

  public TensorFile {
    metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
  }

  /**
   * {@return the tensor of that name}
   *
   * @param name as in the file
   * @throws TensorFileException if there is none
   */
  public StoredTensor tensor(String name) throws TensorFileException {
    StoredTensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new TensorFileException(path, "there is no tensor " + name);
    }
    return tensor;
  }
}
