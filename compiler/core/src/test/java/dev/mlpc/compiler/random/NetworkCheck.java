package dev.mlpc.compiler.random;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlpc.compiler.Compiler;
import dev.mlpc.compiler.StageListener.Stage;
import dev.mlpc.compiler.definition.Precision;
import dev.mlpc.compiler.definition.TensorDefinition;
import dev.mlpc.compiler.definition.TrainingDefinition;
import dev.mlpc.compiler.graph.Draws;
import dev.mlpc.compiler.graph.Graph;
import dev.mlpc.compiler.graph.GraphInterpreter;
import dev.mlpc.compiler.graph.Leaves;
import dev.mlpc.compiler.graph.Node;
import dev.mlpc.compiler.graph.Op;
import dev.mlpc.compiler.random.RandomTraining.Wanted;
import dev.mlpc.runtime.Batch;
import dev.mlpc.runtime.Differentiable;
import dev.mlpc.runtime.Network;
import dev.mlpc.runtime.Tensor;
import dev.mlpc.runtime.Trainer;
import dev.mlpc.runtime.file.Parameters;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.LongFunction;

/** What must hold of one random network, from its text to its steps. */
final class NetworkCheck {
  /** For rates that depend on the length of the run. */
  private static final int STEPS_PLANNED = 20;

  private final RandomNetwork random;
  private final Tally tally;
  private final Stages stages;
  private final TrainingDefinition training;
  private final LongFunction<Network> create;
  private final Network network;
  private final SplittableRandom numbers;
  private final boolean single;

  private NetworkCheck(RandomNetwork random, Tally tally) {
    this.random = random;
    this.tally = tally;
    this.stages = new Stages(random.text(), random.seed() % 2 == 0);
    this.training = stages.definition().training().orElseThrow();
    this.create = Compiler.load(stages.network());
    this.network = create.apply(random.seed());
    this.numbers = new SplittableRandom(~random.seed());
    this.single = stages.definition().precision() == Precision.F32;
  }

  /** Checks all that must hold; throws what does not. */
  static void check(RandomNetwork random, Tally tally) throws Exception {
    TextCheck.check(random.text());
    NetworkCheck check = new NetworkCheck(random, tally);
    check.disturb();
    for (int samples : new int[] {1, 5}) {
      check.predictions(samples);
    }
    check.savedAndLoaded();
    int samples = check.numbers.nextInt(2, 6);
    check.gradients(samples);
    check.steps(samples);
    if (check.stages.network().javaSource().contains("for (int j = ")) {
      tally.looped.increment();
    }
    tally.networks.increment();
  }

  /** Moves all parameters off their initial values, of which many are the same or zero. */
  private void disturb() {
    for (Tensor tensor : network.tensors()) {
      double[] values = tensor.toDoubles();
      boolean learned = definition(tensor).learned();
      for (int i = 0; i < values.length; i++) {
        values[i] += learned ? real(-0.1, 0.1) : real(0.1, 0.6);
      }
      tensor.set(values);
    }
  }

  private TensorDefinition definition(Tensor tensor) {
    return stages.definition().tensors().stream()
        .filter(definition -> definition.name().equals(tensor.name()))
        .findFirst()
        .orElseThrow();
  }

  private double real(double least, double most) {
    return numbers.nextDouble(least, most);
  }

  private Batch inputs(int samples) {
    Batch batch = new Batch(network.signature().inputs(), samples);
    batch.resize(samples);
    for (int port = 0; port < batch.ports().size(); port++) {
      int classes = batch.ports().get(port).classes();
      int length = samples * batch.ports().get(port).width();
      for (int i = 0; i < length; i++) {
        put(batch, port, i, classes > 0 ? numbers.nextInt(classes) : real(-1, 1));
      }
    }
    return batch;
  }

  private Batch targets(int samples) {
    Batch batch = new Batch(network.signature().targets(), samples);
    batch.resize(samples);
    for (int port = 0; port < batch.ports().size(); port++) {
      Wanted wanted = Objects.requireNonNull(random.wanted().get(batch.ports().get(port).name()));
      int width = batch.ports().get(port).width();
      for (int s = 0; s < samples; s++) {
        double[] elements = new double[width];
        for (int i = 0; i < width; i++) {
          elements[i] = target(wanted, batch.ports().get(port).classes());
        }
        double sum = wanted == Wanted.DISTRIBUTIONS ? Arrays.stream(elements).sum() : 1;
        for (int i = 0; i < width; i++) {
          put(batch, port, s * width + i, elements[i] / sum);
        }
      }
    }
    return batch;
  }

