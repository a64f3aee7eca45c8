package dev.mlpc.runtime.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files in the outer form of safetensors, whatever their header says. */
final class RawFile {

  private RawFile() {}

  static void write(Path file, String header, byte[] data) throws IOException {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    Files.write(file, bytes(text.length, text, data));
  }

  /** A file that claims a header of that length. */
  static byte[] bytes(long claimedLength, byte[] header, byte[] data) {
    return ByteBuffer.allocate(8 + header.length + data.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(claimedLength)
        .put(header)
        .put(data)
        .array();
  }

  /** A header of one tensor. */
  static String tensor(String name, String type, String shape, long begin, long end) {
    return "{" + entry(name, type, shape, begin, end) + "}";
  }

  static String entry(String name, String type, String shape, long begin, long end) {
    return String.format(
        "\"%s\":{\"dtype\":\"%s\",\"shape\":%s,\"data_offsets\":[%d,%d]}",
        name, type, shape, begin, end);
  }
}
