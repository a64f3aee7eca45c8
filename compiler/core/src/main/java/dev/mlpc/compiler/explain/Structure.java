package dev.mlpc.compiler.explain;

import dev.mlpc.compiler.graph.Graph;
import dev.mlpc.compiler.graph.Node;
import dev.mlpc.compiler.graph.Op;
import dev.mlpc.compiler.graph.Value;
import dev.mlpc.compiler.tensor.BinaryFunction;
import dev.mlpc.compiler.tensor.Reduction;
import dev.mlpc.compiler.tensor.UnaryFunction;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds in a graph what textbooks have words for: weighted sums, means, normalised values. */
final class Structure {
  private final Graph graph;
  private final Set<Value> biased = new HashSet<>();
  private final Set<Value> scores = new HashSet<>();

  Structure(Graph graph) {
    this.graph = graph;
    for (Node node : graph.nodes()) {
      biasedProduct(node.value()).ifPresent(biased::add);
      softmaxArgument(node.op()).ifPresent(scores::add);
    }
  }

  /** Whether it is W x + b, or a W x to which nothing is added. */
  boolean isAffine(Value value) {
    return biasedProduct(value).isPresent() || (isProduct(value) && !biased.contains(value));
  }

  /** The W of W x + b. */
  Value weight(Value affine) {
    return ((Op.MatMul) graph.op(biasedProduct(affine).orElse(affine))).a();
  }

  /** The b of W x + b. */
  Optional<Value> bias(Value affine) {
    return biasedProduct(affine).map(product -> ((Op.Binary) graph.op(affine)).b());
  }

  /** Whether it is the W x of W x + b. */
  boolean isInsideAffine(Value value) {
    return biased.contains(value);
  }

  private Optional<Value> biasedProduct(Value value) {
    return graph.op(value) instanceof Op.Binary sum
            && sum.function() == BinaryFunction.ADD
            && isProduct(sum.a())
            && graph.op(sum.b()) instanceof Op.Parameter
        ? Optional.of(sum.a())
        : Optional.empty();
  }

  private boolean isProduct(Value value) {
    return graph.op(value) instanceof Op.MatMul product
        && graph.op(product.a()) instanceof Op.Parameter
        && product.b().batched()
        && product.b().shape().rank() == 1;
  }

  /** Whether it is the x of softmax(x). */
  boolean isScores(Value value) {
    return scores.contains(value);
  }

  /** exp(x - max(x)). */
  private Optional<Value> softmaxArgument(Op op) {
    return op instanceof Op.Unary exponential
            && exponential.function() == UnaryFunction.EXP
            && graph.op(exponential.x()) instanceof Op.Binary difference
            && difference.function() == BinaryFunction.SUBTRACT
            && graph.op(plain(difference.b())) instanceof Op.Reduce greatest
            && greatest.reduction() == Reduction.MAXIMUM
            && greatest.x().equals(difference.a())
        ? Optional.of(difference.a())
        : Optional.empty();
  }

  /** What a mean is of: over the elements of a vector, or over the batch. */
  Optional<Value> meanOf(Value value) {
    if (!(graph.op(value) instanceof Op.Binary binary)) {
      return Optional.empty();
    }
    Op total = graph.op(binary.a());
    Op count = graph.op(plain(binary.b()));
    if (total instanceof Op.SumOverBatch sum && count instanceof Op.BatchSize) {
      return binary.function() == BinaryFunction.DIVIDE ? Optional.of(sum.x()) : Optional.empty();
    }
    boolean isMean =
        total instanceof Op.Reduce reduce
            && reduce.reduction() == Reduction.SUM
            && reduce.rank() == 0
            && count instanceof Op.Constant constant
            && isCount(binary.function(), constant.value(), reduce.x().shape().size());
    return isMean ? Optional.of(((Op.Reduce) total).x()) : Optional.empty();
  }

  private static boolean isCount(BinaryFunction function, double constant, int size) {
    return switch (function) {
      case DIVIDE -> constant == size;
      case MULTIPLY -> constant == 1.0 / size;
      default -> false;
    };
  }

  /** The c of c². */
  Optional<Value> squareOf(Value value) {
    return graph.op(value) instanceof Op.Binary product
            && product.function() == BinaryFunction.MULTIPLY
            && product.a().equals(product.b())
        ? Optional.of(product.a())
        : Optional.empty();
  }

  /** Whether it is x - μ for a mean μ. */
  boolean isCentred(Value value) {
    return graph.op(value) instanceof Op.Binary difference
        && difference.function() == BinaryFunction.SUBTRACT
        && meanOf(plain(difference.b())).isPresent();
  }

  /** Whether it is c / √(v + ε) for a mean v of squares. */
  boolean isNormalised(Value value) {
    return graph.op(value) instanceof Op.Binary quotient
        && quotient.function() == BinaryFunction.DIVIDE
        && graph.op(plain(quotient.b())) instanceof Op.Unary root
        && root.function() == UnaryFunction.SQRT
        && graph.op(root.x()) instanceof Op.Binary sum
        && sum.function() == BinaryFunction.ADD
        && meanOf(plain(sum.a())).flatMap(this::squareOf).isPresent();
  }

  /** The parameter with which something of a kind is multiplied, or which is added to it. */
  Optional<Value> parameterBeside(Value value, BinaryFunction function, Set<Value> kind) {
    if (graph.op(value) instanceof Op.Binary binary && binary.function() == function) {
      for (List<Value> pair :
          List.of(List.of(binary.a(), binary.b()), List.of(binary.b(), binary.a()))) {
        if (kind.contains(pair.get(0)) && graph.op(plain(pair.get(1))) instanceof Op.Parameter) {
          return Optional.of(plain(pair.get(1)));
        }
      }
    }
    return Optional.empty();
  }

  /** Whether an op gives each element from the elements at its place, and from scalars. */
  static boolean isElementwise(Op op) {
    return op instanceof Op.Unary
        || op instanceof Op.Binary
        || op instanceof Op.Compare
        || op instanceof Op.And
        || op instanceof Op.Not
        || op instanceof Op.Select
        || op instanceof Op.Constant
        || op instanceof Op.StopGradient
        || op instanceof Op.RepeatOverBatch
        || (op instanceof Op.Broadcast broadcast && broadcast.x().shape().isScalar());
  }

  /** Whether an op is more than arithmetic, so that a function of it deserves a name. */
  static boolean isCurved(Op op) {
    return op instanceof Op.Select
        || (op instanceof Op.Unary unary && unary.function() != UnaryFunction.NEGATE)
        || (op instanceof Op.Binary binary
            && (binary.function() == BinaryFunction.MAX
                || binary.function() == BinaryFunction.MIN
                || binary.function() == BinaryFunction.POWER));
  }

  /** The value without what only repeats it. */
  private Value plain(Value value) {
    Value inner = value;
    while (true) {
      if (graph.op(inner) instanceof Op.Broadcast broadcast) {
        inner = broadcast.x();
      } else if (graph.op(inner) instanceof Op.RepeatOverBatch repeat) {
        inner = repeat.x();
      } else if (graph.op(inner) instanceof Op.StopGradient stop) {
        inner = stop.x();
      } else {
        return inner;
      }
    }
  }
}
