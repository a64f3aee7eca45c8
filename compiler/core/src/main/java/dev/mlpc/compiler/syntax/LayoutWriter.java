package dev.mlpc.compiler.syntax;

import dev.mlpc.compiler.diagnostic.Span;
import dev.mlpc.compiler.syntax.Layout.Part;
import dev.mlpc.compiler.syntax.Layout.Part.Break.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Puts words into a layout, and the comments between them where their author had them: after a word
 * on its line, before one, or on lines of their own.
 */
final class LayoutWriter {
  /** How far brackets indent what they hold. */
  private static final int INDENT = 2;

  /** How far a line stands out that goes on with the one before. */
  static final int CONTINUED = 4;

  /** Elements up to this width share lines, in a list that is too long for one. */
  private static final int SHORT = 30;

  private final Layout layout = new Layout();
  private final Trivia trivia;
  private Separator separator = new Separator.Tight();
  private int groupsToOpen;
  private boolean afterOpening;

  LayoutWriter(Trivia trivia) {
    this.trivia = trivia;
  }

  /** What stands between two words where there is no comment. */
  private sealed interface Separator {
    record Tight() implements Separator {}

    record Space() implements Separator {}

    record MayBreak(String flat, Kind kind) implements Separator {}

    /** A new line, and between {@code least - 1} and {@code most - 1} blank ones before it. */
    record Lines(int least, int most) implements Separator {}
  }

  /** One of the things between brackets. */
  record Element(String end, Runnable writing) {}

  // ---------------------------------------------------------------------------- separators

  void space() {
    separator = new Separator.Space();
  }

  void mayBreak() {
    separator = new Separator.MayBreak(" ", Kind.WITH_GROUP);
  }

  /** A new line only if what follows does not fit into this one. */
  void fill() {
    separator = new Separator.MayBreak(" ", Kind.FILLING);
  }

  /** A new line; where the author left blank lines, one stays. */
  void line() {
    separator = new Separator.Lines(1, 2);
  }

  /** A new line and no blank one. */
  void firstLine() {
    separator = new Separator.Lines(1, 1);
  }

  void blankLine() {
    separator = new Separator.Lines(2, 2);
  }

  // ---------------------------------------------------------------------------- groups

  /** A group begins with the next word, after what separates that from the word before. */
  void open() {
    if (separator instanceof Separator.Tight) {
      layout.add(new Part.Open(false));
    } else {
      groupsToOpen++;
    }
  }

  void close() {
    layout.add(new Part.Close());
  }

  /** A group that begins here, and with a break. */
  void openBreaking() {
    layout.add(new Part.Open(false));
    indent(CONTINUED);
    mayBreak();
  }

  void closeBreaking() {
    indent(-CONTINUED);
    close();
  }

  void indent(int by) {
    layout.add(new Part.Indent(by));
  }

  // ---------------------------------------------------------------------------- words

  void word(String word) {
    Gap gap = trivia.before(word);
    int breaking = gap.breakingSlot();
    for (int slot = 0; slot <= gap.lastSlot(); slot++) {
      boolean last = slot == gap.lastSlot();
      if (slot == breaking) {
        separate(gap, slot);
      } else if (gap.lines(slot) > 0) {
        newlines(gap.lines(slot));
      } else if (!(last && isTightBefore(word))) {
        blank();
      }
      if (!last) {
        layout.add(new Part.Remark(gap.comments().get(slot)));
      }
    }
    for (; groupsToOpen > 0; groupsToOpen--) {
      layout.add(new Part.Open(false));
    }
    separator = new Separator.Tight();
    text(word);
    afterOpening = word.equals("(") || word.equals("[");
  }

  private static boolean isTightBefore(String word) {
    return List.of(")", "]", ",", ";").contains(word);
  }

  /** Writes what separates two words, at the slot of their gap where a line may end. */
  private void separate(Gap gap, int slot) {
    int written = gap.lines(slot);
    if (separator instanceof Separator.Lines lines) {
      int least = gap.hasBlankLine() ? 1 : lines.least();
      newline(Math.min(Math.max(least, written), lines.most()), 0);
    } else if (separator instanceof Separator.MayBreak mayBreak) {
      layout.add(
          new Part.Break(mayBreak.flat(), gap.isForced(slot) ? Kind.FORCED : mayBreak.kind()));
    } else if (gap.isForced(slot)) {
      newline(1, CONTINUED);
    } else if (separator instanceof Separator.Space || (gap.lastSlot() > 0 && !afterOpening)) {
      blank();
    }
  }

