package dev.mlpc.data;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** Opens files, compressed or not, and says in a user's words why one cannot be opened. */
final class DataFiles {
  private static final int BUFFER = 1 << 16;

  private DataFiles() {}

  /** The file's content; by its first two bytes it is seen whether gzip has to be undone. */
  static InputStream open(Path path) throws DataException {
    requireFile(path);
    try {
      InputStream raw = java.nio.file.Files.newInputStream(path);
      try {
        return unzipped(raw);
      } catch (IOException e) {
        raw.close();
        throw e;
      }
    } catch (IOException e) {
      throw unreadable(path.toString(), e);
    }
  }

  private static InputStream unzipped(InputStream raw) throws IOException {
    BufferedInputStream buffered = new BufferedInputStream(raw, BUFFER);
    buffered.mark(2);
    boolean zipped = buffered.read() == 0x1f && buffered.read() == 0x8b;
    buffered.reset();
    return zipped
        ? new BufferedInputStream(new GZIPInputStream(buffered, BUFFER), BUFFER)
        : buffered;
  }

  static void requireFile(Path path) throws DataException {
    if (java.nio.file.Files.isDirectory(path)) {
      throw new DataException(
          Fault.of(
              Fault.Kind.UNREADABLE,
              Place.ofFile(path.toString()),
              "this is a directory, not a file",
              ""));
    }
    if (!java.nio.file.Files.exists(path)) {
      throw new DataException(missing(path));
    }
  }

  private static Fault missing(Path path) {
    return Fault.of(Fault.Kind.NO_FILE, Place.ofFile(path.toString()), "there is no such file", "")
        .withHelp(
            "it would be "
                + path.toAbsolutePath().normalize()
                + "; paths in a spec are relative to the spec");
  }

  static DataException unreadable(String file, IOException cause) {
    if (cause instanceof NoSuchFileException) {
      return new DataException(missing(Path.of(file)));
    }
    String reason =
        cause instanceof AccessDeniedException
            ? "the file may not be read"
            : "the file cannot be read: " + cause.getMessage();
    return new DataException(Fault.of(Fault.Kind.UNREADABLE, Place.ofFile(file), reason, ""));
  }
}
