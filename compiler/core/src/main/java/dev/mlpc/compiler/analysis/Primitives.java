package dev.mlpc.compiler.analysis;

import dev.mlpc.compiler.diagnostic.Code;
import dev.mlpc.compiler.graph.Op;
import dev.mlpc.compiler.graph.TensorType.Element;
import dev.mlpc.compiler.graph.Value;
import dev.mlpc.compiler.tensor.BinaryFunction;
import dev.mlpc.compiler.tensor.Reduction;
import dev.mlpc.compiler.tensor.Shape;
import dev.mlpc.compiler.tensor.UnaryFunction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;

/** All primitives, by name. The prelude and users' specs are written over them. */
final class Primitives {
  private static final int ANY_NUMBER = 1000;
  private static final Map<String, Primitive> ALL = new LinkedHashMap<>();

  static {
    unary("exp", UnaryFunction.EXP);
    unary("log", UnaryFunction.LOG);
    unary("log1p", UnaryFunction.LOG1P);
    unary("expm1", UnaryFunction.EXPM1);
    unary("sqrt", UnaryFunction.SQRT);
    unary("abs", UnaryFunction.ABS);
    unary("sign", UnaryFunction.SIGN);
    unary("sin", UnaryFunction.SIN);
    unary("cos", UnaryFunction.COS);
    unary("tanh", UnaryFunction.TANH);
    unary("sigmoid", UnaryFunction.SIGMOID);
    unary("softplus", UnaryFunction.SOFTPLUS);
    unary("erf", UnaryFunction.ERF);
    unary("floor", UnaryFunction.FLOOR);
    binary("min", BinaryFunction.MIN);
    binary("max", BinaryFunction.MAX);
    reduction("sum", use -> AxisReduction.reduce(use, Reduction.SUM));
    reduction("mean", AxisReduction::mean);
    reduction("maximum", use -> AxisReduction.reduce(use, Reduction.MAXIMUM));
    reduction("minimum", use -> AxisReduction.reduce(use, Reduction.MINIMUM));
    reduction("variance", AxisReduction::variance);
    reduction("logSumExp", use -> AxisReduction.reduce(use, Reduction.LOG_SUM_EXP));
    add("spread", 2, 2, Primitives::spread);
    add("concat", 1, ANY_NUMBER, Primitives::concat);
    add("flatten", 1, 1, use -> use.ofReal(Primitives::flatten));
    add("reshape", 2, 3, Primitives::reshape);
    add("transpose", 1, 1, Primitives::transpose);
    add("oneHot", 1, 1, Primitives::oneHot);
    add("stopGradient", 1, 1, use -> use.ofReal((u, x) -> u.add(new Op.StopGradient(x))));
    add("rank", 1, 1, Primitives::rank);
    add("require", 3, 3, Primitives::require);
    add("keepMask", 2, 2, Primitives::keepMask);
    add("batchMean", 1, 1, Primitives::batchMean);
    add("batchSize", 0, 0, use -> ofTraining(use, () -> use.add(new Op.BatchSize())));
    add("meanOf", 1, 1, use -> measured(use, false));
    add("deviationOf", 1, 1, use -> measured(use, true));
    add("distribution", 1, 1, Primitives::distribution);
    add("beforeSoftmax", 1, 1, use -> use.ofReal(Primitives::beforeSoftmax));
    add("beforeSigmoid", 1, 1, use -> use.ofReal(Primitives::beforeSigmoid));
    add("l1", 1, 1, use -> penalty(use, (u, w) -> u.add(new Op.Unary(UnaryFunction.ABS, w))));
    add(
        "l2",
        1,
        1,
        use -> penalty(use, (u, w) -> u.add(new Op.Binary(BinaryFunction.MULTIPLY, w, w))));
  }

  private Primitives() {}

  static Optional<Primitive> named(String name) {
    return Optional.ofNullable(ALL.get(name));
  }

  static Set<String> names() {
    return ALL.keySet();
  }

  private static void add(String name, int least, int most, Primitive.Formula formula) {
    ALL.put(name, new Primitive(name, least, most, Optional.empty(), formula));
  }

  private static void reduction(String name, Primitive.Formula formula) {
    ALL.put(name, new Primitive(name, 1, 2, Optional.of(AxisReduction.AXIS), formula));
  }

  private static void unary(String name, UnaryFunction function) {
    add(name, 1, 1, use -> use.ofReal((u, x) -> u.add(new Op.Unary(function, x))));
  }

  private static void binary(String name, BinaryFunction function) {
    add(
        name,
        2,
        2,
        use ->
            new Arithmetic(use.unfolding())
                .function(function, use.argument(0), use.argument(1), use.span(), use.site()));
  }