  /** Line breaks around a comment. */
  private void newlines(int written) {
    boolean between = separator instanceof Separator.Lines;
    boolean inGroup = separator instanceof Separator.MayBreak;
    newline(between ? Math.min(written, 2) : 1, between || inGroup ? 0 : CONTINUED);
  }

  private void newline(int count, int deeper) {
    if (!layout.isEmpty()) {
      layout.add(new Part.Newline(count, deeper));
    }
  }

  private void blank() {
    if (!layout.isEmpty()) {
      text(" ");
    }
  }

  private void text(String text) {
    layout.add(new Part.Text(text));
  }

  /** The comments before a closing bracket or the end, which belong to what stands before. */
  private void commentsBefore(Gap gap, int mostLines) {
    for (int slot = 0; slot < gap.lastSlot(); slot++) {
      if (gap.lines(slot) > 0) {
        newline(Math.min(gap.lines(slot), mostLines), 0);
      } else {
        blank();
      }
      layout.add(new Part.Remark(gap.comments().get(slot)));
    }
  }

  // ---------------------------------------------------------------------------- brackets

  /** Elements on one line, or on lines of their own; short ones share lines. */
  void brackets(String opening, List<Element> elements, String closing) {
    brackets(opening, elements, closing, false);
  }

  /** Brackets that stay on one line as long as others before them on that line can be broken. */
  void yieldingBrackets(String opening, List<Element> elements, String closing) {
    brackets(opening, elements, closing, true);
  }

  private void brackets(String opening, List<Element> elements, String closing, boolean yields) {
    word(opening);
    if (elements.isEmpty()) {
      word(closing);
      return;
    }
    layout.add(new Part.Open(yields));
    indent(INDENT);
    separator = new Separator.MayBreak("", Kind.WITH_GROUP);
    int start = layout.size();
    List<Integer> breaks = breaksBetweenShort(elements);
    Gap gap = trivia.before(closing);
    commentsBefore(gap, 1);
    fill(start, breaks);
    indent(-INDENT);
    layout.add(new Part.Break("", gap.isForced(gap.lastSlot()) ? Kind.FORCED : Kind.WITH_GROUP));
    text(closing);
    close();
    afterOpening = false;
  }

  /** Elements without brackets, each after a break but the first. */
  void elements(List<Element> elements) {
    int start = layout.size();
    fill(start, breaksBetweenShort(elements));
  }

  /**
   * Writes elements; gives the places of the breaks that short ones on both sides may do without.
   */
  private List<Integer> breaksBetweenShort(List<Element> elements) {
    List<Integer> breaks = new ArrayList<>();
    boolean isShortBefore = false;
    for (Element element : elements) {
      int place = layout.size();
      element.writing().run();
      boolean isShort = layout.widthFrom(place) <= SHORT;
      if (isShortBefore && isShort) {
        breaks.add(place);
      }
      isShortBefore = isShort && !element.end().equals(";");
      if (!element.end().isEmpty()) {
        word(element.end());
        mayBreak();
      }
    }
    return breaks;
  }

  /** Elements with comments among them keep lines of their own. */
  private void fill(int start, List<Integer> breaks) {
    if (!layout.hasRemarkFrom(start)) {
      breaks.forEach(layout::fill);
    }
  }

  /** A body: each of its lines is written after a line break. */
  void braces(Runnable lines) {
    space();
    word("{");
    indent(INDENT);
    int before = layout.size();
    lines.run();
    commentsBefore(trivia.before("}"), layout.size() > before ? 2 : 1);
    indent(-INDENT);
    newline(1, 0);
    text("}");
  }

  // ---------------------------------------------------------------------------- text

  boolean nextIsBeside() {
    return trivia.nextIsBeside();
  }

  boolean hasComment(Span part) {
    return trivia.hasComment(part);
  }

  void documentation(Optional<String> text) {
    trivia.documentation(text);
  }

  /** All that was written, in lines of a width, ended by a line break. */
  String finish(int width) {
    commentsBefore(trivia.atEnd(), 2);
    newline(1, 0);
    return LayoutPrinter.print(layout, width);
  }

  /** All that was written, on one line. */
  String onOneLine() {
    return LayoutPrinter.print(layout, Integer.MAX_VALUE);
  }
}
