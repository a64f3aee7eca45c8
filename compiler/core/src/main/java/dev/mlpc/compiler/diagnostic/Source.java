package dev.mlpc.compiler.diagnostic;

import java.util.Objects;

/**
 * A text that was compiled, with the name users know it by.
 *
 * @param name the path as the user wrote it, or {@code <prelude>}
 * @param text the whole content
 */
public record Source(String name, String text) {

  public Source {
    Objects.requireNonNull(name);
    Objects.requireNonNull(text);
  }
}
