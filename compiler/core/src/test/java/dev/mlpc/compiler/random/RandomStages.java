package dev.mlpc.compiler.random;

import java.util.ArrayList;
import java.util.List;

/** Stages of pipes: layers and activations, those of the library and those of the spec. */
final class RandomStages {
  private static final double LARGEST = 10;
  private static final List<String> INITIALISERS =
      List.of(
          "glorotUniform",
          "glorotNormal",
          "heUniform",
          "heNormal",
          "lecunNormal",
          "orthogonal",
          "torchLinear",
          "truncatedNormal(0, 0.5)",
          "normal(0, 0.3)",
          "uniform(-0.4, 0.4)",
          "constant(0.1)",
          "zeros",
          "ones");

  /** Of all numbers, and nowhere larger than what goes in and one more. */
  private static final List<String> TAME =
      List.of(
          "identity",
          "relu",
          "leakyRelu",
          "prelu",
          "relu6",
          "elu",
          "selu",
          "celu",
          "gelu",
          "geluTanh",
          "silu",
          "mish",
          "sigmoid",
          "hardSigmoid",
          "hardSwish",
          "tanh",
          "hardTanh",
          "tanhShrink",
          "softShrink",
          "hardShrink",
          "softplus",
          "softsign",
          "logSigmoid",
          "sin");

  private static final List<String> WITH_OPTIONS =
      List.of(
          "leakyRelu(slope = 0.2)",
          "leakyRelu(0.05)",
          "prelu(slope = 0.1)",
          "elu(alpha = 0.7)",
          "celu(1.4)",
          "hardTanh(least = -0.8, greatest = 1.3)",
          "softShrink(0.3)",
          "hardShrink(threshold = 0.2)");

  private final Choices choices;
  private final List<String> activations = new ArrayList<>();
  private final List<SpecLayer> layers = new ArrayList<>();

  RandomStages(Choices choices) {
    this.choices = choices;
  }

  /**
   * A layer that a spec declares, from one vector to another.
   *
   * @param use how it is called; {@code UNITS} stands for a length where it has one to choose
   */
  record SpecLayer(String use, double magnitude) {

    boolean keepsLength() {
      return !use.contains("UNITS");
    }
  }

  /** Makes an activation of the spec known. */
  void add(String activation) {
    activations.add(activation);
  }

  /** Makes a layer of the spec known. */
  void add(SpecLayer layer) {
    layers.add(layer);
  }

  List<SpecLayer> layers() {
    return layers;
  }

  /** Some stages after a vector, so many at least. */
  Known pipe(Known from, int least, int most) {
    Known current = from;
    int count = choices.whole(least, most);
    for (int i = 0; i < count; i++) {
      current = bounded(stage(current));
    }
    return current;
  }

  private Known bounded(Known x) {
    return x.magnitude() <= LARGEST
        ? x
        : after(x, choices.pick("tanh", "hardTanh", "softsign", "sin"), x.length(), 1);
  }

  private static Known after(Known x, String stage, int length, double magnitude) {
    return Known.vector(x.text() + " -> " + stage, length, magnitude);
  }

  private Known stage(Known x) {
    int n = x.length();
    double m = x.magnitude();
    return switch (choices.whole(0, 22)) {
      case 0, 1, 2, 3, 4 -> dense(x);
      case 5 -> after(x, layerNorm(), n, 3);
      case 6 -> after(x, choices.pick("BatchNorm()", "BatchNorm(momentum = 0.3)"), n, 4);
      case 7 -> after(x, choices.pick("RmsNorm()", "RmsNorm(epsilon = 1e-3)"), n, 3);
      case 8 -> after(x, "Standardize()", n, 2 * m);
      case 9 -> after(x, residual() + repeated(0.4), n, 3 * m);
      case 10 -> after(x, choices.pick("PRelu()", "PRelu(0.1)", "PRelu(init = -0.3)"), n, m);
      case 11 -> maxout(x);
      case 12 -> glu(x);
      case 13 -> after(x, dropout() + repeated(0.1), n, 2 * m);
      case 14 -> after(x, activation() + repeated(0.15), n, m + 1);
      case 15 -> m < 2.5 ? after(x, "exp", n, Math.exp(m)) : dense(x);
      case 16 -> m < 4 ? after(x, "square", n, m * m) : dense(x);
      case 17 -> after(x, "softmax", n, 1);
      case 18 -> after(x, "logSoftmax", n, m + Math.log(n) + 1);
      case 19 -> after(x, choices.pick("abs", "cos", "erf", "sin * 0"), n, m + 1);
      default -> layers.isEmpty() ? dense(x) : ofSpec(x, choices.pick(layers));
    };
  }

