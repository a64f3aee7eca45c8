package dev.mlpc.compiler.random;

import dev.mlpc.compiler.tensor.Shape;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** The inputs and statements of a network; every value is used in the end. */
final class RandomBody {
  private final Choices choices;
  private final RandomStages stages;
  private final String real;
  private final List<String> inputs = new ArrayList<>();
  private final List<String> statements = new ArrayList<>();
  private final List<Known> pool = new ArrayList<>();
  private final List<String> indices = new ArrayList<>();
  private final List<Integer> counts = new ArrayList<>();
  private final Set<String> unused = new LinkedHashSet<>();
  private int names;

  RandomBody(Choices choices, RandomStages stages, String real) {
    this.choices = choices;
    this.stages = stages;
    this.real = real;
  }

  /** Writes inputs and statements. */
  void write() {
    input("x", Shape.vector(choices.length()));
    int more = choices.pick(0, 0, 1, 1, 2);
    for (int i = 0; i < more; i++) {
      switch (choices.whole(0, 3)) {
        case 0 -> input("s" + i, Shape.SCALAR);
        case 1 -> input("z" + i, Shape.vector(choices.length()));
        case 2 -> input("m" + i, Shape.matrix(choices.whole(1, 5), choices.whole(1, 5)));
        default -> index("c" + i, choices.whole(1, 9));
      }
    }
    int count = choices.whole(1, 3);
    for (int i = 0; i < count; i++) {
      statement();
    }
  }

  List<String> inputs() {
    return inputs;
  }

  List<String> statements() {
    return statements;
  }

  private void input(String name, Shape shape) {
    inputs.add(name + ": " + real + shape);
    keep(new Known(name, shape, 1));
  }

  private void index(String name, int count) {
    inputs.add(name + ": index[" + count + "]");
    indices.add(name);
    counts.add(count);
    unused.add(name);
  }

  private void keep(Known value) {
    pool.add(value);
    unused.add(value.text());
  }

  private String name() {
    return choices.pick("a", "hidden", "u", "part", "loss", "target", "state") + names++;
  }

  /** Defines a value. */
  private Known define(String text, Shape shape, double magnitude) {
    Known value = new Known(name(), shape, magnitude);
    if (choices.chance(0.08)) {
      statements.add(choices.pick("// " + value.text(), "/* so */", "/// The value."));
    }
    statements.add(value.text() + " = " + text + ";");
    keep(value);
    return value;
  }

  private Known define(Known expression) {
    if (expression.isVector() && expression.text().contains(" -> ") && choices.chance(0.2)) {
      String as = "piece" + names++;
      Known value =
          define(expression.text() + " as " + as, expression.shape(), expression.magnitude());
      keep(new Known(as, expression.shape(), expression.magnitude()));
      return value;
    }
    return define(expression.text(), expression.shape(), expression.magnitude());
  }

  private Known use(Predicate<Known> wanted) {
    List<Known> found = pool.stream().filter(wanted).toList();
    List<Known> fresh = found.stream().filter(value -> unused.contains(value.text())).toList();
    Known chosen = choices.pick(fresh.isEmpty() || choices.chance(0.3) ? found : fresh);
    unused.remove(chosen.text());
    return chosen;
  }

  private Known vector() {
    return use(Known::isVector);
  }

  /** A vector of that length, which may have to be made. */
  private Known vector(int length) {
    Known any = vector();
    return any.length() == length
        ? any
        : Known.vector("(" + any.text() + " -> " + stages.dense(length) + ")", length, 4);
  }

  private boolean has(Predicate<Known> wanted) {
    return pool.stream().anyMatch(wanted);
  }

  private void statement() {
    if (has(value -> value.isMatrix() && unused.contains(value.text())) && choices.chance(0.6)) {
      ofMatrix();
      return;
    }
    switch (choices.whole(0, 15)) {
      case 0, 1, 2, 3 -> define(stages.pipe(vector(), 1, 2));
      case 4 -> skip();
      case 5 -> formula();
      case 6 -> concat();
      case 7 -> slice();
      case 8 -> reduce();
      case 9 -> share();
      case 10 -> matrix();
      case 11 -> bilinear();
      case 12 -> ofIndex();
      case 13 -> scaled();
      case 14 -> ofMatrix();
      default -> several();
    }
  }

  private void skip() {
    Known a = vector();
    Known inner = stages.pipe(a, 1, 1);
    String back = inner.length() == a.length() ? "" : " -> " + stages.dense(a.length());
    String text = "(" + inner.text() + back + ")";
    Known b = Known.vector(text, a.length(), inner.magnitude() + 3);
    define(
        choices.pick(
            a.text() + " + " + b.text(),
            "0.5 * " + a.text() + " - " + b.text() + " / 3",
            "concat(" + a.text() + ", " + b.text() + ")[0.." + a.length() + "]"),
        a.shape(),
        a.magnitude() + b.magnitude());
  }

