package dev.mlpc.compiler.graph;

import java.util.HashMap;
import java.util.Map;

/**
 * What the leaves of a graph are while it is interpreted. Immutable: each {@code with} is a copy.
 *
 * @param samples how many samples the batch has
 * @param values the elements of inputs and targets, sample after sample, and of parameters, states
 *     and slots; indices as whole numbers
 * @param rate of this step
 * @param step its number; the first is 1
 * @param draws what is random
 */
public record Leaves(
    int samples, Map<Op.Leaf, double[]> values, double rate, long step, Draws draws) {

  public Leaves {
    values = Map.copyOf(values);
  }

  /** No values yet; the first step, at a rate of 0.1; what is random draws as seed 0 in f64. */
  public static Leaves ofBatch(int samples) {
    return new Leaves(samples, Map.of(), 0.1, 1, Draws.f64(0, 1));
  }

  public Leaves with(Op.Leaf leaf, double... elements) {
    return with(Map.of(leaf, elements.clone()));
  }

  public Leaves with(Map<? extends Op.Leaf, double[]> elements) {
    Map<Op.Leaf, double[]> more = new HashMap<>(values);
    more.putAll(elements);
    return new Leaves(samples, more, rate, step, draws);
  }

  public Leaves withInput(String name, double... elements) {
    return with(new Op.Input(name), elements);
  }

  public Leaves withTarget(String name, double... elements) {
    return with(new Op.Target(name), elements);
  }

  public Leaves withParameter(String name, double... elements) {
    return with(new Op.Parameter(name), elements);
  }

  public Leaves withRate(double newRate) {
    return new Leaves(samples, values, newRate, step, draws);
  }

  public Leaves withStep(long newStep) {
    return new Leaves(samples, values, rate, newStep, draws);
  }

  public Leaves withDraws(Draws newDraws) {
    return new Leaves(samples, values, rate, step, newDraws);
  }

  /**
   * The elements of a leaf.
   *
   * @throws IllegalArgumentException if they were not given
   */
  public double[] of(Op.Leaf leaf) {
    double[] elements = values.get(leaf);
    if (elements == null) {
      throw new IllegalArgumentException("no elements for " + leaf);
    }
    return elements.clone();
  }
}
