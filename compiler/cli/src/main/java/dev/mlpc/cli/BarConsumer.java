package dev.mlpc.cli;

import java.io.PrintWriter;
import me.tongfei.progressbar.ProgressBarConsumer;

/** Draws a bar again and again on the same line of a terminal. */
final class BarConsumer implements ProgressBarConsumer {
  private final PrintWriter terminal;
  private final int width;

  BarConsumer(PrintWriter terminal, int width) {
    this.terminal = terminal;
    // A character in the last column would wrap the line on some terminals.
    this.width = width - 1;
  }

  @Override
  public int getMaxRenderedLength() {
    return width;
  }

  @Override
  public void accept(String text) {
    String shown = text.length() > width ? text.substring(0, width) : text;
    terminal.print("\r" + shown + " ".repeat(width - shown.length()) + "\r" + shown);
    terminal.flush();
  }

  @Override
  public void close() {
    terminal.print("\r" + " ".repeat(width) + "\r");
    terminal.flush();
  }
}
