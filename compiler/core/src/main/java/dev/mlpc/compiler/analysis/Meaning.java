package dev.mlpc.compiler.analysis;

import dev.mlpc.compiler.definition.InitializerDefinition;
import dev.mlpc.compiler.graph.Value;
import dev.mlpc.compiler.tensor.Shape;
import java.util.List;
import java.util.Optional;

/** What an expression comes to while a network is unfolded. */
sealed interface Meaning {
  /**
   * A value of the graph.
   *
   * @param category what an integer numbers; empty for reals and truths
   */
  record Tensor(Value value, Optional<Category> category) implements Meaning {
    static Tensor of(Value value) {
      return new Tensor(value, Optional.empty());
    }

    Shape shape() {
      return value.shape();
    }
  }

  /**
   * The values of an {@code index[count]} or {@code class[count]}.
   *
   * @param word {@code index} or {@code class}
   */
  record Category(String word, int count) {
    @Override
    public String toString() {
      return word + "[" + count + "]";
    }
  }

  /** The outputs of a layer that has several. */
  record Several(List<Meaning> outputs) implements Meaning {
    public Several {
      outputs = List.copyOf(outputs);
    }
  }

  /** A constant. */
  record Known(ConstantValue value) implements Meaning {
    static Known of(boolean truth) {
      return new Known(new ConstantValue.Truth(truth));
    }
  }

  /** A parameter that its condition leaves out: it counts as zero. */
  record Absent(Shape shape) implements Meaning {}

  /** Something to be called, or to stand in a pipe. */
  record Function(Callable callable) implements Meaning {}

  /** How a parameter begins. */
  record Initial(InitializerDefinition.Kind kind, List<Double> arguments) implements Meaning {
    public Initial {
      arguments = List.copyOf(arguments);
    }
  }

  /** A state that begins as the mean or the deviation of a value over the training data. */
  record Measured(Value value, boolean deviation) implements Meaning {}

  /** What is wrong, and was reported: whatever depends on it is silent. */
  record Broken() implements Meaning {}

  static Meaning broken() {
    return new Broken();
  }

  default boolean isBroken() {
    return this instanceof Broken;
  }
}
