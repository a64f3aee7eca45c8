package dev.mlpc.compiler.syntax;

import java.util.List;

/**
 * A comment as the author wrote it, but for blanks at the ends of its lines.
 *
 * @param lines its text; more than one only between {@code /*} and its end
 * @param endsLine whether it goes on to the end of the line, so that nothing can follow it there
 * @param column where its first line began, so that the others can move along with it
 * @param linesBefore the line breaks between it and what stands before it
 */
record Comment(List<String> lines, boolean endsLine, int column, int linesBefore) {

  Comment {
    lines = List.copyOf(lines);
  }

  /** A line of documentation. */
  static Comment documentation(String line, int linesBefore) {
    return new Comment(List.of(("/// " + line).stripTrailing()), true, 0, linesBefore);
  }

  /** A comment that ends its line. */
  static Comment line(String written, int linesBefore) {
    return new Comment(List.of(written.stripTrailing()), true, 0, linesBefore);
  }

  /** A comment between brackets of its own. */
  static Comment block(String written, int column, int linesBefore) {
    List<String> lines = written.lines().map(String::stripTrailing).toList();
    return new Comment(lines, false, column, linesBefore);
  }

  Comment after(int moreLines) {
    return new Comment(lines, endsLine, column, linesBefore + moreLines);
  }
}
