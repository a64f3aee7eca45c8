package dev.mlpc.compiler;

/**
 * The compiler has failed, and not the spec: something that no spec may cause. What to report is
 * the message with its cause.
 */
public final class CompilerFault extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String phase;

  CompilerFault(String phase, String subject, Throwable cause) {
    super("the compiler's phase `" + phase + "` failed on " + subject, cause);
    this.phase = phase;
  }

  /** The phase that failed, {@code plan}. */
  public String phase() {
    return phase;
  }
}
