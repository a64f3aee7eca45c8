package dev.mlpc.compiler.random;

import dev.mlpc.compiler.tensor.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Outputs, losses of them, and how the network learns. */
final class RandomTraining {
  private final Choices choices;
  private final RandomStages stages;
  private final List<String> losses;
  private final String real;
  private final List<String> outputs = new ArrayList<>();
  private final List<String> statements = new ArrayList<>();
  private final List<String> targets = new ArrayList<>();
  private final List<String> terms = new ArrayList<>();
  private final List<String> reports = new ArrayList<>();
  private final Map<String, Wanted> wanted = new LinkedHashMap<>();

  /** What targets a loss takes. */
  enum Wanted {
    REALS,
    SIGNS,
    COUNTS,
    PROBABILITIES,
    DISTRIBUTIONS,
    CLASSES
  }

  RandomTraining(Choices choices, RandomStages stages, List<String> losses, String real) {
    this.choices = choices;
    this.stages = stages;
    this.losses = losses;
    this.real = real;
  }

  /** Writes some outputs that follow from a vector, each with a loss or, at times, none. */
  void write(Known from) {
    int count = choices.pick(1, 1, 1, 2, 2, 3);
    for (int i = 0; i < count; i++) {
      Known before = stages.pipe(from, 0, 1);
      String base = before.text();
      if (i > 0 && choices.chance(0.2)) {
        unseen("out" + i, base);
      } else {
        output("out" + i, base);
      }
    }
  }

  List<String> outputs() {
    return outputs;
  }

  List<String> statements() {
    return statements;
  }

  /** By the target's name. */
  Map<String, Wanted> wanted() {
    return wanted;
  }

  private void unseen(String name, String base) {
    int rows = choices.whole(1, 3);
    int columns = choices.whole(1, 4);
    outputs.add(name + ": " + real + "[" + rows + ", " + columns + "]");
    statements.add(
        "%s = reshape(%s -> Dense(%d), %d, %d);"
            .formatted(name, base, rows * columns, rows, columns));
  }

  private void output(String name, String base) {
    int n = choices.length();
    switch (choices.whole(0, 9)) {
      case 0, 1 -> crossEntropy(name, base, Math.max(2, n));
      case 2 -> binary(name, base, choices.chance(0.4) ? 1 : n);
      case 3 -> {
        define(name, base + " -> Dense(" + n + ") -> logSoftmax", n);
        lose(name, "klDivergence(%s, %s)", n, Wanted.DISTRIBUTIONS);
      }
      case 4 -> {
        define(name, base + " -> Dense(" + n + ", tanh)", n);
        lose(name, "poisson(%s, %s)", n, Wanted.COUNTS);
      }
      case 5 -> {
        define(name, base + " -> Dense(" + n + ")", n);
        String variance = choices.pick("0.2 + square(%s)", "softplus(%s) + 0.3");
        lose(name, "gaussianNll(%s, %s, " + variance.formatted(name) + ")", n, Wanted.REALS);
      }
      case 6 -> {
        int several = Math.max(2, n);
        define(name, base + " -> Dense(" + several + ")", several);
        lose(name, "cosine(%s, %s)", several, Wanted.REALS);
      }
      case 7 -> {
        define(name, base + " -> Dense(" + n + ")", n);
        lose(name, "hinge(%s, %s)", n, Wanted.SIGNS);
      }
      default -> regression(name, base, n);
    }
  }

  private void define(String name, String text, int n) {
    outputs.add(name + ": " + real + (n == 1 && choices.chance(0.7) ? "" : "[" + n + "]"));
    statements.add(name + " = " + text + ";");
  }

  private void lose(String name, String loss, int n, Wanted kind) {
    String target = "t_" + name;
    targets.add(
        "target %s: %s;"
            .formatted(
                target,
                kind == Wanted.CLASSES
                    ? "class[" + n + "]"
                    : real + (n == 1 ? "" : "[" + n + "]")));
    wanted.put(target, kind);
    String weight = choices.chance(0.25) ? choices.number(0.1, 2) + " * " : "";
    terms.add(weight + loss.formatted(name, target));
  }

  private void crossEntropy(String name, String base, int n) {
    Wanted kind = choices.chance(0.7) ? Wanted.CLASSES : Wanted.DISTRIBUTIONS;
    boolean probabilities = choices.chance(0.5);
    define(name, base + " -> Dense(" + n + ")" + (probabilities ? " -> softmax" : ""), n);
    if (n == 3) {
      statements.add("labels " + name + " = [\"low\", \"middle\", \"high\"];");
    }
    String smoothing = choices.chance(0.2) ? ", smoothing = 0.1" : "";
    lose(name, "crossEntropy(%s, %s" + smoothing + ")", n, kind);
    if (kind == Wanted.CLASSES && outputs.size() == 1) {
      reports.addAll(choices.pick(List.of("accuracy"), List.of("accuracy", "topK(2)"), List.of()));
    }
  }