  /** Repeats a value along the last axes of another, so that it has the other's shape. */
  private static Meaning spread(Primitive.Use use) {
    Optional<Value> x = use.operands().real(use.argument(0), use.site());
    Optional<Value> like = use.operands().real(use.argument(1), use.site());
    if (x.isEmpty() || like.isEmpty()) {
      return Meaning.broken();
    }
    Shape shape = like.get().shape();
    if (x.get().shape().equals(shape)) {
      return Meaning.Tensor.of(x.get());
    }
    return x.get().shape().isPrefixOf(shape)
        ? Meaning.Tensor.of(use.add(new Op.Broadcast(x.get(), shape)))
        : use.fail(
            Code.SHAPE_MISMATCH,
            use.span(),
            "`spread` repeats a scalar, or one number for each row, but %s is %s and %s is %s"
                .formatted(
                    Operands.quote(use.argument(0)).orElse("this"),
                    use.operands().describe(use.argument(0).meaning()),
                    Operands.quote(use.argument(1)).orElse("the other"),
                    use.operands().describe(use.argument(1).meaning())));
  }

  private static Meaning concat(Primitive.Use use) {
    List<Value> parts = new ArrayList<>();
    long length = 0;
    for (Given argument : use.arguments()) {
      Optional<Value> part = use.operands().real(argument, use.site());
      if (part.isPresent() && part.get().shape().rank() > 1) {
        return use.fail(
            Code.SHAPE_MISMATCH,
            argument.span(),
            "`concat` joins vectors, but %s is %s"
                .formatted(
                    Operands.quote(argument).orElse("this"),
                    use.operands().describe(argument.meaning())));
      }
      part.ifPresent(value -> parts.add(vector(use, value)));
      length += part.map(value -> value.shape().size()).orElse(0);
    }
    if (length > Limits.ELEMENTS) {
      return use.fail(
          Code.LIMIT,
          use.span(),
          "a value has at most %,d elements, but this has %,d".formatted(Limits.ELEMENTS, length));
    }
    if (parts.size() < use.arguments().size()) {
      return Meaning.broken();
    }
    return Meaning.Tensor.of(parts.size() == 1 ? parts.get(0) : use.add(new Op.Concat(parts)));
  }

  private static Value vector(Primitive.Use use, Value value) {
    return use.operands().reshaped(value, Shape.vector(value.shape().size()), use.site());
  }

  private static Value flatten(Primitive.Use use, Value x) {
    return vector(use, x);
  }

  private static Meaning reshape(Primitive.Use use) {
    Optional<Value> x = use.operands().real(use.argument(0), use.site());
    List<Integer> dimensions = new ArrayList<>();
    for (Given argument : use.arguments().subList(1, use.arguments().size())) {
      OptionalInt dimension =
          argument.meaning().isBroken()
              ? OptionalInt.empty()
              : Types.dimension(
                  argument.expression().orElseThrow(), argument.frame(), use.unfolding().reports());
      dimension.ifPresent(dimensions::add);
    }
    if (x.isEmpty() || dimensions.size() < use.arguments().size() - 1) {
      return Meaning.broken();
    }
    Optional<Shape> shape =
        Types.shape(dimensions, use.span(), use.site().frame(), use.unfolding().reports());
    if (shape.isEmpty()) {
      return Meaning.broken();
    }
    if (shape.get().size() != x.get().shape().size()) {
      return use.fail(
          Code.SHAPE_MISMATCH,
          use.span(),
          "%s has %d elements, but %s has %d"
              .formatted(
                  Operands.quote(use.argument(0)).orElse("the value"),
                  x.get().shape().size(),
                  shape.get(),
                  shape.get().size()));
    }
    return Meaning.Tensor.of(use.operands().reshaped(x.get(), shape.get(), use.site()));
  }

  private static Meaning transpose(Primitive.Use use) {
    Optional<Value> x = use.operands().real(use.argument(0), use.site());
    if (x.isEmpty()) {
      return Meaning.broken();
    }
    return x.get().shape().rank() == 2
        ? Meaning.Tensor.of(use.add(new Op.Transpose(x.get())))
        : use.fail(
            Code.SHAPE_MISMATCH,
            use.span(),
            "`transpose` takes a matrix, but this is "
                + use.operands().describe(use.argument(0).meaning()));
  }

  /** index[k] → [k]. */
  private static Meaning oneHot(Primitive.Use use) {
    Given index = use.argument(0);
    if (index.meaning().isBroken()) {
      return Meaning.broken();
    }
    if (index.meaning() instanceof Meaning.Tensor tensor && tensor.category().isPresent()) {
      return Meaning.Tensor.of(
          use.add(new Op.OneHot(tensor.value(), tensor.category().get().count())));
    }
    return use.fail(
        Code.TYPE_MISMATCH,
        index.span(),
        "`oneHot` takes an index or a class, but %s is %s"
            .formatted(
                Operands.quote(index).orElse("this"), use.operands().describe(index.meaning())));
  }

  /** A class as its distribution: 1 at its number, else 0; a vector is one already. */
  private static Meaning distribution(Primitive.Use use) {
    boolean numbered =
        use.argument(0).meaning() instanceof Meaning.Tensor tensor
            && tensor.value().type().element() == Element.INDEX;
    return numbered ? oneHot(use) : use.ofReal((u, x) -> x);
  }

