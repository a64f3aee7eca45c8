package dev.mlpc.cli;

import java.util.List;
import me.tongfei.progressbar.ProgressBarRenderer;
import me.tongfei.progressbar.ProgressState;

/**
 * One line: {@code 3/10 [====> ] loss 0.12 accuracy 0.95 12,345/s 0:07 left}. What does not fit is
 * left out: the figures from the right, then the speed.
 */
final class BarRenderer implements ProgressBarRenderer {
  /** Stands between the parts of a bar's extra message: the epoch, and then figures. */
  static final String BETWEEN = "\u001f";

  private static final int SHORTEST_BAR = 5;
  private static final int LONGEST_BAR = 30;

  @Override
  public String render(ProgressState progress, int width) {
    return line(
        List.of(progress.getExtraMessage().split(BETWEEN, -1)),
        progress.getCurrent(),
        progress.getMax(),
        progress.getElapsedAfterStart().toMillis() * 1e-3,
        width);
  }

  /**
   * The line.
   *
   * @param parts the epoch, and then figures
   * @param done samples so far
   * @param total samples of the whole run
   */
  static String line(List<String> parts, long done, long total, double seconds, int width) {
    double share = total == 0 ? 0 : Math.min(1, (double) done / total);
    String left = share > 0 ? "  " + Numerals.timeLeft(seconds / share * (1 - share)) : "";
    String speed = seconds > 0 ? "  " + Numerals.whole(Math.round(done / seconds)) + "/s" : "";
    int space = width - parts.get(0).length() - left.length() - SHORTEST_BAR - 3;
    if (space < 0) {
      space += left.length();
      left = "";
    }
    StringBuilder figures = new StringBuilder();
    for (String part : parts.subList(1, parts.size())) {
      if (!part.isEmpty() && figures.length() + part.length() + 2 <= space) {
        figures.append("  ").append(part);
      }
    }
    space -= figures.length();
    if (speed.length() <= space) {
      space -= speed.length();
    } else {
      speed = "";
    }
    int bar = Math.max(SHORTEST_BAR, Math.min(LONGEST_BAR, SHORTEST_BAR + space));
    return parts.get(0) + " [" + bar(share, bar) + "]" + figures + speed + left;
  }

  private static String bar(double share, int length) {
    int full = (int) (share * length);
    return full == length
        ? "=".repeat(length)
        : "=".repeat(full) + ">" + " ".repeat(length - full - 1);
  }
}
