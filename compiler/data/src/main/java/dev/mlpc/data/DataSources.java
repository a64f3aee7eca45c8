package dev.mlpc.data;

import dev.mlpc.compiler.definition.DataDefinition.SourceDefinition;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds out what a path from the command line means: a table, a file of arrays, images with their
 * labels, or a directory that holds MNIST.
 */
public final class DataSources {
  private static final String TRAINING = "train-";
  private static final String TEST = "t10k-";
  private static final List<String> ENDINGS = List.of("", ".gz");

  private DataSources() {}

  /**
   * The source of training data that a path means.
   *
   * @param path a file, a directory with MNIST's files, or two files with a comma between them
   * @param ofSpec what the spec's data block names, of which a table has its header and separator
   */
  public static DataSource training(String path, Optional<SourceDefinition> ofSpec) {
    return find(path, TRAINING, ofSpec);
  }

  /** As {@link #training}, but of a directory the test files. */
  public static DataSource test(String path, Optional<SourceDefinition> ofSpec) {
    return find(path, TEST, ofSpec);
  }

  /** The test data that lies beside MNIST's training data. */
  public static Optional<DataSource> testBeside(String path) {
    return Files.isDirectory(Path.of(path)) ? mnist(Path.of(path), TEST) : Optional.empty();
  }

  private static DataSource find(String path, String part, Optional<SourceDefinition> ofSpec) {
    Path file = Path.of(path);
    if (Files.isDirectory(file)) {
      return mnist(file, part).orElse(table(file, ofSpec));
    }
    int comma = path.indexOf(',');
    if (!Files.exists(file) && comma > 0) {
      return new DataSource.Idx(
          Path.of(path.substring(0, comma)), Path.of(path.substring(comma + 1)));
    }
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    if (name.endsWith(".npz")) {
      return new DataSource.Npz(file);
    }
    if (name.contains("idx3-ubyte") || name.contains("-images")) {
      return new DataSource.Idx(file, labelsBeside(file));
    }
    return table(file, ofSpec);
  }

  private static DataSource table(Path file, Optional<SourceDefinition> ofSpec) {
    if (ofSpec.isPresent() && ofSpec.get() instanceof SourceDefinition.Csv csv) {
      return new DataSource.Csv(
          file, Optional.of(csv.header()), Optional.of(csv.separator().orElse(DataSource.BLANKS)));
    }
    return new DataSource.Csv(file, Optional.empty(), Optional.empty());
  }

  private static Path labelsBeside(Path images) {
    String name = String.valueOf(images.getFileName());
    return images.resolveSibling(name.replace("images", "labels").replace("idx3", "idx1"));
  }

  private static Optional<DataSource> mnist(Path directory, String part) {
    return Stream.of(part + "images-idx3-ubyte", part + "images.idx3-ubyte")
        .flatMap(name -> ENDINGS.stream().map(ending -> directory.resolve(name + ending)))
        .filter(Files::isRegularFile)
        .findFirst()
        .map(images -> new DataSource.Idx(images, labelsBeside(images)));
  }
}
