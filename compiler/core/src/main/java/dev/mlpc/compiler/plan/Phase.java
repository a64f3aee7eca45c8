package dev.mlpc.compiler.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Calls that threads do together, and between which they need not wait for each other.
 *
 * @param split how the work is divided: by samples, each range of which goes through all calls; or
 *     in parts, of which each call has some; or not at all
 */
public record Phase(Split split, List<Program.Call> calls) {
  /** So many calls at most have parts of one phase. */
  private static final int MOST_CALLS = 64;

  public Phase {
    calls = List.copyOf(calls);
  }

  /**
   * The calls of a program, in order. What follows each other sample by sample is one phase, since
   * a sample reads nothing of the others; so are calls of which none changes what another is given.
   */
  static List<Phase> divide(List<Program.Call> calls) {
    Written written = new Written();
    List<Phase> result = new ArrayList<>();
    int from = 0;
    while (from < calls.size()) {
      boolean bySample = isBySample(calls.get(from));
      int to = bySample ? samplesEnd(calls, from) : independentEnd(calls, from, written);
      List<Program.Call> together = calls.subList(from, to);
      result.add(new Phase(bySample ? calls.get(from).split() : parts(together), together));
      from = to;
    }
    return result;
  }

  private static boolean isBySample(Program.Call call) {
    return call.split().over() == Split.Over.SAMPLES;
  }

  private static int samplesEnd(List<Program.Call> calls, int from) {
    int to = from + 1;
    while (to < calls.size() && isBySample(calls.get(to))) {
      to++;
    }
    return to;
  }

  private static int independentEnd(List<Program.Call> calls, int from, Written written) {
    Set<String> given = new HashSet<>();
    Set<String> changed = new HashSet<>();
    int to = from;
    while (to < calls.size() && to - from < MOST_CALLS && !isBySample(calls.get(to))) {
      Set<String> nowGiven = Written.given(calls.get(to));
      Set<String> nowChanged = written.by(calls.get(to));
      if (nowGiven.stream().anyMatch(changed::contains)
          || nowChanged.stream().anyMatch(given::contains)) {
        break;
      }
      given.addAll(nowGiven);
      changed.addAll(nowChanged);
      to++;
    }
    return to;
  }

  /** As many parts as the calls have in all, if one of them can be shared. */
  private static Split parts(List<Program.Call> calls) {
    if (calls.stream().noneMatch(call -> call.split().isShared())) {
      return Split.NONE;
    }
    int parts = calls.stream().mapToInt(call -> call.split().parts()).sum();
    return new Split(Split.Over.ELEMENTS, parts, 1);
  }
}
