package dev.mlpc.compiler.random;

import dev.mlpc.compiler.random.RandomStages.SpecLayer;
import dev.mlpc.compiler.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/** What a spec declares beside its network: constants, activations, losses, layers. */
final class RandomDeclarations {
  private final Choices choices;
  private final RandomStages stages;
  private final List<String> texts = new ArrayList<>();
  private final List<String> losses = new ArrayList<>();

  RandomDeclarations(Choices choices, RandomStages stages) {
    this.choices = choices;
    this.stages = stages;
  }

  /** Writes declarations, and makes them known to the stages. */
  void write() {
    texts.add("const depth = " + choices.pick("2", "1 + 1", "max(1, 2)") + ";");
    texts.add("const width = depth * 4 - 1;");
    int activations = choices.pick(0, 0, 1, 2);
    for (int i = 0; i < activations; i++) {
      activation("bend" + i);
    }
    int layers = choices.pick(0, 0, 1, 2);
    for (int i = 0; i < layers; i++) {
      layer("Block" + i);
    }
    if (choices.chance(0.3)) {
      loss("miss");
    }
  }

  List<String> texts() {
    return texts;
  }

  /** The names of losses of an output and a target of one shape. */
  List<String> losses() {
    return losses;
  }

  private void activation(String name) {
    Known x = new Known("x", Shape.SCALAR, 4);
    Known a = new Known("a", Shape.SCALAR, 1);
    Known b = new Known("b", Shape.SCALAR, 1);
    String constant = choices.number(0.2, 1.2);
    switch (choices.whole(0, 4)) {
      case 0 -> declare(name, "", List.of(x), name);
      case 1 ->
          declare(
              name,
              "; a = " + constant,
              List.of(x, a),
              choices.pick(name, name + "(0.4)", name + "(a = width / 9)"));
      case 2 -> declare(name, "; b: param = " + constant, List.of(x, b), name);
      case 3 -> declare(name, "; b: param[] = " + constant, List.of(x, b), name);
      default ->
          declare(
              name,
              "; a = 0.5, b: param[] = " + constant,
              List.of(x, a, b),
              choices.pick(name, name + "(a = 0.7)", name + "(b = -0.2)"));
    }
  }

  private void declare(String name, String options, List<Known> variables, String use) {
    String formula = new RandomFormula(choices, variables).of(3).text();
    // Each option has to count.
    StringBuilder whole = new StringBuilder("tanh(" + formula + ")");
    for (Known option : variables.subList(1, variables.size())) {
      whole.append(" + 0.3 * ").append(option.text()).append(" * sin(x)");
    }
    texts.add(
        (choices.chance(0.3) ? "/// A bent line.\n" : "")
            + "activation "
            + name
            + "(x"
            + options
            + ") = "
            + whole
            + ";");
    stages.add(use);
  }

  private void loss(String name) {
    RandomFormula formula =
        new RandomFormula(
            choices, List.of(new Known("y - t", Shape.SCALAR, 3), new Known("a", Shape.SCALAR, 1)));
    texts.add(
        "loss %s(y, t; a = %s) = mean(a * square(y - t) + tanh(%s));"
            .formatted(
                name, choices.number(0.5, 1.5), formula.of(2).text().replace("y - t", "(y - t)")));
    losses.add(name);
    losses.add(name + "2");
    texts.add("loss %s2(y, t) = sum(log1p(abs(y - t))) / 4;".formatted(name));
  }

  private void layer(String name) {
    List<String> body = new ArrayList<>();
    switch (choices.whole(0, 6)) {
      case 0 -> {
        Known inner = stages.pipe(Known.vector("x", 7, 3), 1, 1);
        body.add("h = " + inner.text() + " -> Dense(n, " + stages.activationName() + ") as last;");
        body.add("out = x + " + choices.pick("h", "0.5 * h", "drop * h -> Dropout(drop)") + ";");
        put(name, "x: real[n]; drop = 0.1", "out: real[n]", body);
        stages.add(new SpecLayer(name + choices.pick("()", "(drop = 0.3)", "(0)"), 4));
      }
      case 1 -> {
        body.add("param gate: real[n] = " + choices.pick("ones", "zeros", "uniform(-1, 1)") + ";");
        body.add("param shift: real[n] = normal(0, 0.2) when shifted;");
        body.add("out = x * sigmoid(gate) + shift;");
        put(name, "x: real[n]; shifted = true", "out: real[n]", body);
        stages.add(new SpecLayer(name + choices.pick("()", "(shifted = false)"), 2));
      }
      case 2 -> {
        body.add("low = x[0..n / 2 + n - n / 2] -> Dense(3);");
        body.add("both = " + choices.pick("concat(low, x)", "concat(x, sum(x), low)") + ";");
        body.add("out = both -> " + stages.activation() + " -> Dense(units);");
        put(name, "x: real[n]; units", "out: real[units]", body);
        stages.add(new SpecLayer(name + choices.pick("(UNITS)", "(units = UNITS)"), 4));
      }
      case 3 -> {
        body.add("state mean: real[n] = zeros;");
        body.add("now = if training then batchMean(x) else mean;");
        body.add("update mean = 0.8 * mean + 0.2 * now;");
        body.add("out = x - now;");
        put(name, "x: real[n]", "out: real[n]", body);
        stages.add(new SpecLayer(name + "()", 2));
      }
      case 4 -> {
        body.add("param mix: real[rows, n] = glorotUniform;");
        body.add("m = mix @ x;");
        body.add("out = m @ mix / sqrt(rows);");
        put(name, "x: real[n]; rows = " + choices.length(), "out: real[n]", body);
        stages.add(new SpecLayer(name + choices.pick("()", "(rows = 4)", "(3)"), 4));
      }
      case 5 -> {
        body.add("shared twin = Dense(n, " + stages.activationName() + ");");
        body.add("out = twin(twin(x)) + x;");
        put(name, "x: real[n]", "out: real[n]", body);
        stages.add(new SpecLayer(name + "()", 4));
      }
      default -> {
        body.add("one, other = x -> " + name + "Parts();");
        body.add("out = " + choices.pick("one * other", "one - other", "max(one, other)") + ";");
        put(
            name + "Parts",
            "x: real[n]; k = 2",
            "a: real[n], b: real[n]",
            List.of(
                "a = tanh(k * x);", "b = " + "x -> Dense(n, " + stages.activationName() + ");"));
        put(name, "x: real[n]", "out: real[n]", body);
        stages.add(new SpecLayer(name + "()", 4));
      }
    }
  }

  private void put(String name, String inputs, String outputs, List<String> body) {
    texts.add(
        "layer %s(%s) -> (%s) {\n  %s\n}"
            .formatted(name, inputs, outputs, String.join("\n  ", body)));
  }
}
