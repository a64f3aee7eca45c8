package dev.mlpc.runtime.file;

import java.util.List;

/**
 * Where a file keeps one tensor.
 *
 * @param begin of its bytes, counted from the header's end
 * @param end of its bytes, exclusive; not before their begin
 */
record HeaderEntry(String name, DataType type, List<Integer> shape, long begin, long end) {

  HeaderEntry {
    shape = List.copyOf(shape);
  }

  /**
   * The bytes that its shape takes, or a number past {@code limit} if they are more than that; no
   * shape makes it overflow.
   */
  long bytes(long limit) {
    if (shape.contains(0)) {
      return 0;
    }
    long bytes = type.bytes();
    for (int dimension : shape) {
      bytes *= dimension;
      if (bytes > limit) {
        break;
      }
    }
    return bytes;
  }

  /** Its offsets as they stand in the header. */
  String offsets() {
    return "[" + begin + ", " + end + "]";
  }
}
