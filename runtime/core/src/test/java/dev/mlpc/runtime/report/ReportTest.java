package dev.mlpc.runtime.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlpc.runtime.Batch;
import dev.mlpc.runtime.Figure;
import dev.mlpc.runtime.FigureRequest;
import dev.mlpc.runtime.Port;
import dev.mlpc.runtime.Signature;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Against figures.properties, which figures.py beside it computes with scikit-learn. */
class ReportTest {
  private static final Properties KNOWN = known();

  private static Properties known() {
    Properties properties = new Properties();
    try (InputStreamReader file =
        new InputStreamReader(
            Objects.requireNonNull(ReportTest.class.getResourceAsStream("figures.properties")),
            StandardCharsets.UTF_8)) {
      properties.load(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return properties;
  }

  private static double[] numbers(String name) {
    String text = Objects.requireNonNull(KNOWN.getProperty(name), name);
    return Arrays.stream(text.split(" ", -1)).mapToDouble(Double::parseDouble).toArray();
  }

  private static Port real(String name, int width) {
    return new Port(name, Port.Kind.F64, width == 1 ? List.of() : List.of(width), 0, List.of());
  }

  private static Port classes(int classes) {
    return new Port("y", Port.Kind.CLASS, List.of(), classes, List.of());
  }

  private static Signature signature(Port output, Port target) {
    return new Signature("N", "f", List.of(), List.of(output), List.of(target));
  }

  private static Batch batch(Port port, double[] values) {
    int size = values.length / port.width();
    Batch batch = new Batch(List.of(port), size);
    batch.resize(size);
    for (int i = 0; i < values.length; i++) {
      switch (port.kind()) {
        case F32 -> batch.floats(0)[i] = (float) values[i];
        case F64 -> batch.doubles(0)[i] = values[i];
        case INDEX, CLASS -> batch.indices(0)[i] = (int) values[i];
      }
    }
    return batch;
  }

  /** The figures of predictions that come in batches of that many samples. */
  private static Figures figures(
      Port output, double[] outputs, Port target, double[] targets, int step, FigureRequest... of) {
    Report report = new Report(signature(output, target), List.of(of));
    Batch allOutputs = batch(output, outputs);
    Batch allTargets = batch(target, targets);
    for (int from = 0; from < allOutputs.size(); from += step) {
      int n = Math.min(step, allOutputs.size() - from);
      Batch someOutputs = new Batch(List.of(output), step);
      Batch someTargets = new Batch(List.of(target), step);
      someOutputs.copyRange(allOutputs, from, n);
      someTargets.copyRange(allTargets, from, n);
      report.add(someOutputs, someTargets);
    }
    return report.figures();
  }

  private static FigureRequest request(Figure figure) {
    return new FigureRequest(figure, 0, 0, 0);
  }

  private static double value(
      Figure figure, Port output, double[] outputs, Port target, double... targets) {
    return figures(output, outputs, target, targets, 7, request(figure)).values().get(0).value();
  }

  @ParameterizedTest
  @CsvSource({
    "probability, 1, 2, accuracy",
    "probability, 1, 2, precision",
    "probability, 1, 2, recall",
    "probability, 1, 2, f1",
    "probability, 1, 2, auc",
    "two, 2, 2, accuracy",
    "two, 2, 2, precision",
    "two, 2, 2, recall",
    "two, 2, 2, f1",
    "two, 2, 2, auc",
    "four, 4, 4, accuracy",
    "four, 4, 4, precision",
    "four, 4, 4, recall",
    "four, 4, 4, f1",
    "gaps, 5, 5, accuracy",
    "gaps, 5, 5, precision",
    "gaps, 5, 5, recall",
    "gaps, 5, 5, f1",
    "eighths, 3, 3, auc"
  })
  void classFigures_areScikitLearns(String data, int width, int classes, String figure) {
    double[] outputs = numbers(data + ".output");
    double[] targets = numbers(data + ".target");
    double expected = numbers(data + "." + figure)[0];
    FigureRequest request = request(Figure.valueOf(figure.toUpperCase(java.util.Locale.ROOT)));
    Port output = real("p", width);
    for (int step : new int[] {1, 7, 1000}) {
      Figures found = figures(output, outputs, classes(classes), targets, step, request);
      assertThat(found.value(figure).orElseThrow()).isCloseTo(expected, Offset.offset(1e-14));
    }
  }

  @ParameterizedTest
  @CsvSource({"four, 4", "gaps, 5"})
  void topK_isScikitLearns(String data, int classes) {
    Figures found =
        figures(
            real("p", classes),
            numbers(data + ".output"),
            classes(classes),
            numbers(data + ".target"),
            7,
            new FigureRequest(Figure.TOP_K, 1, 0, 0),
            new FigureRequest(Figure.TOP_K, 2, 0, 0),
            new FigureRequest(Figure.TOP_K, classes, 0, 0));
    assertThat(found.value("topK(1)")).hasValue(numbers(data + ".accuracy")[0]);
    assertThat(found.value("topK(2)").orElseThrow())
        .isCloseTo(numbers(data + ".topK2")[0], Offset.offset(1e-15));
    assertThat(found.value("topK(" + classes + ")")).hasValue(1);
  }

  @ParameterizedTest
  @CsvSource({"probability, 1, 2", "two, 2, 2", "four, 4, 4", "gaps, 5, 5"})
  void confusion_isScikitLearns(String data, int width, int classes) {
    Figures found =
        figures(
            real("p", width),
            numbers(data + ".output"),
            classes(classes),
            numbers(data + ".target"),
            7,
            request(Figure.CONFUSION));
    assertThat(found.values()).isEmpty();
    assertThat(found.confusions().get(0).name()).isEqualTo("confusion");
    assertThat(found.confusions().get(0).counts().stream().flatMap(List::stream))
        .containsExactlyElementsOf(
            Arrays.stream(numbers(data + ".confusion")).mapToObj(x -> (long) x).toList());
  }

  @ParameterizedTest
  @CsvSource({"scalar, 1", "vector, 3", "constant, 2"})
  void errors_areScikitLearns(String data, int width) {
    Figures found =
        figures(
            real("y", width),
            numbers(data + ".output"),
            real("t", width),
            numbers(data + ".target"),
            7,
            request(Figure.RMSE),
            request(Figure.MAE),
            request(Figure.R2));
    for (String figure : List.of("rmse", "mae", "r2")) {
      assertThat(found.value(figure).orElseThrow())
          .isCloseTo(numbers(data + "." + figure)[0], Offset.offset(1e-12));
    }
  }

  @Test
  void aRealTarget_isAClassLikeAnOutput() {
    double[] probabilities = {0.5, 0.49, 0.9, 0.1};
    assertThat(value(Figure.ACCURACY, real("p", 1), probabilities, real("t", 1), 1, 1, 1, 0))
        .isEqualTo(0.75);
    double[] scores = {1, 2, 3, 3, 2, 1};
    assertThat(value(Figure.ACCURACY, real("p", 3), scores, real("t", 3), 0, 0, 1, 0, 1, 0))
        .isEqualTo(0.5);
  }

  @Test
  void floats_areTakenAsDoublesAre() {
    Port output = new Port("p", Port.Kind.F32, List.of(2), 0, List.of());
    assertThat(value(Figure.ACCURACY, output, new double[] {1, 2, 2, 1}, classes(2), 1, 1))
        .isEqualTo(0.5);
  }

  @Test
  void aClass_isANumberToErrors() {
    assertThat(value(Figure.MAE, real("y", 1), new double[] {1.5, 2}, classes(5), 4, 2))
        .isEqualTo(1.25);
  }

  @Test
  void ofEqualScores_theFirstClassIsTaken() {
    double[] scores = {1, 1, 1, 0, 1, 1};
    assertThat(value(Figure.ACCURACY, real("p", 3), scores, classes(3), 0, 1)).isEqualTo(1);
    Figures top =
        figures(
            real("p", 3),
            new double[] {1, 1, 1, 1, 1, 1},
            classes(3),
            new double[] {1, 2},
            7,
            new FigureRequest(Figure.TOP_K, 2, 0, 0));
    assertThat(top.value("topK(2)")).hasValue(0.5);
  }

  @Test
  void auc_countsTiesHalf() {
    double[] same = {0.3, 0.3, 0.3, 0.3};
    assertThat(value(Figure.AUC, real("p", 1), same, classes(2), 0, 1, 1, 0)).isEqualTo(0.5);
    double[] zeros = {0.0, -0.0};
    assertThat(value(Figure.AUC, real("p", 1), zeros, classes(2), 1, 0)).isEqualTo(0.5);
    double[] perfect = {0.1, 0.2, 0.8, 0.9};
    assertThat(value(Figure.AUC, real("p", 1), perfect, classes(2), 0, 0, 1, 1)).isEqualTo(1);
    assertThat(value(Figure.AUC, real("p", 1), perfect, classes(2), 1, 1, 0, 0)).isZero();
  }

  @Test
  void auc_ofLogitsIsThatOfTheirProbabilities() {
    double[] logits = numbers("two.output");
    double[] probabilities = new double[logits.length];
    for (int i = 0; i < logits.length; i += 2) {
      double sum = Math.exp(logits[i]) + Math.exp(logits[i + 1]);
      probabilities[i] = Math.exp(logits[i]) / sum;
      probabilities[i + 1] = Math.exp(logits[i + 1]) / sum;
    }
    assertThat(value(Figure.AUC, real("p", 2), probabilities, classes(2), numbers("two.target")))
        .isEqualTo(numbers("two.auc")[0]);
  }

  @Test
  void auc_ofASingleClassIsNotDefined() {
    double[] scores = {0.1, 0.9};
    assertThat(value(Figure.AUC, real("p", 1), scores, classes(2), 1, 1)).isNaN();
    assertThat(value(Figure.AUC, real("p", 1), scores, classes(2), 0, 0)).isNaN();
  }

  @Test
  void auc_leavesOutAClassThatNoSampleHas() {
    double[] scores = {0.7, 0.2, 0.1, 0.3, 0.6, 0.1};
    assertThat(value(Figure.AUC, real("p", 3), scores, classes(3), 0, 1)).isEqualTo(1);
  }

  @Test
  void r2_takesTwoSamplesAndMayBeNegative() {
    assertThat(value(Figure.R2, real("y", 1), new double[] {1}, real("t", 1), 1)).isNaN();
    assertThat(value(Figure.R2, real("y", 1), new double[] {3, 1}, real("t", 1), 1, 3))
        .isEqualTo(-3);
    assertThat(value(Figure.R2, real("y", 1), new double[] {5, 5}, real("t", 1), 5, 5))
        .isEqualTo(1);
    assertThat(value(Figure.R2, real("y", 1), new double[] {5, 6}, real("t", 1), 5, 5)).isZero();
  }

  @ParameterizedTest
  @EnumSource(names = "CONFUSION", mode = EnumSource.Mode.EXCLUDE)
  void aNaN_isNeverHidden(Figure figure) {
    FigureRequest request = new FigureRequest(figure, figure == Figure.TOP_K ? 1 : 0, 0, 0);
    boolean error = List.of(Figure.RMSE, Figure.MAE, Figure.R2).contains(figure);
    Figures found =
        figures(
            real("p", 1),
            new double[] {0.1, Double.NaN, 0.7},
            error ? real("t", 1) : classes(2),
            new double[] {0, 1, 1},
            7,
            request);
    assertThat(found.values().get(0).value()).isNaN();
  }

  @ParameterizedTest
  @EnumSource(names = "CONFUSION", mode = EnumSource.Mode.EXCLUDE)
  void ofNothing_noFigureIsDefined(Figure figure) {
    FigureRequest request = new FigureRequest(figure, figure == Figure.TOP_K ? 1 : 0, 0, 0);
    Report report = new Report(signature(real("p", 1), classes(2)), List.of(request));
    assertThat(report.figures().values().get(0).value()).isNaN();
  }

  @ParameterizedTest
  @EnumSource
  void reset_forgetsEverything(Figure figure) {
    FigureRequest request = new FigureRequest(figure, figure == Figure.TOP_K ? 1 : 0, 0, 0);
    Port output = real("p", 1);
    Report report = new Report(signature(output, classes(2)), List.of(request));
    Batch targets = batch(classes(2), new double[] {0, 1, 1});
    Batch outputs = batch(output, new double[] {0.2, 0.4, 0.6});
    report.add(outputs, targets);
    Figures first = report.figures();
    report.add(batch(output, new double[] {0.9, Double.NaN, 0.1}), targets);
    report.reset();
    report.add(outputs, targets);
    assertThat(report.figures()).isEqualTo(first);
  }

  @Test
  void names_tellOutputsApartWhereThereAreSeveral() {
    Signature two =
        new Signature(
            "N",
            "f",
            List.of(),
            List.of(real("p", 3), real("q", 1)),
            List.of(classes(3), real("t", 1)));
    Report report =
        new Report(
            two,
            List.of(
                new FigureRequest(Figure.TOP_K, 2, 0, 0),
                new FigureRequest(Figure.MAE, 0, 1, 1),
                new FigureRequest(Figure.CONFUSION, 0, 0, 0)));
    assertThat(report.figures().values().stream().map(FigureValue::name))
        .containsExactly("topK(p, y, 2)", "mae(q, t)");
    assertThat(report.figures().confusions().get(0).name()).isEqualTo("confusion(p, y)");
    assertThat(report.figures().value("mae")).isEmpty();
    Report one = new Report(two, List.of(new FigureRequest(Figure.MAE, 0, 1, 1)));
    assertThat(one.figures().values().get(0).name()).isEqualTo("mae");
  }

  @Test
  void labels_areThoseOfTheTargetOrTheOutputOrNumbers() {
    List<String> names = List.of("no", "yes");
    Port labelled = new Port("y", Port.Kind.CLASS, List.of(), 2, names);
    Port scores = new Port("p", Port.Kind.F64, List.of(2), 0, names);
    assertThat(labels(real("p", 1), labelled)).isEqualTo(names);
    assertThat(labels(scores, classes(2))).isEqualTo(names);
    assertThat(labels(real("p", 2), classes(2))).containsExactly("0", "1");
  }

  private static List<String> labels(Port output, Port target) {
    Report report = new Report(signature(output, target), List.of(request(Figure.CONFUSION)));
    return report.figures().confusions().get(0).labels();
  }

  @Test
  void whatDoesNotSuitAFigure_isRefused() {
    assertThatThrownBy(
            () -> new Report(signature(real("p", 3), classes(4)), List.of(request(Figure.F1))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("f1: output p tells 3 classes apart, but target y has 4");
    assertThatThrownBy(
            () -> new Report(signature(real("p", 3), real("t", 2)), List.of(request(Figure.MAE))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("mae: output p has 3 elements, but target t has 2");
    assertThatThrownBy(
            () -> new Report(signature(real("p", 3), classes(3)), List.of(request(Figure.TOP_K))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("topK of 0");
    Report report =
        new Report(signature(real("p", 3), classes(3)), List.of(request(Figure.ACCURACY)));
    Batch outputs = batch(real("p", 3), new double[6]);
    assertThatThrownBy(() -> report.add(outputs, batch(classes(3), new double[1])))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("2 predictions, but 1 targets");
    assertThatThrownBy(() -> report.add(outputs, batch(classes(3), new double[] {0, 3})))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("y[1] is 3, but must be 0 to 2");
  }
}
