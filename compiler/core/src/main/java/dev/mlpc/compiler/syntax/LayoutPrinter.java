package dev.mlpc.compiler.syntax;

import dev.mlpc.compiler.syntax.Layout.Part;
import dev.mlpc.compiler.syntax.Layout.Part.Break.Kind;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Writes a layout into lines of some width: from the outermost group inwards, a group is broken if
 * it holds a line break, or does not fit into the rest of its line together with what follows it
 * there.
 */
final class LayoutPrinter {
  private final List<Part> parts;
  private final int width;
  private final boolean[] holdsNewline;
  private final StringBuilder text = new StringBuilder();
  private final Deque<Boolean> broken = new ArrayDeque<>();
  private int indent;
  private int column;
  private boolean atLineStart;

  private LayoutPrinter(Layout layout, int width) {
    this.parts = layout.parts();
    this.width = width;
    this.holdsNewline = holdsNewline(parts);
  }

  static String print(Layout layout, int width) {
    LayoutPrinter printer = new LayoutPrinter(layout, width);
    printer.broken.push(true);
    for (int place = 0; place < printer.parts.size(); place++) {
      printer.print(place);
    }
    return printer.text.toString();
  }

  /** For each beginning of a group, whether a line break stands in it. */
  private static boolean[] holdsNewline(List<Part> parts) {
    boolean[] holds = new boolean[parts.size()];
    Deque<Integer> open = new ArrayDeque<>();
    for (int place = 0; place < parts.size(); place++) {
      Part part = parts.get(place);
      if (part instanceof Part.Open) {
        open.push(place);
      } else if (part instanceof Part.Close) {
        open.pop();
      } else if (part instanceof Part.Newline
          || isOfManyLines(part)
          || (part instanceof Part.Break mayBreak && mayBreak.kind() == Kind.FORCED)) {
        open.forEach(each -> holds[each] = true);
      }
    }
    return holds;
  }

  private void print(int place) {
    Part part = parts.get(place);
    if (part instanceof Part.Text word) {
      write(word.text());
    } else if (part instanceof Part.Remark remark) {
      write(remark.comment());
    } else if (part instanceof Part.Break mayBreak) {
      if (broken.element() && !(mayBreak.kind() == Kind.FILLING && fits(place))) {
        newline(1, 0);
      } else {
        write(mayBreak.flat());
      }
    } else if (part instanceof Part.Newline newline) {
      newline(newline.count(), newline.deeper());
    } else if (part instanceof Part.Indent deeper) {
      indent += deeper.by();
    } else if (part instanceof Part.Open) {
      broken.push(broken.element() && (holdsNewline[place] || !fits(place)));
    } else {
      broken.pop();
    }
  }

  /**
   * Whether the line holds what begins at a place: a group together with what follows up to the
   * next possible line break, or what stands between a break and the next one beside it.
   */
  private boolean fits(int place) {
    boolean isGroup = parts.get(place) instanceof Part.Open;
    boolean isAfterGroup = false;
    int level = 1;
    int yielding = Integer.MAX_VALUE;
    int left = width - column - flatWidth(parts.get(place));
    for (int at = place + 1; at < parts.size() && left >= 0; at++) {
      Part part = parts.get(at);
      if (part instanceof Part.Open open) {
        level++;
        yielding = open.yields() ? Math.min(yielding, level) : yielding;
      } else if (part instanceof Part.Close) {
        level--;
        isAfterGroup |= level == 0;
        yielding = level < yielding ? Integer.MAX_VALUE : yielding;
      } else if (part instanceof Part.Break) {
        boolean isBeside = isAfterGroup || (!isGroup && level == 1);
        if (isBeside && level < yielding) {
          break;
        }
      }
      left -= flatWidth(part);
      if (part instanceof Part.Newline || isOfManyLines(part)) {
        break;
      }
    }
    return left >= 0;
  }

  private static boolean isOfManyLines(Part part) {
    return part instanceof Part.Remark remark && remark.comment().lines().size() > 1;
  }

  private static int flatWidth(Part part) {
    if (part instanceof Part.Text word) {
      return word.text().length();
    }
    if (part instanceof Part.Remark remark) {
      return remark.comment().lines().get(0).length();
    }
    return part instanceof Part.Break mayBreak ? mayBreak.flat().length() : 0;
  }

  private void newline(int count, int deeper) {
    text.append("\n".repeat(count));
    column = indent + deeper;
    atLineStart = true;
  }

  private void write(String word) {
    if (atLineStart && !word.isEmpty()) {
      text.append(" ".repeat(column));
      atLineStart = false;
    }
    text.append(word);
    column += word.length();
  }

  private void write(Comment comment) {
    int shift = column - comment.column();
    write(comment.lines().get(0));
    for (String line : comment.lines().subList(1, comment.lines().size())) {
      newline(1, 0);
      column = line.isEmpty() ? 0 : Math.max(0, margin(line) + shift);
      write(line.strip());
    }
    atLineStart = false;
  }

  private static int margin(String line) {
    return line.length() - line.stripLeading().length();
  }
}
