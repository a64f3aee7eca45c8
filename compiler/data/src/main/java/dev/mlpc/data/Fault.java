package dev.mlpc.data;

import dev.mlpc.compiler.diagnostic.Span;
import java.util.Optional;

/**
 * One thing that is wrong with a file of samples.
 *
 * @param kind what sort of thing, for programs
 * @param place where
 * @param found what stands there, as part of a sentence: {@code "abc"}
 * @param expected what should stand there: {@code a number}; empty where {@code found} says it all
 * @param help what to do, where that is known
 * @param asked where the spec asks for it, where it does
 */
public record Fault(
    Kind kind,
    Place place,
    String found,
    String expected,
    Optional<String> help,
    Optional<Span> asked) {

  /** The sorts of faults. */
  public enum Kind {
    NO_FILE,
    UNREADABLE,
    MALFORMED,
    TRUNCATED,
    COUNTS_DIFFER,
    NO_ROWS,
    NO_SUCH_COLUMN,
    COLUMN_COUNT,
    ROW_TOO_SHORT,
    ROW_TOO_LONG,
    NOT_A_NUMBER,
    NOT_FINITE,
    MISSING,
    UNKNOWN_LABEL,
    OUT_OF_RANGE
  }

  static Fault of(Kind kind, Place place, String found, String expected) {
    return new Fault(kind, place, found, expected, Optional.empty(), Optional.empty());
  }

  Fault withHelp(String text) {
    return new Fault(kind, place, found, expected, Optional.of(text), asked);
  }

  Fault withHelp(Optional<String> text) {
    return new Fault(kind, place, found, expected, text.or(() -> help), asked);
  }

  Fault askedAt(Optional<Span> span) {
    return new Fault(kind, place, found, expected, help, span);
  }

  /** One sentence without its place in the file: {@code column 2 (width): found …}. */
  public String message() {
    String column = place.columnText();
    if (expected.isEmpty()) {
      return found;
    }
    return (column.isEmpty() ? "" : column + ": ") + "found " + found + ", expected " + expected;
  }

  /** The whole: place, message and help. */
  @Override
  public String toString() {
    return place.fileAndLine() + ": " + message() + help.map(h -> " (" + h + ")").orElse("");
  }
}
