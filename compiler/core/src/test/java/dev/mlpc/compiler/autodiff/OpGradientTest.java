package dev.mlpc.compiler.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;

import dev.mlpc.compiler.graph.Graph;
import dev.mlpc.compiler.graph.Op;
import dev.mlpc.compiler.graph.Value;
import dev.mlpc.compiler.tensor.BinaryFunction;
import dev.mlpc.compiler.tensor.Comparison;
import dev.mlpc.compiler.tensor.Reduction;
import dev.mlpc.compiler.tensor.Shape;
import dev.mlpc.compiler.tensor.UnaryFunction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The gradient of every op and function against central differences, over shapes and over what is
 * batched; and that no op and no function is left out.
 */
final class OpGradientTest {
  private static final Shape SCALAR = Shape.SCALAR;
  private static final List<Shape> SHAPES =
      List.of(
          SCALAR,
          Shape.vector(1),
          Shape.vector(2),
          Shape.vector(3),
          Shape.vector(7),
          Shape.matrix(2, 3),
          Shape.matrix(3, 1));
  private static final List<Boolean> BATCHED_OR_ONCE = List.of(true, false);

  /** By name: an experiment that is to be made. */
  private final Map<String, Consumer<Experiment>> checks = new LinkedHashMap<>();

  private final Set<Class<?>> ops = new HashSet<>();
  private final Set<UnaryFunction> unaryFunctions = EnumSet.noneOf(UnaryFunction.class);
  private final Set<BinaryFunction> binaryFunctions = EnumSet.noneOf(BinaryFunction.class);
  private final Set<Comparison> comparisons = EnumSet.noneOf(Comparison.class);
  private final Set<Reduction> reductions = EnumSet.noneOf(Reduction.class);

  OpGradientTest() {
    unary();
    binary();
    choices();
    reductions();
    arrangements();
    products();
    batch();
    leavesAndIndices();
  }

  @TestFactory
  Stream<DynamicTest> gradient_isTheQuotientOfDifferences() {
    return checks.entrySet().stream()
        .map(check -> DynamicTest.dynamicTest(check.getKey(), () -> run(check)));
  }

  /** The console says of a dynamic test its number alone: the failure says its name. */
  private static void run(Map.Entry<String, Consumer<Experiment>> check) {
    Experiment experiment = new Experiment(check.getKey().hashCode());
    assertAll(check.getKey(), () -> check.getValue().accept(experiment));
  }

  @Test
  void everyOpAndEveryFunction_isChecked() {
    Set<Class<?>> all = new HashSet<>(Arrays.asList(Op.class.getPermittedSubclasses()));
    all.remove(Op.Leaf.class);
    all.addAll(Arrays.asList(Op.Leaf.class.getPermittedSubclasses()));
    assertThat(ops).containsExactlyInAnyOrderElementsOf(all);
    assertThat(unaryFunctions).containsExactly(UnaryFunction.values());
    assertThat(binaryFunctions).containsExactly(BinaryFunction.values());
    assertThat(comparisons).containsExactly(Comparison.values());
    assertThat(reductions).containsExactly(Reduction.values());
  }

  private void check(String name, Class<? extends Op> op, Consumer<Experiment> experiment) {
    ops.add(op);
    assertThat(checks.put(op.getSimpleName() + " " + name, experiment)).isNull();
  }

  private static String word(boolean batched) {
    return batched ? "batched" : "once";
  }

  private void unary() {
    for (UnaryFunction function : UnaryFunction.values()) {
      double from =
          switch (function) {
            case LOG, SQRT, RECIPROCAL -> 0.3;
            case LOG1P -> -0.7;
            case NEGATE, EXP, EXPM1, ABS, SIGN, SIN, COS, TANH, SIGMOID, SOFTPLUS, ERF, FLOOR -> -2;
          };
      unaryFunctions.add(function);
      for (Shape shape : SHAPES) {
        for (boolean batched : BATCHED_OR_ONCE) {
          check(
              function + " " + word(batched) + shape,
              Op.Unary.class,
              e -> e.check(e.add(new Op.Unary(function, e.spread(shape, batched, from, 2)))));
        }
      }
    }
  }

  private void binary() {
    for (BinaryFunction function : BinaryFunction.values()) {
      double fromA = function == BinaryFunction.POWER ? 0.3 : -2;
      double fromB = function == BinaryFunction.DIVIDE ? 0.3 : -2;
      binaryFunctions.add(function);
      for (Shape shape : SHAPES) {
        eachPlacement(
            (a, b) ->
                check(
                    function + " " + word(a) + " and " + word(b) + shape,
                    Op.Binary.class,
                    e ->
                        e.check(
                            e.add(
                                new Op.Binary(
                                    function,
                                    e.spread(shape, a, fromA, 2),
                                    e.spread(shape, b, fromB, 2))))));
      }
      check(
          function + " of one value twice",
          Op.Binary.class,
          e -> {
            Value x = e.spread(Shape.vector(3), true, 0.3, 2);
            Value y = e.add(new Op.Binary(function, x, x));
            boolean tie = function == BinaryFunction.MAX || function == BinaryFunction.MIN;
            e.check(tie ? e.add(new Op.Unary(UnaryFunction.EXP, y)) : y);
          });
    }
  }

