package dev.mlpc.compiler.random;

import dev.mlpc.compiler.graph.Graph;
import dev.mlpc.compiler.graph.Leaves;
import dev.mlpc.compiler.graph.Op;
import dev.mlpc.compiler.graph.Value;
import java.util.Arrays;

/**
 * Compares what generated code computes with what the interpreter makes of the graph as derived.
 * They may differ by what rounding may do to the code's own graph, the rewritten one, and to the
 * interpreter's; nothing is allowed beyond.
 */
final class Comparison {
  /** Of a bound beyond these shares of the greatest element, it is counted that it says little. */
  private static final double VAGUE_SINGLE = 1e-2;

  private static final double VAGUE_DOUBLE = 1e-9;

  private final Graph derived;
  private final Graph computed;
  private final Leaves leaves;
  private final boolean single;
  private final RoundingBounds ofDerived;
  private final RoundingBounds ofComputed;
  private final Tally tally;

  Comparison(Graph derived, Graph computed, Leaves leaves, boolean single, Tally tally) {
    this.derived = derived;
    this.computed = computed;
    this.leaves = leaves;
    this.single = single;
    this.ofDerived = RoundingBounds.twofold(derived, leaves);
    this.ofComputed =
        single ? RoundingBounds.single(computed, leaves) : RoundingBounds.twofold(computed, leaves);
    this.tally = tally;
  }

  /** Compares what was computed of an output. */
  void output(String name, double... actual) {
    compare(
        name,
        actual,
        derived.output(name),
        computed.output(name),
        name.startsWith("gradient.") ? tally.gradients : tally.values);
  }

  /** Compares what a parameter, state or slot became. */
  void leaf(Op.Leaf leaf, double[] actual) {
    for (Graph.Update update : derived.updates()) {
      if (derived.op(update.target()).equals(leaf)) {
        compare(leaf.toString(), actual, update.value(), updated(leaf), tally.updates);
        return;
      }
    }
    if (!Arrays.equals(actual, leaves.of(leaf))) {
      throw new AssertionError(leaf + " changed, though nothing updates it");
    }
  }

  private Value updated(Op.Leaf leaf) {
    return computed.updates().stream()
        .filter(update -> computed.op(update.target()).equals(leaf))
        .findFirst()
        .orElseThrow(() -> new AssertionError("the update of " + leaf + " got lost"))
        .value();
  }

  private void compare(String what, double[] actual, Value wanted, Value made, Tally.Share share) {
    double[] expected = ofDerived.exact(wanted);
    double[] first = ofDerived.of(wanted);
    double[] second = ofComputed.of(made);
    if (actual.length != expected.length) {
      throw new AssertionError(
          "%s has %d elements, not %d".formatted(what, actual.length, expected.length));
    }
    double greatest = Arrays.stream(expected).map(Math::abs).max().orElse(0);
    int vague = 0;
    for (int i = 0; i < actual.length; i++) {
      double allowed = first[i] + second[i % second.length] + half(expected[i]);
      vague += allowed > (single ? VAGUE_SINGLE : VAGUE_DOUBLE) * Math.max(greatest, 1e-9) ? 1 : 0;
      if (!(Math.abs(actual[i] - expected[i]) <= allowed)) {
        throw new AssertionError(
            "%s[%d] is %s, but must be %s ± %s; the greatest is %s"
                .formatted(what, i, actual[i], expected[i], allowed, greatest));
      }
    }
    // A value counts once: else the largest matrix would decide.
    share.count(2 * vague > actual.length);
  }

  /** What storing a value in the network's precision may change. */
  private double half(double value) {
    return single ? 0x1p-24 * Math.abs(value) + Float.MIN_NORMAL : 0;
  }
}
