package dev.mlpc.compiler;

import java.util.function.Supplier;

/** A phase of the compiler, so that a fault bears its name. */
enum Phase {
  PARSE("parse"),
  FORMAT("format"),
  ANALYZE("analyze"),
  DIFFERENTIATE("differentiate"),
  UPDATE("update"),
  REWRITE("rewrite"),
  PLAN("plan"),
  EMIT("emit"),
  LOAD("load"),
  SUMMARIZE("summarize"),
  EXPLAIN("explain");

  private final String word;

  Phase(String word) {
    this.word = word;
  }

  /**
   * Does the phase's work.
   *
   * @param subject the spec or network it works on
   * @throws CompilerFault if the phase fails
   */
  <T> T run(String subject, Supplier<T> work) {
    try {
      return work.get();
    } catch (RuntimeException | StackOverflowError | AssertionError e) {
      throw new CompilerFault(word, subject, e);
    }
  }
}