  private void formula() {
    Known a = vector();
    Known b = vector(a.length());
    List<Known> variables = new ArrayList<>(List.of(a, b));
    if (has(Known::isScalar)) {
      variables.add(use(Known::isScalar));
    }
    if (choices.chance(0.3)) {
      define(
          "if %s then %s else %s"
              .formatted(new RandomFormula(choices, variables).condition(), a.text(), b.text()),
          a.shape(),
          Math.max(a.magnitude(), b.magnitude()));
    } else {
      Known made = new RandomFormula(choices, variables).of(2);
      String all = made.text() + " + 0.1 * " + b.text() + " * " + a.text();
      define("tanh(" + all + ")", a.shape(), 1);
    }
  }

  private void concat() {
    Known a = vector();
    Known b = choices.chance(0.3) && has(Known::isScalar) ? use(Known::isScalar) : vector();
    String third = choices.chance(0.2) ? ", 2 * sum(" + a.text() + ") / " + a.length() : "";
    define(
        "concat(" + a.text() + ", " + b.text() + third + ")",
        Shape.vector(a.length() + b.length() + (third.isEmpty() ? 0 : 1)),
        2 * Math.max(a.magnitude(), b.magnitude()));
  }

  private void slice() {
    Known a = vector();
    int from = choices.whole(0, a.length() - 1);
    if (choices.chance(0.3)) {
      define(a.text() + "[" + from + "]", Shape.SCALAR, a.magnitude());
    } else {
      int to = choices.whole(from + 1, a.length());
      define(a.text() + "[" + from + ".." + to + "]", Shape.vector(to - from), a.magnitude());
    }
  }

  private void reduce() {
    Known a = vector();
    String x = a.text();
    String text =
        choices.pick(
            "mean(" + x + ")",
            "maximum(" + x + ")",
            "minimum(" + x + ")",
            "variance(" + x + ")",
            "logSumExp(" + x + ")",
            "tanh(sum(" + x + "))",
            "sum(" + x + " * " + x + ") / " + a.length(),
            x + " @ " + x + " / " + a.length());
    define(text, Shape.SCALAR, Math.max(1, a.magnitude() * a.magnitude()));
  }

  private void scaled() {
    Known a = vector();
    String factor = has(Known::isScalar) ? use(Known::isScalar).text() : "mean(" + a.text() + ")";
    String made =
        choices.pick(
            "tanh(" + factor + ") * " + a.text(),
            a.text() + " / (1 + abs(" + factor + "))",
            a.text() + " - sin(" + factor + ")",
            "max(" + a.text() + ", min(0.3, " + factor + "))",
            "min(" + factor + ", 1) + " + a.text() + " * 0.5",
            "stopGradient(" + a.text() + ") * 0.5 + " + factor + " * " + a.text() + " / 3");
    define(made, a.shape(), a.magnitude() + 1);
  }

  private void share() {
    Known a = vector();
    Known b = vector(a.length());
    String shared = "twin" + names++;
    int units = choices.length();
    String layer =
        choices.pick(
            stages.dense(units),
            stages.dense(units),
            "Glu(" + units + ")",
            "Maxout(" + units + ", 2)",
            "Dense(" + units + ", init = orthogonal)");
    statements.add("shared " + shared + " = " + layer + ";");
    Known u = define(shared + "(" + a.text() + ")", Shape.vector(units), 3 + 1.5 * a.magnitude());
    define(
        choices.pick(shared + "(" + b.text() + ")", b.text() + " -> " + shared),
        Shape.vector(units),
        3 + 1.5 * b.magnitude());
    if (choices.chance(0.3) && units == a.length()) {
      define(shared + "(" + u.text() + ")", Shape.vector(units), 3 + 1.5 * u.magnitude());
    }
  }

  private void bilinear() {
    Known a = vector();
    Known b = vector();
    if (a.length() * b.length() > 300) {
      b = Known.vector("(" + b.text() + " -> " + stages.dense(3) + ")", 3, 4);
    }
    int units = choices.whole(1, 9);
    String more = choices.chance(0.3) ? ", useBias = false" : "";
    define(
        choices.chance(0.5)
            ? "Bilinear(" + a.text() + ", " + b.text() + ", " + units + more + ")"
            : a.text() + " -> Bilinear(" + b.text() + ", " + units + more + ")",
        Shape.vector(units),
        5);
  }

  private void ofIndex() {
    if (indices.isEmpty()) {
      define(stages.pipe(vector(), 1, 2));
      return;
    }
    int which = choices.whole(0, indices.size() - 1);
    String index = indices.get(which);
    unused.remove(index);
    int count = counts.get(which);
    switch (choices.whole(0, 3)) {
      case 0 -> define("oneHot(" + index + ")", Shape.vector(count), 1);
      case 1 -> {
        Known a = vector();
        Known b = vector(a.length());
        String test = choices.pick(" == ", " < ", " >= ", " != ") + choices.whole(0, count - 1);
        define(
            "if " + index + test + " then " + a.text() + " else " + b.text(),
            a.shape(),
            Math.max(a.magnitude(), b.magnitude()));
      }
      default -> {
        int units = choices.length();
        define(index + " -> Embedding(" + units + ")", Shape.vector(units), 2);
      }
    }
  }