  /** How many dimensions a value has. */
  private static Meaning rank(Primitive.Use use) {
    return use.operands()
        .real(use.argument(0), use.site())
        .<Meaning>map(x -> new Meaning.Known(new ConstantValue.Number(x.shape().rank())))
        .orElse(Meaning.broken());
  }

  /** {@code require(x, condition, "what must hold")} is x, if the condition does hold. */
  private static Meaning require(Primitive.Use use) {
    for (Given argument : use.arguments()) {
      if (argument.meaning().isBroken()) {
        return Meaning.broken();
      }
    }
    if (use.argument(1).meaning() instanceof Meaning.Known condition
        && condition.value() instanceof ConstantValue.Truth truth
        && use.argument(2).meaning() instanceof Meaning.Known text
        && text.value() instanceof ConstantValue.Text message) {
      return truth.value()
          ? use.argument(0).meaning()
          : use.fail(Code.BAD_VALUE, use.span(), message.value());
    }
    return use.fail(
        Code.NOT_CONSTANT,
        use.span(),
        "`require` takes a value, a constant condition and the text of its message");
  }

  /** {@code keepMask(x, p)}: of the shape of x, each element 1 with probability p, else 0. */
  private static Meaning keepMask(Primitive.Use use) {
    if (use.argument(1).meaning() instanceof Meaning.Known known
        && known.value() instanceof ConstantValue.Number keep
        && keep.value() > 0
        && keep.value() <= 1) {
      return use.ofReal(
          (u, x) -> u.add(new Op.Bernoulli(keep.value(), x.shape(), u.unfolding().newStream())));
    }
    return use.argument(1).meaning().isBroken()
        ? Meaning.broken()
        : use.fail(
            Code.BAD_VALUE,
            use.argument(1).span(),
            "a probability is a constant greater than 0 and at most 1");
  }

  /** The mean over the samples of a batch, element by element: one value for all. */
  private static Meaning batchMean(Primitive.Use use) {
    return use.operands()
        .real(use.argument(0), use.site())
        .map(x -> ofTraining(use, () -> x.batched() ? batchMean(use, x) : x))
        .orElse(Meaning.broken());
  }

  private static Value batchMean(Primitive.Use use, Value x) {
    Value sum = use.add(new Op.SumOverBatch(x));
    Value size = use.add(new Op.BatchSize());
    Value spread = x.shape().isScalar() ? size : use.add(new Op.Broadcast(size, x.shape()));
    return use.add(new Op.Binary(BinaryFunction.DIVIDE, sum, spread));
  }

  /** What has no meaning in inference, where each sample stands alone. */
  private static Meaning ofTraining(Primitive.Use use, Supplier<Value> value) {
    return use.unfolding().isTraining()
        ? Meaning.Tensor.of(value.get())
        : use.fail(
            Code.NOT_SUPPORTED,
            use.span(),
            "there is a batch in a training step only: `if training then … else …` says what is"
                + " there otherwise");
  }

  private static Meaning measured(Primitive.Use use, boolean deviation) {
    return use.operands()
        .real(use.argument(0), use.site())
        .map(x -> x.batched() ? x : use.add(new Op.RepeatOverBatch(x)))
        .<Meaning>map(x -> new Meaning.Measured(x, deviation))
        .orElse(Meaning.broken());
  }

  /** What softmax took, where x is what it gave; else x. */
  private static Value beforeSoftmax(Primitive.Use use, Value x) {
    return use.unfolding().softmaxInput(x).orElse(x);
  }

  /** What sigmoid took, where x is what it gave; else x. */
  private static Value beforeSigmoid(Primitive.Use use, Value x) {
    Op op = use.unfolding().builder().op(x);
    if (op instanceof Op.Unary unary && unary.function() == UnaryFunction.SIGMOID) {
      return unary.x();
    }
    if (op instanceof Op.Reshape reshape) {
      Value before = beforeSigmoid(use, reshape.x());
      return before.equals(reshape.x())
          ? x
          : use.operands().reshaped(before, reshape.shape(), use.site());
    }
    return x;
  }

  /** c Σ f(w), over all weights: the parameters with at least two dimensions. */
  private static Meaning penalty(
      Primitive.Use use, java.util.function.BiFunction<Primitive.Use, Value, Value> term) {
    if (!use.unfolding().isInLoss()) {
      return use.fail(
          Code.NOT_SUPPORTED, use.span(), "a penalty stands in the loss of a `train` block");
    }
    return use.ofReal(
        (u, factor) -> {
          List<Value> weights = u.unfolding().weights();
          Value sum = u.constant(0);
          for (int i = 0; i < weights.size(); i++) {
            Value part = u.add(new Op.Reduce(Reduction.SUM, term.apply(u, weights.get(i)), 0));
            sum = i == 0 ? part : u.add(new Op.Binary(BinaryFunction.ADD, sum, part));
          }
          return u.add(new Op.Binary(BinaryFunction.MULTIPLY, factor, sum));
        });
  }
}
