package dev.mlpc.compiler.generated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlpc.compiler.definition.InitializerDefinition;
import dev.mlpc.compiler.definition.NetworkDefinition;
import dev.mlpc.compiler.definition.OptimizerDefinition;
import dev.mlpc.compiler.definition.PortDefinition;
import dev.mlpc.compiler.definition.Precision;
import dev.mlpc.compiler.definition.RateDefinition;
import dev.mlpc.compiler.definition.TensorDefinition;
import dev.mlpc.compiler.definition.TrainingDefinition;
import dev.mlpc.compiler.diagnostic.Source;
import dev.mlpc.compiler.diagnostic.Span;
import dev.mlpc.compiler.emit.JavaEmitter;
import dev.mlpc.compiler.emit.JavaSource;
import dev.mlpc.compiler.graph.Graph;
import dev.mlpc.compiler.graph.GraphBuilder;
import dev.mlpc.compiler.graph.Op;
import dev.mlpc.compiler.graph.Origin;
import dev.mlpc.compiler.graph.TensorType;
import dev.mlpc.compiler.graph.Value;
import dev.mlpc.compiler.load.JavaCompilation;
import dev.mlpc.compiler.plan.Plan;
import dev.mlpc.compiler.plan.Planner;
import dev.mlpc.compiler.tensor.BinaryFunction;
import dev.mlpc.compiler.tensor.Reduction;
import dev.mlpc.compiler.tensor.Shape;
import dev.mlpc.runtime.Batch;
import dev.mlpc.runtime.Network;
import dev.mlpc.runtime.Trainer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A spec's words never become code: whatever they are, the class compiles without a warning, shows
 * the words as they were, and does what the graph says and nothing else.
 */
final class InjectionTest {
  private static final AtomicInteger INTRUSIONS = new AtomicInteger();

  /** What hostile texts try to call. */
  public static void intrude() {
    INTRUSIONS.incrementAndGet();
  }

  static Stream<String> hostileTexts() {
    String call = "dev.mlpc.compiler.generated.InjectionTest.intrude();";
    return Stream.of(
        "\"); " + call + " //",
        "\\\"); " + call + " //",
        "*/ static { " + call + " } /*",
        "\n static { " + call + " } //",
        "\r static { " + call + " } //",
        "\\u000a static { " + call + " } //",
        "\\uuu000a static { " + call + " } //",
        "\\\\u000a static { " + call + " } //",
        "\\u002a\\u002f static { " + call + " } /*",
        "\\u0022); " + call + " //",
        "\\u",
        "\\",
        "ends with \\",
        "$L $T $N $S $W $> $< $[ $] $$",
        "$1L $type:T",
        "{@code } <script> </b> & @param x @Override {@link Nothing} {@",
        "\u2028 static { " + call + " } //",
        "\u0000\u0007\u001b[31m",
        "\u202e" + call + "\u2066",
        "half of a character: \ud800",
        "two halves: \ud83d\ude00",
        "'\"`",
        "",
        " ");
  }

  static Stream<String> names() {
    return Stream.of(
        // Java's words
        "class",
        "int",
        "null",
        "true",
        "_",
        "var",
        "record",
        "yield",
        "enum",
        "assert",
        "goto",
        // java.lang, and what generated code imports
        "String",
        "Object",
        "Math",
        "Override",
        "Float",
        "System",
        "Arrays",
        "List",
        "Tensor",
        "Network",
        "Functions",
        "Checks",
        "Batch",
        "Workspace",
        "java",
        "dev",
        "org",
        // what generated code calls its own
        "Trainer",
        "Scratch",
        "n",
        "s",
        "i",
        "j",
        "k",
        "rate",
        "steps",
        "first",
        "from",
        "to",
        "whole",
        "scratch",
        "network",
        "tensors",
        "seed",
        "file",
        "inputs",
        "outputs",
        "targets",
        "workspace",
        "schedule",
        "capacity",
        "best",
        "total",
        "all",
        "index",
        "beta",
        "stream",
        "differentiated",
        "result",
        "sampleRows",
        "matrixRows",
        "predict",
        "step",
        "loss",
        "run",
        "runStep",
        "create",
        "load",
        "x0",
        "w0",
        "y0",
        "sum",
        "row",
        "key",
        "correction",
        "SIGNATURE",
        "SETTINGS",
        "LABELS",
        "toString",
        "wait",
        "signature",
        "grow",
        "reserve");
  }

  @ParameterizedTest
  @MethodSource("hostileTexts")
  void texts_stayTexts(String text) {
    use(definition("com.acme", "Victim", "x", "p", "hidden", text));
  }

  @ParameterizedTest
  @MethodSource("hostileTexts")
  void namesOfValues_becomeIdentifiers(String text) {
    use(definition("com.acme", "Victim", text + "in", text + "out", text + "inside", "text"));
  }

