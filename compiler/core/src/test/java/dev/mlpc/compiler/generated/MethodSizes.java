package dev.mlpc.compiler.generated;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * How long the methods of a class file are: the lengths of their Code attributes, as chapter 4 of
 * the Java Virtual Machine Specification lays them out.
 */
final class MethodSizes {
  private final DataInputStream in;
  private final Map<Integer, String> texts = new TreeMap<>();
  private final Map<String, Integer> sizes = new TreeMap<>();

  private MethodSizes(byte[] classFile) {
    this.in = new DataInputStream(new ByteArrayInputStream(classFile));
  }

  /** Bytes of bytecode by name and descriptor. */
  static Map<String, Integer> of(byte[] classFile) throws IOException {
    MethodSizes reader = new MethodSizes(classFile);
    reader.read();
    return reader.sizes;
  }

  private void read() throws IOException {
    in.skipNBytes(8);
    int constants = in.readUnsignedShort();
    for (int i = 1; i < constants; i++) {
      int tag = in.readUnsignedByte();
      switch (tag) {
        case 1 -> texts.put(i, in.readUTF());
        case 3, 4, 9, 10, 11, 12, 17, 18 -> in.skipNBytes(4);
        case 5, 6 -> {
          in.skipNBytes(8);
          i++;
        }
        case 7, 8, 16, 19, 20 -> in.skipNBytes(2);
        case 15 -> in.skipNBytes(3);
        default -> throw new IOException("constant of kind " + tag);
      }
    }
    in.skipNBytes(6);
    in.skipNBytes(2L * in.readUnsignedShort());
    members(false);
    members(true);
  }

  private void members(boolean methods) throws IOException {
    int count = in.readUnsignedShort();
    for (int i = 0; i < count; i++) {
      in.skipNBytes(2);
      String member = texts.get(in.readUnsignedShort()) + texts.get(in.readUnsignedShort());
      int attributes = in.readUnsignedShort();
      for (int k = 0; k < attributes; k++) {
        String attribute = texts.get(in.readUnsignedShort());
        int length = in.readInt();
        if (methods && "Code".equals(attribute)) {
          in.skipNBytes(4);
          sizes.put(member, in.readInt());
          length -= 8;
        }
        in.skipNBytes(length);
      }
    }
  }
}