  private Known ofSpec(Known x, SpecLayer layer) {
    int n = layer.keepsLength() ? x.length() : choices.length();
    String use = layer.use().replace("UNITS", Integer.toString(n));
    return after(
        x,
        use + (layer.keepsLength() ? repeated(0.3) : ""),
        n,
        Math.max(layer.magnitude(), 2 * x.magnitude()));
  }

  /** An activation as a stage or as an option, that keeps what is in bounds there. */
  String activation() {
    if (!activations.isEmpty() && choices.chance(0.25)) {
      return choices.pick(activations);
    }
    return choices.chance(0.2) ? choices.pick(WITH_OPTIONS) : choices.pick(TAME);
  }

  /** The name of an activation alone, as a layer's option takes it. */
  String activationName() {
    return choices.chance(0.2) ? choices.pick(TAME) : nameOf(activation());
  }

  private static String nameOf(String use) {
    int open = use.indexOf('(');
    return open < 0 ? use : use.substring(0, open);
  }

  private Known dense(Known x) {
    int units = choices.length();
    return after(x, dense(units) + repeated(x.length(), units), units, 2 + 1.5 * x.magnitude());
  }

  private String repeated(int n, int units) {
    return n == units ? repeated(0.5) : "";
  }

  private String repeated(double probability) {
    return choices.chance(probability) ? " * " + choices.pick("2", "2", "3", "depth") : "";
  }

  /** A Dense of so many units. */
  String dense(int units) {
    List<String> arguments = new ArrayList<>(List.of(Integer.toString(units)));
    if (choices.chance(0.6)) {
      arguments.add((choices.chance(0.3) ? "activation = " : "") + activationName());
    }
    boolean biased = !choices.chance(0.2);
    if (!biased) {
      arguments.add("useBias = false");
    }
    if (choices.chance(0.3)) {
      arguments.add("init = " + choices.pick(INITIALISERS));
    }
    if (biased && choices.chance(0.15)) {
      arguments.add("biasInit = " + choices.pick("0.1", "ones", "normal(0, 0.1)", "torchLinear"));
    }
    return "Dense(" + String.join(", ", arguments) + ")";
  }

  private String layerNorm() {
    return choices.pick("LayerNorm()", "LayerNorm(epsilon = 1e-3)", "LayerNorm(1e-2)");
  }

  private String dropout() {
    return choices.pick("Dropout(0.2)", "Dropout(rate = 0.5)", "Dropout(0)", "Dropout(0.05)");
  }

  private String residual() {
    return switch (choices.whole(0, 3)) {
      case 0 -> "Residual()";
      case 1 -> "Residual(" + choices.length() + ")";
      case 2 -> "Residual(" + choices.length() + ", " + activationName() + ", 0.1)";
      default ->
          "Residual(activation = "
              + activationName()
              + ", init = "
              + choices.pick(INITIALISERS)
              + ")";
    };
  }

  private Known maxout(Known x) {
    int units = choices.length();
    int pieces = choices.whole(1, units > 20 ? 2 : 4);
    String more = choices.chance(0.2) ? ", useBias = false" : "";
    return after(x, "Maxout(" + units + ", " + pieces + more + ")", units, 2 + 1.5 * x.magnitude());
  }

  private Known glu(Known x) {
    int units = choices.length();
    String more = choices.chance(0.2) ? ", useBias = false" : "";
    return after(x, "Glu(" + units + more + ")", units, 2 + x.magnitude());
  }
}
