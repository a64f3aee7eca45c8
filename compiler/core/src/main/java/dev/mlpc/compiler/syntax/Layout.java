package dev.mlpc.compiler.syntax;

import java.util.ArrayList;
import java.util.List;

/**
 * Text with the places where its lines may end. The breaks of a group are all line breaks, or, if
 * the group fits into its line, none is.
 */
final class Layout {
  private final List<Part> parts = new ArrayList<>();

  /** A piece of the text, or a hint how to lay it out. */
  sealed interface Part {
    /** A word. */
    record Text(String text) implements Part {}

    /** A comment, whose further lines move as its first one does. */
    record Remark(Comment comment) implements Part {}

    /**
     * A line break in a group that does not fit.
     *
     * @param flat what stands there in one that does
     * @param kind what decides
     */
    record Break(String flat, Kind kind) implements Part {
      /** When a break is a line break. */
      enum Kind {
        /** If its group is broken. */
        WITH_GROUP,
        /** If its group is broken, and what stands up to the next break does not fit the line. */
        FILLING,
        /** In any case; its group is broken for it. */
        FORCED
      }
    }

    /** Line breaks in any case; the next line stands deeper than its surroundings. */
    record Newline(int count, int deeper) implements Part {}

    /** Lines that begin from here on stand deeper. */
    record Indent(int by) implements Part {}

    /**
     * The beginning of a group.
     *
     * @param yields whether a group before it on its line is broken rather than this one
     */
    record Open(boolean yields) implements Part {}

    /** The end of a group. */
    record Close() implements Part {}
  }

  List<Part> parts() {
    return parts;
  }

  boolean isEmpty() {
    return parts.isEmpty();
  }

  int size() {
    return parts.size();
  }

  void add(Part part) {
    parts.add(part);
  }

  /** Lets the break at a place stay flat where it can. */
  void fill(int place) {
    if (parts.get(place) instanceof Part.Break found) {
      parts.set(place, new Part.Break(found.flat(), Part.Break.Kind.FILLING));
    }
  }

  /** How wide the parts from a place on are, on one line. */
  int widthFrom(int place) {
    int width = 0;
    for (Part part : parts.subList(place, parts.size())) {
      if (part instanceof Part.Text text) {
        width += text.text().length();
      } else if (part instanceof Part.Break flat) {
        width += flat.flat().length();
      }
    }
    return width;
  }

  /** Whether a comment stands at a place or after it. */
  boolean hasRemarkFrom(int place) {
    return parts.subList(place, parts.size()).stream().anyMatch(Part.Remark.class::isInstance);
  }
}
