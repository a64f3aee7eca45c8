package dev.mlpc.compiler.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Brings calls into an order in which threads wait for each other as seldom as possible: what is
 * computed sample by sample comes as soon as it can, so that much of it stands together. Each call
 * still finds and leaves in every array what it did before.
 */
final class PhaseOrder {
  private final List<Program.Call> calls;
  private final List<Set<Integer>> followers = new ArrayList<>();
  private final int[] missing;
  private final TreeSet<Integer> bySample = new TreeSet<>();
  private final TreeSet<Integer> others = new TreeSet<>();

  private PhaseOrder(List<Program.Call> calls) {
    this.calls = calls;
    this.missing = new int[calls.size()];
  }

  /** The same calls. */
  static List<Program.Call> of(List<Program.Call> calls) {
    PhaseOrder order = new PhaseOrder(calls);
    order.relate();
    return order.arrange();
  }

  /** A call follows the last that changed what it is given, and those that read what it changes. */
  private void relate() {
    Written written = new Written();
    Map<String, Integer> changedBy = new HashMap<>();
    Map<String, Set<Integer>> readBy = new HashMap<>();
    for (int i = 0; i < calls.size(); i++) {
      followers.add(new HashSet<>());
      Set<String> changed = written.by(calls.get(i));
      for (String buffer : Written.given(calls.get(i))) {
        Integer before = changedBy.get(buffer);
        if (before != null) {
          follow(before, i);
        }
        Set<Integer> readers = readBy.computeIfAbsent(buffer, key -> new HashSet<>());
        if (changed.contains(buffer)) {
          for (int reader : readers) {
            follow(reader, i);
          }
          readers.clear();
          changedBy.put(buffer, i);
        } else {
          readers.add(i);
        }
      }
    }
  }

  private void follow(int before, int after) {
    if (followers.get(before).add(after)) {
      missing[after]++;
    }
  }

  private List<Program.Call> arrange() {
    for (int i = 0; i < calls.size(); i++) {
      release(i);
    }
    List<Program.Call> result = new ArrayList<>();
    while (!bySample.isEmpty() || !others.isEmpty()) {
      int next = bySample.isEmpty() ? others.first() : bySample.first();
      bySample.remove(next);
      others.remove(next);
      result.add(calls.get(next));
      for (int follower : followers.get(next)) {
        missing[follower]--;
        release(follower);
      }
    }
    return result;
  }

  private void release(int call) {
    if (missing[call] == 0) {
      boolean samples = calls.get(call).split().over() == Split.Over.SAMPLES;
      (samples ? bySample : others).add(call);
    }
  }
}
