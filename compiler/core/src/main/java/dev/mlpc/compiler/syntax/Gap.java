package dev.mlpc.compiler.syntax;

import java.util.ArrayList;
import java.util.List;

/**
 * What stands between two words: comments and line breaks.
 *
 * <p>The comments divide the gap into slots: slot 0 before the first comment, and the last one
 * before the second word.
 *
 * @param linesAfter the line breaks after the last comment
 */
record Gap(List<Comment> comments, int linesAfter) {
  static final Gap NOTHING = new Gap(List.of(), 0);

  Gap {
    comments = List.copyOf(comments);
  }

  /** The slot before the second word. */
  int lastSlot() {
    return comments.size();
  }

  /** The line breaks in a slot; a comment that ends its line is followed by at least one. */
  int lines(int slot) {
    int written = slot < comments.size() ? comments.get(slot).linesBefore() : linesAfter;
    return slot > 0 && comments.get(slot - 1).endsLine() ? Math.max(1, written) : written;
  }

  /** The first slot with a line break; the first of all where there is none. */
  int breakingSlot() {
    for (int slot = 0; slot <= lastSlot(); slot++) {
      if (lines(slot) > 0) {
        return slot;
      }
    }
    return 0;
  }

  /** Whether a line must end in a slot, because of the comments beside it. */
  boolean isForced(int slot) {
    return !comments.isEmpty() && lines(slot) > 0;
  }

  boolean hasBlankLine() {
    for (int slot = 0; slot <= lastSlot(); slot++) {
      if (lines(slot) > 1) {
        return true;
      }
    }
    return false;
  }

  /** Both gaps, where the word between them is left out. */
  Gap join(Gap next) {
    if (next.comments.isEmpty()) {
      return new Gap(comments, linesAfter + next.linesAfter);
    }
    List<Comment> all = new ArrayList<>(comments);
    all.add(next.comments.get(0).after(linesAfter));
    all.addAll(next.comments.subList(1, next.comments.size()));
    return new Gap(all, next.linesAfter);
  }
}