  private void binary(String name, String base, int n) {
    boolean probabilities = choices.chance(0.5);
    define(name, base + " -> Dense(" + n + (probabilities ? ", sigmoid)" : ")"), n);
    lose(name, "binaryCrossEntropy(%s, %s)", n, Wanted.PROBABILITIES);
  }

  private void regression(String name, String base, int n) {
    if (choices.chance(0.15)) {
      int rows = choices.whole(1, 4);
      int columns = choices.whole(1, 4);
      Shape shape = Shape.matrix(rows, columns);
      outputs.add(name + ": " + real + shape);
      statements.add(
          "%s = reshape(%s -> Dense(%d), %d, %d);"
              .formatted(name, base, rows * columns, rows, columns));
      targets.add("target t_%s: %s%s;".formatted(name, real, shape));
      wanted.put("t_" + name, Wanted.REALS);
      terms.add("mse(" + name + ", t_" + name + ")");
      return;
    }
    define(name, base + " -> " + stages.dense(n), n);
    String loss =
        !losses.isEmpty() && choices.chance(0.4)
            ? choices.pick(losses) + "(%s, %s)"
            : choices.pick(
                "mse(%s, %s)",
                "mae(%s, %s)",
                "huber(%s, %s)",
                "huber(%s, %s, delta = 0.4)",
                "logCosh(%s, %s)",
                "quantile(%s, %s)",
                "quantile(%s, %s, tau = 0.9)");
    lose(name, loss, n, Wanted.REALS);
    if (outputs.size() == 1) {
      reports.addAll(choices.pick(List.of("mae"), List.of("rmse", "r2"), List.of()));
    }
  }

  /** The train block. */
  String block(String network) {
    List<String> lines = new ArrayList<>(targets);
    StringBuilder loss = new StringBuilder(String.join(" + ", terms));
    if (choices.chance(0.2)) {
      loss.append(" + l2(").append(choices.pick("1e-4", "0.01", "1e-2 / 3")).append(')');
    }
    if (choices.chance(0.15)) {
      loss.append(" + l1(1e-3)");
    }
    lines.add("loss = " + loss + ";");
    lines.add("optimizer = " + optimizer() + ";");
    lines.add(
        "epochs = %d; batch = %d; seed = %d;"
            .formatted(choices.whole(1, 9), choices.pick(1, 8, 32), choices.whole(0, 99)));
    if (choices.chance(0.2)) {
      lines.add(
          "clip = " + choices.pick("norm(1.0)", "value(0.5)", "norm(0.1)", "value(0.01)") + ";");
    }
    if (choices.chance(0.15)) {
      lines.add("average = " + choices.pick("ema(0.9)", "ema", "ema(decay = 0.5)") + ";");
    }
    if (choices.chance(0.1)) {
      lines.add("stop = early(patience = 3, on = loss);");
    }
    if (choices.chance(0.1)) {
      lines.add("shuffle = false;");
    }
    if (!reports.isEmpty() && outputs.size() == 1) {
      lines.add("report " + String.join(", ", reports) + ";");
    }
    return "train " + network + " {\n  " + String.join("\n  ", lines) + "\n}\n";
  }

  private String optimizer() {
    String decay = choices.chance(0.3) ? ", decay = 0.01" : "";
    String rate = rate();
    return switch (choices.whole(0, 9)) {
      case 0 -> "sgd(" + rate + decay + ")";
      case 1 -> "sgd(rate = " + rate + ", momentum = 0.9" + decay + ")";
      case 2 -> "sgd(rate = " + rate + ", momentum = 0.8, nesterov = true" + decay + ")";
      case 3 -> "adam(" + rate + ", beta1 = 0.8, epsilon = 1e-3" + decay + ")";
      case 4 -> choices.pick("adam", "adam(rate = " + rate + decay + ")");
      case 5 -> choices.pick("adamw", "adamw(rate = " + rate + ", beta2 = 0.9)");
      case 6 -> "nadam(rate = " + rate + decay + ")";
      case 7 ->
          choices.pick(
              "rmsprop(rate = " + rate + decay + ")", "rmsprop(" + rate + ", momentum = 0.5)");
      case 8 ->
          choices.pick("adagrad(rate = " + rate + decay + ")", "adadelta(rho = 0.8" + decay + ")");
      default -> "lion(rate = " + rate + decay + ")";
    };
  }

  private String rate() {
    String peak = choices.pick("0.1", "1e-2", "0.05", "3e-3");
    if (choices.chance(0.55)) {
      return peak;
    }
    String warmup = choices.chance(0.3) ? ", warmup = 3" : "";
    return choices.pick(
        "step(" + peak + ", every = 2, factor = 0.5" + warmup + ")",
        "exponential(" + peak + ", 0.9" + warmup + ")",
        "cosine(" + peak + ", 20" + warmup + ")",
        "cosine(" + peak + warmup + ")",
        "polynomial(" + peak + ", steps = 30, power = 2" + warmup + ")",
        "oneCycle(" + peak + ", steps = 25)",
        "plateau(" + peak + ", factor = 0.5, patience = 2)");
  }
}
