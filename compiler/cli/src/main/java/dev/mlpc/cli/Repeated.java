package dev.mlpc.cli;

/**
 * Something to be timed, with a loop of its own: a loop that all of them share would call each
 * through a table, and a prediction that takes 50 ns would seem to take longer.
 */
interface Repeated {

  /** Does it so many times. */
  void run(int calls);
}