  private interface Placement {
    void of(boolean first, boolean second);
  }

  private static void eachPlacement(Placement placement) {
    for (boolean first : BATCHED_OR_ONCE) {
      for (boolean second : BATCHED_OR_ONCE) {
        placement.of(first, second);
      }
    }
  }

  private void choices() {
    for (Comparison relation : Comparison.values()) {
      comparisons.add(relation);
      for (Shape shape : SHAPES) {
        eachPlacement(
            (a, b) -> {
              String where = relation + " " + word(a) + " and " + word(b) + shape;
              check(where, Op.Select.class, e -> choose(e, relation, shape, a, b, false));
              check(
                  "opposite " + where,
                  Op.Select.class,
                  e -> choose(e, relation, shape, a, b, true));
            });
      }
    }
    ops.addAll(List.of(Op.Compare.class, Op.Not.class, Op.And.class));
  }

  /** a where a and b stand in a relation, and a < 1, else b². */
  private static void choose(
      Experiment e, Comparison relation, Shape shape, boolean first, boolean second, boolean not) {
    Value a = e.spread(shape, first, -2, 2);
    Value b = e.spread(shape, second, -2, 2);
    Value one = e.add(new Op.Constant(1));
    Value ones = shape.isScalar() ? one : e.add(new Op.Broadcast(one, shape));
    Value related = e.add(new Op.Compare(relation, a, b));
    Value small = e.add(new Op.Compare(Comparison.LESS, a, ones));
    Value condition = e.add(new Op.And(related, small));
    e.check(
        e.add(
            new Op.Select(
                not ? e.add(new Op.Not(condition)) : condition,
                a,
                e.add(new Op.Binary(BinaryFunction.MULTIPLY, b, b)))));
  }

  private void reductions() {
    List<Shape> shapes = new ArrayList<>(SHAPES);
    shapes.add(new Shape(List.of(2, 3, 2)));
    shapes.add(Shape.matrix(1, 3));
    for (Reduction reduction : Reduction.values()) {
      reductions.add(reduction);
      for (Shape shape : shapes) {
        for (int rank = 0; rank < shape.rank(); rank++) {
          int left = rank;
          for (boolean batched : BATCHED_OR_ONCE) {
            check(
                reduction + " " + word(batched) + shape + " to rank " + rank,
                Op.Reduce.class,
                e ->
                    e.check(
                        e.add(new Op.Reduce(reduction, e.spread(shape, batched, -2, 2), left))));
          }
        }
      }
    }
  }

  private void arrangements() {
    for (boolean batched : BATCHED_OR_ONCE) {
      for (Shape shape : SHAPES) {
        List<Integer> more = new ArrayList<>(shape.dimensions());
        check(
            "to itself " + word(batched) + shape,
            Op.Broadcast.class,
            e -> e.check(e.add(new Op.Broadcast(e.spread(shape, batched, -2, 2), shape))));
        for (int axis : List.of(3, 2)) {
          more.add(axis);
          Shape wide = new Shape(more);
          check(
              word(batched) + shape + " to " + wide,
              Op.Broadcast.class,
              e -> e.check(e.add(new Op.Broadcast(e.spread(shape, batched, -2, 2), wide))));
        }
        check(
            word(batched) + shape,
            Op.Reshape.class,
            e ->
                e.check(
                    e.add(
                        new Op.Reshape(
                            e.spread(shape, batched, -2, 2), Shape.matrix(shape.size(), 1)))));
        if (!shape.isScalar()) {
          shifts(shape, batched);
        }
        if (shape.rank() == 2) {
          check(
              word(batched) + shape,
              Op.Transpose.class,
              e -> e.check(e.add(new Op.Transpose(e.spread(shape, batched, -2, 2)))));
        }
      }
    }
  }

  private void shifts(Shape shape, boolean batched) {
    int length = shape.dimension(0);
    for (int from = 0; from < length; from++) {
      int first = from;
      check(
          word(batched) + shape + " from " + from,
          Op.Slice.class,
          e -> e.check(e.add(new Op.Slice(e.spread(shape, batched, -2, 2), first, length))));
      check(
          word(batched) + shape + " before " + (from + 1),
          Op.Slice.class,
          e -> e.check(e.add(new Op.Slice(e.spread(shape, batched, -2, 2), 0, first + 1))));
    }
    for (int before : List.of(0, 1, 3)) {
      check(
          word(batched) + shape + " by " + before + " and 2",
          Op.Pad.class,
          e -> e.check(e.add(new Op.Pad(e.spread(shape, batched, -2, 2), before, 2))));
    }
    for (boolean other : BATCHED_OR_ONCE) {
      check(
          word(batched) + " and " + word(other) + shape,
          Op.Concat.class,
          e -> {
            Value a = e.spread(shape, batched, -2, 2);
            Value b = e.spread(shape, other, -2, 2);
            e.check(e.add(new Op.Concat(List.of(a, b, a))));
          });
    }
  }

