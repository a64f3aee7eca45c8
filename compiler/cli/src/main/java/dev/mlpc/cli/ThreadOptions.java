package dev.mlpc.cli;

import dev.mlpc.runtime.Team;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What commands ask for that run networks: how many threads may share the work. */
final class ThreadOptions {
  /** More seldom help, and who waits for work takes processors from others. */
  private static final int MOST = 8;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = {
        "How many threads share the work; by default as many as there are processors, up to "
            + MOST
            + ". Any number gives the same bits, and a small network stays on one."
      })
  private Optional<Integer> threads = Optional.empty();

  /** Who shares the work; to be closed. */
  Team team() throws Failure {
    int count = threads.orElse(Math.min(MOST, Runtime.getRuntime().availableProcessors()));
    ToolCommand.requirePositive("--threads", count);
    return new Team(count);
  }
}
