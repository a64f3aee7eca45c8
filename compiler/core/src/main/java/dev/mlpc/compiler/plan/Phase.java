package dev.mlpc.compiler.plan;

import java.util.ArrayList;
import java.util.List;

/**
 * Calls between which threads need not wait for each other: a range goes through all of them.
 *
 * @param split how they are divided; all alike
 */
public record Phase(Split split, List<Program.Call> calls) {

  public Phase {
    calls = List.copyOf(calls);
  }

  /**
   * The calls of a program, in order. What follows each other sample by sample is one phase, since
   * a sample reads nothing of the others.
   */
  static List<Phase> divide(List<Program.Call> calls) {
    List<Phase> result = new ArrayList<>();
    int from = 0;
    while (from < calls.size()) {
      Split split = calls.get(from).split();
      int to = from + 1;
      while (split.over() == Split.Over.SAMPLES
          && to < calls.size()
          && calls.get(to).split().equals(split)) {
        to++;
      }
      result.add(new Phase(split, calls.subList(from, to)));
      from = to;
    }
    return result;
  }
}
