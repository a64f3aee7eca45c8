package dev.mlpc.compiler.mutation;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Failures as text, and which of them are likely the same. */
final class Faults {
  private static final int FRAMES = 12;

  private Faults() {}

  /**
   * A failure.
   *
   * @param kind the same for those that likely have one cause
   */
  record Text(String kind, String whole) {}

  static Text text(Throwable fault) {
    Throwable cause = fault;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String frames =
        Stream.of(cause.getStackTrace())
            .limit(FRAMES)
            .map(frame -> "\n    at " + frame)
            .collect(Collectors.joining());
    String kind =
        cause.getClass().getName()
            + Stream.of(cause.getStackTrace())
                .map(StackTraceElement::toString)
                .filter(frame -> frame.contains("dev.mlpc.compiler"))
                .findFirst()
                .orElse("");
    return new Text(kind, fault + "\n" + cause + frames);
  }
}
