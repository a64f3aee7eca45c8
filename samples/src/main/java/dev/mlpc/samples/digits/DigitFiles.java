package dev.mlpc.samples.digits;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** Writes drawn digits as MNIST has its own: two files of images, two of labels. */
public final class DigitFiles {
  private static final int TRAINING = 2000;
  private static final int TEST = 500;
  private static final int IMAGES = 2051;
  private static final int LABELS = 2049;

  private DigitFiles() {}

  /**
   * Draws and writes the four files; the same bytes on every run.
   *
   * @throws IOException if a file cannot be written
   */
  public static void write(Path directory) throws IOException {
    write(directory, "train", TRAINING, 1);
    write(directory, "test", TEST, 2);
  }

  private static void write(Path directory, String name, int count, long seed) throws IOException {
    Handwriting hand = new Handwriting(seed);
    ByteArrayOutputStream images = new ByteArrayOutputStream();
    ByteArrayOutputStream labels = new ByteArrayOutputStream();
    DataOutputStream imageHeader = new DataOutputStream(images);
    imageHeader.writeInt(IMAGES);
    imageHeader.writeInt(count);
    imageHeader.writeInt(Handwriting.SIDE);
    imageHeader.writeInt(Handwriting.SIDE);
    DataOutputStream labelHeader = new DataOutputStream(labels);
    labelHeader.writeInt(LABELS);
    labelHeader.writeInt(count);
    for (int i = 0; i < count; i++) {
      int digit = i % 10;
      images.writeBytes(hand.draw(digit));
      labels.write(digit);
    }
    pack(directory.resolve(name + "-images.gz"), images.toByteArray());
    pack(directory.resolve(name + "-labels.gz"), labels.toByteArray());
  }

  private static void pack(Path file, byte[] content) throws IOException {
    try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(content);
    }
  }

  /** Writes the files to the directory that is named. */
  public static void main(String[] arguments) throws IOException {
    write(Path.of(arguments[0]));
  }
}
