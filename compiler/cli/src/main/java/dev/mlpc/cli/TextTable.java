package dev.mlpc.cli;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Text in columns. If it is too wide, the widest column of words gives way. */
final class TextTable {
  private static final String GAP = "  ";
  private static final int NARROWEST = 6;

  /** On which side of its column a cell stands. */
  enum Side {
    LEFT,
    RIGHT
  }

  private final List<Side> sides;
  private final List<List<String>> rows = new ArrayList<>();

  TextTable(List<String> titles, List<Side> sides) {
    this.sides = List.copyOf(sides);
    rows.add(List.copyOf(titles));
  }

  TextTable row(List<String> cells) {
    rows.add(List.copyOf(cells));
    return this;
  }

  TextTable row(String... cells) {
    return row(List.of(cells));
  }

  /** Lines without line breaks at their ends. */
  List<String> lines(int width) {
    List<Integer> widths = widths(width);
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < row.size(); i++) {
        line.append(i == 0 ? "" : GAP).append(cell(row.get(i), widths.get(i), sides.get(i)));
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }

  private List<Integer> widths(int width) {
    List<Integer> widths = new ArrayList<>();
    for (int column = 0; column < sides.size(); column++) {
      int at = column;
      widths.add(rows.stream().mapToInt(row -> row.get(at).length()).max().orElse(0));
    }
    int total = widths.stream().mapToInt(w -> w + GAP.length()).sum() - GAP.length();
    while (total > width) {
      int widest = -1;
      for (int column = 0; column < sides.size(); column++) {
        boolean yields = sides.get(column) == Side.LEFT && widths.get(column) > NARROWEST;
        if (yields && (widest < 0 || widths.get(column) > widths.get(widest))) {
          widest = column;
        }
      }
      if (widest < 0) {
        break;
      }
      widths.set(widest, widths.get(widest) - 1);
      total--;
    }
    return Collections.unmodifiableList(widths);
  }

  private static String cell(String text, int width, Side side) {
    String shown = text.length() > width ? text.substring(0, width - 1) + "…" : text;
    String space = " ".repeat(width - shown.length());
    return side == Side.LEFT ? shown + space : space + shown;
  }
}