  private double target(Wanted wanted, int classes) {
    return switch (wanted) {
      case REALS -> real(-1, 1);
      case SIGNS -> numbers.nextBoolean() ? 1 : -1;
      case COUNTS -> numbers.nextInt(6);
      case PROBABILITIES, DISTRIBUTIONS -> real(0, 1);
      case CLASSES -> numbers.nextInt(classes);
    };
  }

  private static void put(Batch batch, int port, int i, double value) {
    switch (batch.ports().get(port).kind()) {
      case F32 -> batch.floats(port)[i] = (float) value;
      case F64 -> batch.doubles(port)[i] = value;
      case INDEX, CLASS -> batch.indices(port)[i] = (int) value;
    }
  }

  private static double[] numbers(Batch batch, int port) {
    double[] result = new double[batch.size() * batch.ports().get(port).width()];
    Arrays.setAll(result, i -> batch.number(port, i));
    return result;
  }

  /** What the network holds now, with these inputs. */
  private Leaves leaves(Batch inputs) {
    Leaves leaves = Leaves.ofBatch(inputs.size());
    for (int port = 0; port < inputs.ports().size(); port++) {
      leaves = leaves.with(new Op.Input(inputs.ports().get(port).name()), numbers(inputs, port));
    }
    for (Tensor tensor : network.tensors()) {
      leaves = leaves.with(leaf(tensor), tensor.toDoubles());
    }
    return leaves;
  }

  /** What the network and its trainer hold now, with these inputs and targets, in the next step. */
  private Leaves leaves(Batch inputs, Batch targets, Trainer trainer) {
    Leaves leaves = leaves(inputs);
    for (int port = 0; port < targets.ports().size(); port++) {
      leaves = leaves.with(new Op.Target(targets.ports().get(port).name()), numbers(targets, port));
    }
    for (Node node : stages.step().nodes()) {
      if (node.op() instanceof Op.Slot slot) {
        leaves = leaves.with(slot, slot(trainer, slot).toDoubles());
      }
    }
    long step = trainer.steps() + 1;
    return leaves
        .withStep(step)
        .withRate(trainer.rate())
        .withDraws(single ? Draws.f32(training.seed(), step) : Draws.f64(training.seed(), step));
  }

  private static Tensor slot(Trainer trainer, Op.Slot slot) {
    return trainer.state().stream()
        .filter(state -> state.name().equals(slot.parameter() + "." + slot.kind()))
        .findFirst()
        .orElseThrow();
  }

  private Op.Leaf leaf(Tensor tensor) {
    return definition(tensor).learned()
        ? new Op.Parameter(tensor.name())
        : new Op.State(tensor.name());
  }

  private Comparison comparison(Graph derived, Stage stage, Leaves leaves) {
    return new Comparison(derived, stages.rewritten(stage), leaves, single, tally);
  }

  private Batch predict(Network of, Batch inputs) {
    Batch outputs = new Batch(of.signature().outputs(), inputs.size());
    of.predict(inputs, outputs, of.newWorkspace());
    assertThat(outputs.size()).isEqualTo(inputs.size());
    return outputs;
  }

  private void predictions(int samples) {
    Batch inputs = inputs(samples);
    Batch outputs = predict(network, inputs);
    Comparison comparison =
        comparison(stages.definition().inference(), Stage.INFERENCE, leaves(inputs));
    for (int port = 0; port < outputs.ports().size(); port++) {
      comparison.output(outputs.ports().get(port).name(), numbers(outputs, port));
    }
  }

