package dev.mlpc.cli;

import dev.mlpc.cli.Stopwatch.Time;
import dev.mlpc.compiler.CompiledNetwork;
import dev.mlpc.compiler.Compiler;
import dev.mlpc.compiler.Summary;
import dev.mlpc.runtime.Batch;
import dev.mlpc.runtime.Network;
import dev.mlpc.runtime.Signature;
import dev.mlpc.runtime.Team;
import dev.mlpc.runtime.Trainer;
import dev.mlpc.runtime.Workspace;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.LongFunction;

/**
 * What was measured of a network, on random samples.
 *
 * @param batch samples of a batch
 * @param threads that share the work; one where the network is too small
 * @param loadSeconds javac's work and the definition of the classes
 * @param firstCallSeconds from there, with the class's initialisation, to the first prediction done
 * @param one a prediction of one sample
 * @param oneSlow what 99 of 100 single predictions of one sample do not exceed, in nanoseconds
 * @param whole a prediction of the batch
 * @param step a step with the batch; empty without a {@code train} block
 * @param peak what fused multiply-adds reach at most, in GFLOP/s; empty where that is not known
 * @param vectorBits the width of the vectors that reach it
 */
record Benchmark(
    CompiledNetwork network,
    int batch,
    int threads,
    String kernels,
    double loadSeconds,
    double firstCallSeconds,
    Cost one,
    double oneSlow,
    Cost whole,
    Optional<Cost> step,
    OptionalDouble peak,
    OptionalInt vectorBits) {

  private static final String VECTOR_MODULE = "jdk.incubator.vector";
  private static final long SEED = 1;

  /**
   * A rate at which parameters stay what they are, but for their last digits: thousands of steps
   * with one batch at the spec's rate would lead to numbers that training does not see.
   */
  private static final double STANDSTILL = 1e-6;

  /**
   * What one call takes.
   *
   * @param time of a call
   * @param samples that it works on
   * @param flops floating-point operations of a call
   * @param allocated bytes, by a call
   */
  record Cost(Time time, int samples, long flops, long allocated) {

    /** Billions of floating-point operations a second. */
    double gigaflops() {
      return flops / time.median();
    }

    double samplesPerSecond() {
      return samples * 1e9 / time.median();
    }
  }

  /**
   * Measures a network.
   *
   * @param batch samples of a batch
   * @param team who may share the work
   * @throws ArithmeticException if the batch is more than an array can hold
   */
  static Benchmark of(CompiledNetwork network, int batch, Team team, Stopwatch stopwatch) {
    long start = System.nanoTime();
    LongFunction<Network> factory = Compiler.load(network);
    long loaded = System.nanoTime();
    Network made = factory.apply(SEED);
    long creation = System.nanoTime() - loaded;

    Signature signature = made.signature();
    RandomBatch random = new RandomBatch(SEED);
    Batch inputs = random.inputs(signature.inputs(), batch);
    Batch outputs = new Batch(signature.outputs(), batch);
    Batch single = new Batch(signature.inputs(), 1);
    single.copyRange(inputs, 0, 1);
    Batch singleOutput = new Batch(signature.outputs(), 1);

    long first = System.nanoTime();
    Workspace workspace = made.newWorkspace(team);
    made.predict(single, singleOutput, workspace);
    long firstCall = creation + System.nanoTime() - first;

    Optional<Trainer> trainer =
        network.definition().training().map(training -> made.newTrainer(team));
    trainer.ifPresent(present -> prepare(present, inputs));
    Repeated predictOne =
        calls -> {
          for (int i = 0; i < calls; i++) {
            made.predict(single, singleOutput, workspace);
          }
        };
    Repeated predictWhole =
        calls -> {
          for (int i = 0; i < calls; i++) {
            made.predict(inputs, outputs, workspace);
          }
        };
    Summary summary = network.summary();
    long forward = summary.forwardFlops();
    Cost one = cost(predictOne, 1, forward, stopwatch);
    double oneSlow = stopwatch.slowestButOnePercent(predictOne);
    Cost whole = cost(predictWhole, batch, forward, stopwatch);
    Optional<Cost> step =
        trainer.map(
            present ->
                cost(
                    steps(present, inputs, random.targets(signature.targets(), batch)),
                    batch,
                    forward + summary.backwardFlops(),
                    stopwatch));
    boolean vectors = hasVectors();
    return new Benchmark(
        network,
        batch,
        workspace.team().threads(),
        kernelsHere(),
        (loaded - start) * 1e-9,
        firstCall * 1e-9,
        one,
        oneSlow,
        whole,
        step,
        vectors
            ? OptionalDouble.of(
                new FusedMultiplyAdds(network.definition().precision(), workspace.team())
                    .gigaflops(stopwatch))
            : OptionalDouble.empty(),
        vectors ? OptionalInt.of(FusedMultiplyAdds.bits()) : OptionalInt.empty());
  }

  /** States that training measures are measured, and the rate is so low that nothing diverges. */
  private static void prepare(Trainer trainer, Batch inputs) {
    for (int i = 0; i < trainer.measurements(); i++) {
      trainer.measure(i, inputs);
      trainer.finishMeasurement(i);
    }
    trainer.overrideRate(STANDSTILL);
    trainer.planSteps(Integer.MAX_VALUE);
  }

  private static Repeated steps(Trainer trainer, Batch inputs, Batch targets) {
    return calls -> {
      for (int i = 0; i < calls; i++) {
        trainer.step(inputs, targets);
      }
    };
  }

  private static Cost cost(
      Repeated repeated, int samples, long flopsOfSample, Stopwatch stopwatch) {
    Time time = stopwatch.time(repeated);
    return new Cost(time, samples, samples * flopsOfSample, stopwatch.allocated(repeated));
  }

  private static boolean hasVectors() {
    return ModuleLayer.boot().findModule(VECTOR_MODULE).isPresent();
  }

  /** Which kernels networks of this JVM run. */
  private static String kernelsHere() {
    boolean forbidden = "portable".equals(System.getProperty("dev.mlpc.engine"));
    return hasVectors() && !forbidden ? "vector" : "portable";
  }

  /** How much of the machine's peak a call reaches. */
  OptionalDouble shareOfPeak(Cost cost) {
    return peak.isPresent()
        ? OptionalDouble.of(cost.gigaflops() / peak.getAsDouble())
        : OptionalDouble.empty();
  }
}
