package dev.mlpc.cli;

/** What the command's exit status says. */
final class ExitStatus {
  static final int DONE = 0;

  /** The spec, the data or the parameters are wrong. */
  static final int WRONG_INPUT = 1;

  /** The command was called in a way that makes no sense. */
  static final int WRONG_USAGE = 2;

  /** A fault of mlpc itself. */
  static final int FAULT = 3;

  /** Stopped by Ctrl-C, as shells know it. */
  static final int INTERRUPTED = 130;

  private ExitStatus() {}
}