  private void products() {
    List<List<Shape>> operands =
        List.of(
            List.of(Shape.vector(3), Shape.vector(3)),
            List.of(Shape.vector(1), Shape.vector(1)),
            List.of(Shape.matrix(2, 3), Shape.vector(3)),
            List.of(Shape.matrix(1, 7), Shape.vector(7)),
            List.of(Shape.matrix(7, 1), Shape.vector(1)),
            List.of(Shape.vector(3), Shape.matrix(3, 2)),
            List.of(Shape.vector(1), Shape.matrix(1, 2)),
            List.of(Shape.matrix(2, 3), Shape.matrix(3, 4)),
            List.of(Shape.matrix(1, 2), Shape.matrix(2, 1)));
    for (List<Shape> pair : operands) {
      eachPlacement(
          (a, b) ->
              check(
                  word(a) + pair.get(0) + " " + word(b) + pair.get(1),
                  Op.MatMul.class,
                  e ->
                      e.check(
                          e.add(
                              new Op.MatMul(
                                  e.spread(pair.get(0), a, -2, 2),
                                  e.spread(pair.get(1), b, -2, 2))))));
    }
    eachPlacement(
        (a, b) -> {
          check(
              "of a transpose, " + word(a) + " " + word(b),
              Op.MatMul.class,
              e ->
                  e.check(
                      e.add(
                          new Op.MatMul(
                              e.add(new Op.Transpose(e.spread(Shape.matrix(2, 3), a, -2, 2))),
                              e.spread(Shape.vector(2), b, -2, 2)))));
          for (int rows : List.of(1, 2, 7)) {
            check(
                rows + ", " + word(a) + " " + word(b),
                Op.Outer.class,
                e ->
                    e.check(
                        e.add(
                            new Op.Outer(
                                e.spread(Shape.vector(rows), a, -2, 2),
                                e.spread(Shape.vector(3), b, -2, 2)))));
          }
        });
  }

  private void batch() {
    for (Shape shape : SHAPES) {
      check(
          "" + shape,
          Op.SumOverBatch.class,
          e -> e.check(e.add(new Op.SumOverBatch(e.spread(shape, true, -2, 2)))));
      check(
          "" + shape,
          Op.RepeatOverBatch.class,
          e -> e.check(e.add(new Op.RepeatOverBatch(e.spread(shape, false, -2, 2)))));
      check("" + shape, Op.StopGradient.class, e -> stop(e, shape));
    }
  }

  /** x stop(x): its gradient is that of a product whose second factor is held fast. */
  private static void stop(Experiment e, Shape shape) {
    Value x = e.spread(shape, true, -2, 2);
    Value stopped = e.add(new Op.StopGradient(x));
    Graph graph = e.differentiated(e.add(new Op.Binary(BinaryFunction.MULTIPLY, x, stopped)));
    double[] elements = e.leaves().of(new Op.Input("x0"));
    double[] weights = e.leaves().of(new Op.Target("w"));
    double[] expected = new double[elements.length];
    Arrays.setAll(expected, i -> elements[i] * weights[i]);
    assertThat(e.gradient(graph, 0)).containsExactly(expected);
  }

  /** What depends on no real number, beside a variable that it multiplies. */
  private void leavesAndIndices() {
    Shape shape = Shape.vector(3);
    check("3", Op.Bernoulli.class, e -> scaled(e, e.add(new Op.Bernoulli(0.5, shape, 1))));
    check("3", Op.OneHot.class, e -> scaled(e, e.add(new Op.OneHot(e.index(3), 3))));
    check("3", Op.ToReal.class, e -> scaled(e, e.add(new Op.ToReal(e.index(3)))));
    check("", Op.Constant.class, e -> scaled(e, e.add(new Op.Constant(3))));
    check("", Op.BatchSize.class, e -> scaled(e, e.add(new Op.BatchSize())));
    check("", Op.Rate.class, e -> scaled(e, e.add(new Op.Rate())));
    check("", Op.BiasCorrection.class, e -> scaled(e, e.add(new Op.BiasCorrection(0.9))));
    check(
        "of 3",
        Op.ArgMax.class,
        e -> {
          Value position = e.add(new Op.ArgMax(e.spread(shape, true, -2, 2)));
          scaled(e, e.add(new Op.ToReal(position)));
        });
    // Inputs and parameters are the variables of all checks, targets and states their weights.
    ops.addAll(List.of(Op.Input.class, Op.Parameter.class, Op.Target.class, Op.State.class));
    check(
        "of a parameter",
        Op.Slot.class,
        e -> {
          Value x = e.variable(SCALAR, false, 2);
          Value slot = e.given(new Op.Slot("momentum", "x0"), SCALAR, 3);
          e.check(e.add(new Op.Binary(BinaryFunction.MULTIPLY, x, slot)));
        });
  }

  private static void scaled(Experiment e, Value factor) {
    Value x = e.spread(factor.shape(), true, -2, 2);
    e.check(e.add(new Op.Binary(BinaryFunction.MULTIPLY, x, factor)));
  }
}
