package dev.mlpc.runtime.file;

import java.io.IOException;

/** A text is not the JSON that was expected. */
final class MalformedJsonException extends IOException {
  private static final long serialVersionUID = 1;

  MalformedJsonException(String problem, int position) {
    super(problem + ", at character " + position);
  }
}