  @ParameterizedTest
  @MethodSource("names")
  void names_collideWithNothing(String name) {
    use(definition("com.acme", "Victim", name, "p", "hidden", "text"));
    use(definition("com.acme", "Victim", "x", name, "hidden", "text"));
    use(definition("com.acme", "Victim", "x", "p", name, "text"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "String",
        "Object",
        "Math",
        "Override",
        "Float",
        "System",
        "Arrays",
        "List",
        "Tensor",
        "Network",
        "Trainer",
        "Scratch",
        "Functions",
        "Checks",
        "Batch",
        "Workspace",
        "Deprecated",
        "Integer",
        "IllegalArgumentException",
        "Layout",
        "Signature",
        "n",
        "s",
        "x",
        "p",
        "hidden"
      })
  void classNames_collideWithNothing(String name) {
    use(definition("com.acme", name, "x", "p", "hidden", "text"));
    use(definition("", name, "x", "p", "hidden", "text"));
  }

  private static void use(NetworkDefinition definition) {
    Planner.Graphs graphs =
        new Planner.Graphs(
            definition.inference(),
            definition
                .training()
                .map(
                    training ->
                        new Planner.TrainingGraphs(
                            ProductsTest.withSgd(training.loss()),
                            training.evaluation(),
                            List.of(),
                            Optional.empty())));
    Plan plan = Planner.plan(definition, GeneratedNetworks.expand(graphs), Precision.F32);
    JavaSource source = JavaEmitter.emit(plan);
    JavaCompilation.compile(
        Map.of(source.className(), source.text()),
        List.of("-Xlint:all", "-Xdoclint:all/protected", "-Werror"));
    int before = INTRUSIONS.get();
    Network network = GeneratedNetworks.load(plan);
    PortDefinition in = definition.inputs().get(0);
    PortDefinition out = definition.outputs().get(0);
    assertThat(network.signature().inputs().get(0).name()).isEqualTo(in.name());
    assertThat(network.signature().outputs().get(0).name()).isEqualTo(out.name());
    assertThat(network.signature().outputs().get(0).labels()).isEqualTo(out.labels());
    assertThat(network.tensors().get(0).name()).isEqualTo(definition.tensors().get(0).name());
    network.tensors().get(0).set(new float[] {1, 2, 3, 4});
    Batch x = new Batch(network.signature().inputs(), 1);
    x.resize(1);
    x.floats(0)[0] = 1;
    x.floats(0)[1] = -1;
    Batch p = new Batch(network.signature().outputs(), 1);
    network.predict(x, p, network.newWorkspace());
    assertThat(p.floats(0)).containsExactly(-1, -1);
    Trainer trainer = network.newTrainer();
    Batch nothing = new Batch(network.signature().targets(), 1);
    nothing.resize(1);
    assertThat(trainer.step(x, nothing)).isEqualTo(2);
    assertThat(INTRUSIONS.get()).isEqualTo(before);
  }

  /** y = W x, with a loss of Σ y². */
  private static NetworkDefinition definition(
      String packageName, String name, String in, String out, String value, String text) {
    Span span = new Span(new Source("a/" + text + ".mlp", text), 0, text.length());
    Origin origin = new Origin(value, Optional.of(span), Origin.Role.NAMED);
    Shape two = Shape.vector(2);
    GraphBuilder graph = new GraphBuilder();
    Value x = graph.leaf(new Op.Input(in), TensorType.real(two, true), origin);
    Value w =
        graph.leaf(
            new Op.Parameter(value + ".weight"),
            TensorType.real(Shape.matrix(2, 2), false),
            origin);
    Value y = graph.add(new Op.MatMul(w, x), origin);
    graph.output(out, y);
    Graph inference = graph.build();
    Value square = graph.add(new Op.Binary(BinaryFunction.MULTIPLY, y, y), origin);
    Value sum = graph.add(new Op.Reduce(Reduction.SUM, square, 0), origin);
    Value loss = graph.add(new Op.SumOverBatch(sum), origin);
    Graph training = new Graph(graph.build().nodes(), java.util.Map.of("loss", loss), List.of());
    InitializerDefinition zeros =
        new InitializerDefinition(InitializerDefinition.Kind.ZEROS, List.of(), 2, 2);
    return new NetworkDefinition(
        packageName,
        name,
        Optional.of(text),
        Precision.F32,
        List.of(port(in, List.of(), text, span)),
        List.of(port(out, List.of(text, text + "!"), text, span)),
        List.of(new TensorDefinition(value + ".weight", true, Shape.matrix(2, 2), zeros, span)),
        inference,
        List.of(),
        Optional.of(
            new TrainingDefinition(
                List.of(),
                training,
                training,
                new OptimizerDefinition.Sgd(RateDefinition.constant(0.1), 0, false, 0),
                Optional.empty(),
                OptionalDouble.empty(),
                1,
                1,
                0,
                false,
                OptionalInt.empty(),
                Optional.empty(),
                List.of())),
        Optional.empty(),
        span);
  }

  private static PortDefinition port(String name, List<String> labels, String text, Span span) {
    return new PortDefinition(
        name, PortDefinition.Kind.REAL, Shape.vector(2), 0, labels, Optional.of(text), span);
  }
}