  private void savedAndLoaded() throws Exception {
    Network other = create.apply(random.seed() + 1);
    Path file = Files.createTempFile("random", ".safetensors");
    try {
      Parameters.save(network, file);
      Parameters.load(other, file);
    } finally {
      Files.delete(file);
    }
    for (int i = 0; i < network.tensors().size(); i++) {
      assertThat(other.tensors().get(i).toDoubles())
          .as("%s after loading", network.tensors().get(i).name())
          .containsExactly(network.tensors().get(i).toDoubles());
    }
    Batch inputs = inputs(3);
    Batch expected = predict(network, inputs);
    Batch actual = predict(other, inputs);
    for (int port = 0; port < expected.ports().size(); port++) {
      assertThat(numbers(actual, port))
          .as("%s after loading", expected.ports().get(port).name())
          .containsExactly(numbers(expected, port));
    }
  }

  private Trainer newTrainer() {
    Trainer trainer = network.newTrainer();
    trainer.planSteps(STEPS_PLANNED);
    return trainer;
  }

  private void gradients(int samples) {
    Batch inputs = inputs(samples);
    Batch targets = targets(samples);
    Trainer trainer = newTrainer();
    Leaves leaves = leaves(inputs, targets, trainer);
    if (trainer instanceof Differentiable generated) {
      double loss = generated.differentiate(inputs, targets);
      Comparison comparison = comparison(stages.gradients(), Stage.GRADIENTS, leaves);
      comparison.output("loss", loss);
      for (Tensor gradient : generated.parameterGradients()) {
        comparison.output("gradient." + gradient.name(), gradient.toDoubles());
      }
      for (Tensor gradient : generated.inputGradients()) {
        comparison.output("gradient." + gradient.name(), gradient.toDoubles());
      }
    }
    Slopes slopes = new Slopes(training.loss(), "loss", leaves);
    GraphInterpreter derived = new GraphInterpreter(stages.gradients(), leaves);
    for (String name : stages.gradients().outputs().keySet()) {
      if (name.startsWith("gradient.")) {
        slope(slopes, leaf(name.substring("gradient.".length())), name, derived.output(name));
      }
    }
    Comparison evaluation = comparison(training.evaluation(), Stage.EVALUATION, leaves);
    evaluation.output("loss", trainer.loss(inputs, targets));
  }

  private Op.Leaf leaf(String name) {
    return network.tensors().stream().anyMatch(tensor -> tensor.name().equals(name))
        ? new Op.Parameter(name)
        : new Op.Input(name);
  }

  /** Along a random direction the loss changes as the gradient says. */
  private void slope(Slopes slopes, Op.Leaf leaf, String name, double[] gradient) {
    double[] direction = new double[gradient.length];
    double derived = 0;
    double scale = 0;
    for (int i = 0; i < direction.length; i++) {
      direction[i] = (numbers.nextBoolean() ? 1 : -1) * real(0.5, 1.5);
      derived += gradient[i] * direction[i];
      scale += Math.abs(gradient[i] * direction[i]);
    }
    double slope = derived;
    double allowed = 1e-6 * scale;
    // A difference that errs by more tells nothing: of a loss of millions, rounding leaves little.
    double most = Math.max(1e-4 * scale, 1e-7);
    List<Slopes.Slope> tried = new ArrayList<>();
    boolean agrees =
        slopes
            .along(leaf, direction)
            .filter(one -> one.error() <= most)
            .peek(tried::add)
            .anyMatch(one -> Math.abs(one.value() - slope) <= allowed + one.error());
    tally.directions.count(tried.isEmpty());
    if (tried.isEmpty()) {
      return;
    }
    assertThat(agrees)
        .as("%s: %s by the derivation; allowed %s; measured %s", name, slope, allowed, tried)
        .isTrue();
  }

  /** Two steps, each from what the one before left. */
  private void steps(int samples) {
    Trainer trainer = newTrainer();
    for (int i = 0; i < 2; i++) {
      Batch inputs = inputs(samples);
      Batch targets = targets(samples);
      Comparison comparison =
          comparison(stages.step(), Stage.STEP, leaves(inputs, targets, trainer));
      comparison.output("loss", trainer.step(inputs, targets));
      for (Tensor tensor : network.tensors()) {
        assertThat(tensor.isFinite()).as("%s is finite", tensor.name()).isTrue();
        comparison.leaf(leaf(tensor), tensor.toDoubles());
      }
      for (Node node : stages.step().nodes()) {
        if (node.op() instanceof Op.Slot slot) {
          comparison.leaf(slot, slot(trainer, slot).toDoubles());
        }
      }
    }
  }
}