  /** Makes a matrix of a vector, or of other matrices. */
  private void matrix() {
    Known a = vector();
    int rows =
        choices.pick(
            IntStream.rangeClosed(1, a.length()).filter(r -> a.length() % r == 0).boxed().toList());
    int columns = a.length() / rows;
    Known m =
        define(
            "reshape(" + a.text() + ", " + rows + ", " + columns + ")",
            Shape.matrix(rows, columns),
            a.magnitude());
    if (choices.chance(0.5)) {
      product(m);
    } else if (choices.chance(0.6)) {
      ofMatrix();
    }
  }

  private void product(Known m) {
    unused.remove(m.text());
    int rows = m.shape().dimension(0);
    int columns = m.shape().dimension(1);
    String x = m.text();
    double most = Math.max(1, m.magnitude() * m.magnitude() * columns);
    Shape square = Shape.matrix(rows, rows);
    if (rows > 20) {
      define("transpose(" + x + ")", Shape.matrix(columns, rows), m.magnitude());
      return;
    }
    switch (choices.whole(0, 6)) {
      case 0 -> define("tanh(" + x + " @ transpose(" + x + "))", square, 1);
      case 1 -> define("softmax(" + x + " @ transpose(" + x + "))", square, 1);
      case 2 ->
          define("softmax(" + x + " @ transpose(" + x + ")) @ " + x, m.shape(), m.magnitude());
      case 3 -> define("logSoftmax(" + x + ")", m.shape(), m.magnitude() + 3);
      case 4 -> {
        Known v = vector(columns);
        define(x + " @ " + v.text() + " / " + columns, Shape.vector(rows), most);
      }
      case 5 -> {
        Known v = vector(rows);
        define(v.text() + " @ " + x + " / " + rows, Shape.vector(columns), most);
      }
      default -> define("transpose(" + x + " * 0.5)", Shape.matrix(columns, rows), m.magnitude());
    }
  }

  /** Makes vectors or scalars of a matrix, or another matrix. */
  private void ofMatrix() {
    if (!has(Known::isMatrix)) {
      matrix();
      return;
    }
    Known m = use(Known::isMatrix);
    int rows = m.shape().dimension(0);
    int columns = m.shape().dimension(1);
    String x = m.text();
    double most = m.magnitude();
    String reduction = choices.pick("mean", "maximum", "minimum", "variance", "logSumExp");
    switch (choices.whole(0, 7)) {
      case 0 -> define("flatten(" + x + ")", Shape.vector(rows * columns), most);
      case 1 -> define(x + "[" + choices.whole(0, rows - 1) + "]", Shape.vector(columns), most);
      case 2 -> {
        int from = choices.whole(0, columns - 1);
        int to = choices.whole(from + 1, columns);
        define(
            x + "[0.." + rows + ", " + from + ".." + to + "]", Shape.matrix(rows, to - from), most);
      }
      case 3 -> define(reduction + "(" + x + ", axis = 0)", Shape.vector(columns), most * most + 4);
      case 4 ->
          define(
              reduction + "(" + x + ", axis = " + choices.pick("1", "-1") + ")",
              Shape.vector(rows),
              most * most + 4);
      case 5 -> define("sum(" + x + ") / " + rows * columns, Shape.SCALAR, most);
      case 6 -> define("spread(mean(" + x + ", axis = 1), " + x + ") - " + x, m.shape(), 2 * most);
      default -> product(m);
    }
  }

  private void several() {
    Known a = vector();
    if (a.length() < 2) {
      define(stages.pipe(a, 1, 1));
      return;
    }
    int half = a.length() / 2;
    Known low = Known.vector(a.text() + "[0.." + half + "]", half, a.magnitude());
    define(stages.pipe(low, 1, 1));
    define(
        stages.pipe(
            Known.vector(
                a.text() + "[" + half + ".." + a.length() + "]", a.length() - half, a.magnitude()),
            0,
            1));
  }

  /** A vector of all that has no use yet. */
  Known rest() {
    List<String> parts = new ArrayList<>();
    double magnitude = 1;
    int length = 0;
    for (Known value : pool) {
      if (unused.contains(value.text())) {
        String text = value.isMatrix() ? "flatten(" + value.text() + ")" : value.text();
        // What is large tells the loss too much.
        parts.add(value.magnitude() > 6 ? "hardTanh(0.1 * " + text + ")" : text);
        length += value.length();
        magnitude = Math.max(magnitude, Math.min(6, value.magnitude()));
      }
    }
    for (int i = 0; i < indices.size(); i++) {
      if (unused.contains(indices.get(i))) {
        int units = choices.length();
        parts.add("(" + indices.get(i) + " -> Embedding(" + units + "))");
        length += units;
        magnitude = Math.max(magnitude, 2);
      }
    }
    if (parts.isEmpty()) {
      Known any = vector();
      parts.add(any.text());
      length = any.length();
      magnitude = any.magnitude();
    }
    unused.clear();
    statements.add("whole = concat(" + String.join(", ", parts) + ");");
    return Known.vector("whole", length, magnitude);
  }
}
