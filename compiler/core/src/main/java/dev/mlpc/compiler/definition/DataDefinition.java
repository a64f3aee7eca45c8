package dev.mlpc.compiler.definition;

import dev.mlpc.compiler.diagnostic.Span;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Where samples come from: what a {@code data} block says.
 *
 * @param source the training data; empty where the command line must tell
 * @param test data for the last figures
 * @param validation the share of the source that is kept from training, 0 for none
 * @param columns what each input and target takes; a port without an entry takes the next columns
 * @param missing what to do about an empty cell
 * @param absent the texts that count as empty
 */
public record DataDefinition(
    Optional<SourceDefinition> source,
    Optional<SourceDefinition> test,
    double validation,
    List<PortColumns> columns,
    Missing missing,
    List<String> absent,
    Span span) {

  public DataDefinition {
    columns = List.copyOf(columns);
    absent = List.copyOf(absent);
  }

  /** What an empty cell means. */
  public enum Missing {
    ERROR,
    MEAN,
    DROP
  }

  /** A file, or a pair of files. Paths are as written: relative to the spec. */
  public sealed interface SourceDefinition {
    Span span();

    /**
     * A table of text.
     *
     * @param separator one character; or empty for runs of blanks
     */
    record Csv(String path, boolean header, Optional<String> separator, Span span)
        implements SourceDefinition {}

    /** Images and labels as MNIST has them. */
    record Idx(String images, String labels, Span span) implements SourceDefinition {}

    /** Arrays by name. */
    record Npz(String path, Span span) implements SourceDefinition {}
  }

  /**
   * The columns of one port, and their scaling: cell · factor + offset.
   *
   * @param port the input or target
   */
  public record PortColumns(
      String port, ColumnChoice choice, double factor, double offset, Span span) {}

  /** Which columns. */
  public sealed interface ColumnChoice {
    /** By name, in this order. */
    record Named(List<String> names) implements ColumnChoice {
      public Named {
        names = List.copyOf(names);
      }
    }

    /** By number, from 0 on, in this order. */
    record Numbered(List<Integer> numbers) implements ColumnChoice {
      public Numbered {
        numbers = List.copyOf(numbers);
      }

      /** The columns {@code from … to - 1}. */
      public static Numbered range(int from, int to) {
        return new Numbered(IntStream.range(from, to).boxed().toList());
      }
    }

    /** All but these. */
    record Except(List<String> names) implements ColumnChoice {
      public Except {
        names = List.copyOf(names);
      }
    }
  }
}
