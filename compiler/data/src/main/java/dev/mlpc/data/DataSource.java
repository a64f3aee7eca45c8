package dev.mlpc.data;

import dev.mlpc.compiler.definition.DataDefinition.SourceDefinition;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;

/** Where samples lie. */
public sealed interface DataSource {

  /** How messages call it. */
  String name();

  /**
   * A table of text.
   *
   * @param header whether the first row names the columns; empty where the file shall tell
   * @param separator one character, or {@link #BLANKS}; empty where the file shall tell
   */
  record Csv(Path path, Optional<Boolean> header, Optional<String> separator)
      implements DataSource {
    @Override
    public String name() {
      return path.toString();
    }
  }

  /** As {@link Csv}, from a stream that this module does not close. */
  record Stream(
      String name, InputStream input, Optional<Boolean> header, Optional<String> separator)
      implements DataSource {}

  /** Images and their labels. */
  record Idx(Path images, Path labels) implements DataSource {
    @Override
    public String name() {
      return images.toString();
    }
  }

  /** Arrays by name. */
  record Npz(Path path) implements DataSource {
    @Override
    public String name() {
      return path.toString();
    }
  }

  /** The separator of tables whose cells stand between runs of blanks. */
  String BLANKS = "";

  /**
   * What a spec names.
   *
   * @param directory of the spec, which its paths are relative to
   */
  static DataSource of(SourceDefinition source, Path directory) {
    if (source instanceof SourceDefinition.Csv csv) {
      return new Csv(
          directory.resolve(csv.path()),
          Optional.of(csv.header()),
          Optional.of(csv.separator().orElse(BLANKS)));
    }
    if (source instanceof SourceDefinition.Idx idx) {
      return new Idx(directory.resolve(idx.images()), directory.resolve(idx.labels()));
    }
    return new Npz(directory.resolve(((SourceDefinition.Npz) source).path()));
  }
}
