package dev.mlpc.runtime.file;

import dev.mlpc.runtime.ElementType;
import dev.mlpc.runtime.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Writes the header and the tensors; the same tensors and metadata give the same bytes. */
final class SafetensorsWriter {
  private static final int CHUNK = 1 << 16;

  private final List<Tensor> tensors;
  private final Map<String, String> metadata;

  SafetensorsWriter(List<Tensor> tensors, Map<String, String> metadata) {
    Set<String> names = new HashSet<>(Set.of(Header.METADATA));
    for (Tensor tensor : tensors) {
      if (!names.add(tensor.name())) {
        throw new IllegalArgumentException("two tensors cannot have the name " + tensor.name());
      }
    }
    // The larger type first, so that every element lies at a multiple of its size.
    this.tensors =
        tensors.stream().sorted(Comparator.comparing(t -> -bytesOf(t.elementType()))).toList();
    this.metadata = new TreeMap<>(metadata);
  }

  void writeTo(WritableByteChannel channel) throws IOException {
    byte[] header = header().getBytes(StandardCharsets.UTF_8);
    ByteBuffer buffer = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
    buffer.putLong(header.length);
    drain(buffer, channel);
    write(ByteBuffer.wrap(header), channel);
    for (Tensor tensor : tensors) {
      if (tensor.elementType() == ElementType.F32) {
        for (float value : tensor.toFloats()) {
          ensureRoom(buffer, channel);
          buffer.putFloat(value);
        }
      } else {
        for (double value : tensor.toDoubles()) {
          ensureRoom(buffer, channel);
          buffer.putDouble(value);
        }
      }
      drain(buffer, channel);
    }
  }

  private String header() {
    StringBuilder json = new StringBuilder("{");
    appendString(json, Header.METADATA).append(":{");
    String separator = "";
    for (Map.Entry<String, String> entry : metadata.entrySet()) {
      appendString(json.append(separator), entry.getKey()).append(':');
      appendString(json, entry.getValue());
      separator = ",";
    }
    json.append('}');
    long begin = 0;
    for (Tensor tensor : tensors) {
      long end = begin + (long) tensor.size() * bytesOf(tensor.elementType());
      appendString(json.append(','), tensor.name());
      json.append(":{\"dtype\":\"").append(tensor.elementType());
      json.append("\",\"shape\":").append(tensor.shape().toString().replace(" ", ""));
      json.append(",\"data_offsets\":[").append(begin).append(',').append(end).append("]}");
      begin = end;
    }
    json.append('}');
    // Blanks, so that the data behind it lie at a multiple of eight.
    int length = json.toString().getBytes(StandardCharsets.UTF_8).length;
    return json.append(" ".repeat(-length & 7)).toString();
  }

  private static StringBuilder appendString(StringBuilder json, String text) {
    json.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < ' ') {
        json.append(String.format("\\u%04x", (int) c));
      } else {
        json.append(c);
      }
    }
    return json.append('"');
  }

  private static int bytesOf(ElementType type) {
    return type == ElementType.F32 ? Float.BYTES : Double.BYTES;
  }

  private static void ensureRoom(ByteBuffer buffer, WritableByteChannel channel)
      throws IOException {
    if (buffer.remaining() < Double.BYTES) {
      drain(buffer, channel);
    }
  }

  private static void drain(ByteBuffer buffer, WritableByteChannel channel) throws IOException {
    write(buffer.flip(), channel);
    buffer.clear();
  }

  private static void write(ByteBuffer bytes, WritableByteChannel channel) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }
}
