package com.acme;

import dev.mlpc.runtime.Batch;
import dev.mlpc.runtime.Checks;
import dev.mlpc.runtime.Engines;
import dev.mlpc.runtime.Functions;
import dev.mlpc.runtime.Generated;
import dev.mlpc.runtime.Initializer;
import dev.mlpc.runtime.Layout;
import dev.mlpc.runtime.Network;
import dev.mlpc.runtime.Port;
import dev.mlpc.runtime.Rate;
import dev.mlpc.runtime.Signature;
import dev.mlpc.runtime.Team;
import dev.mlpc.runtime.Tensor;
import dev.mlpc.runtime.TrainingSettings;
import dev.mlpc.runtime.Workspace;
import dev.mlpc.runtime.file.Parameters;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * The network Digits.
 *
 * <p>Its parameters are shared, and prediction only reads them: any number
 * of threads may predict with one network, each with its own
 * {@link Digits.Scratch}.
 */
@Generated("digits.mlp")
public final class Digits implements Network {
  static final Signature SIGNATURE = new Signature(
      "Digits",
      "34ed2f3fcaf85451",
      List.of(new Port("x", Port.Kind.F32, List.of(784), 0, List.of())),
      List.of(new Port("p", Port.Kind.F32, List.of(10), 0, List.of())),
      List.of(new Port("y", Port.Kind.CLASS, List.of(), 10, List.of())));

  private static final Supplier<Engine> ENGINES = Engines.choose(
      MethodHandles.lookup(), Engine.class, "com.acme.DigitsVector", Portable::new);

  private final Engine engine = ENGINES.get();

  private Digits() {
  }

  /**
   * A new network.
   *
   * @param seed fixes its initial parameters
   * @return it
   */
  public static Digits create(long seed) {
    Digits network = new Digits();
    network.initialize(seed);
    return network;
  }

  /**
   * A network with the parameters of a safetensors file.
   *
   * @param file as {@link #save} and other tools write it
   * @return it
   * @throws IOException if the file cannot be read or does not fit
   */
  public static Digits load(Path file) throws IOException {
    Digits network = new Digits();
    Parameters.load(network, file);
    return network;
  }

  /**
   * Writes the parameters to a safetensors file, whole or not at all.
   *
   * @param file is replaced
   * @throws IOException if the file cannot be written
   */
  public void save(Path file) throws IOException {
    Parameters.save(this, file);
  }

  private void initialize(long seed) {
    Initializer.glorotUniform().fill(tensors().get(0), seed, 0);
    Initializer.zeros().fill(tensors().get(1), seed, 1);
    Initializer.glorotUniform().fill(tensors().get(2), seed, 2);
    Initializer.zeros().fill(tensors().get(3), seed, 3);
  }

  /**
   * Predicts one sample.
   *
   * @param x [784]
   * @return p, [10]
   * @throws IllegalArgumentException if an array is too short
   */
  public float[] predict(float[] x) {
    float[] p = new float[10];
    predict(x, p, newScratch());
    return p;
  }

  /**
   * Predicts one sample; allocates nothing.
   *
   * @param x [784]
   * @param p [10]
   * @param scratch the calling thread's own
   * @throws IllegalArgumentException if an array is too short
   */
  public void predict(float[] x, float[] p, Scratch scratch) {
    predict(x, p, 1, scratch);
  }

  /**
   * Predicts {@code n} samples, row after row; allocates nothing.
   *
   * @param x [n, 784]
   * @param p [n, 10]
   * @param n how many samples
   * @param scratch the calling thread's own
   * @throws IllegalArgumentException if an array is too short
   */
  public void predict(float[] x, float[] p, int n, Scratch scratch) {
    Checks.length("x", x.length, n, 784);
    Checks.length("p", p.length, n, 10);
    engine.predict(scratch, n, x, p);
  }

  @Override
  public void predict(Batch inputs, Batch outputs, Workspace workspace) {
    if (!(workspace instanceof Scratch scratch)) {
      throw new IllegalArgumentException("a workspace of another network");
    }
    Checks.ports(inputs, SIGNATURE.inputs());
    Checks.ports(outputs, SIGNATURE.outputs());
    outputs.resize(inputs.size());
    predict(inputs.floats(0), outputs.floats(0), inputs.size(), scratch);
  }

  /**
   * The number of the class that one sample most probably belongs to.
   *
   * @param x [784]
   * @return the position of the greatest element of p
   * @throws IllegalArgumentException if an array is too short
   */
  public int classify(float[] x) {
    float[] p = predict(x);
    int best = 0;
    for (int i = 1; i < 10; i++) {
      if (p[i] > p[best]) {
        best = i;
      }
    }
    return best;
  }

  /**
   * The memory that one thread needs in order to predict.
   *
   * @return it
   */
  public Scratch newScratch() {
    return engine.newScratch(Team.ALONE);
  }

  @Override
  public Workspace newWorkspace() {
    return newScratch();
  }

  @Override
  public Trainer newTrainer() {
    return engine.newTrainer(Team.ALONE);
  }

  /**
   * The memory that a team needs in order to predict.
   *
   * @param team shares the work of each prediction of many samples
   * @return it
   */
  public Scratch newScratch(Team team) {
    return engine.newScratch(team);
  }

  @Override
  public Workspace newWorkspace(Team team) {
    return newScratch(team);
  }

  @Override
  public Trainer newTrainer(Team team) {
    return engine.newTrainer(team);
  }

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public List<Tensor> tensors() {
    return engine.tensors();
  }

  /**
   * Memory of one thread for predictions.
   */
  public abstract static class Scratch implements Workspace {
    Scratch() {
    }
  }

  /**
   * Trains the network that made it. Belongs to one thread.
   */
  public abstract static class Trainer implements dev.mlpc.runtime.Trainer {
    private static final TrainingSettings SETTINGS = new TrainingSettings(10, 64, 1L, true, OptionalInt.empty(), List.of());
    private Rate schedule = Rate.constant(0.001);
    private long steps;
    private int capacity;

    Trainer() {
    }

    @Override
    public TrainingSettings settings() {
      return SETTINGS;
    }

    @Override
    public long steps() {
      return steps;
    }

    @Override
    public void planSteps(long total) {
      schedule = schedule.withRunLength(total);
    }

    @Override
    public void overrideRate(double rate) {
      schedule = schedule.withPeak(rate);
    }

    @Override
    public double rate() {
      return schedule.at(steps);
    }

    final float biasCorrection(double beta) {
      // 1 - beta^t, t the number of this step, by squaring again and again
      double power = 1;
      double square = beta;
      for (long t = steps + 1; t > 0; t /= 2) {
        power *= t % 2 == 1 ? square : 1;
        square *= square;
      }
      return (float) (1 - power);
    }

    final void reserve(int n) {
      if (n > capacity) {
        grow(n);
        capacity = n;
      }
    }

    abstract void grow(int n);

    /**
     * One optimiser step: forward, backward, update. Allocates nothing unless
     * {@code n} is greater than in any step before.
     *
     * @param x [n, 784]
     * @param y [n, 1], each from 0 to 9
     * @param n how many samples the arrays hold, row-major
     * @return the loss before the update, penalties included
     * @throws IllegalArgumentException if an array is too short, if a class
     *     is out of range, or without samples
     */
    public float step(float[] x, int[] y, int n) {
      Checks.notEmpty(n);
      Checks.length("x", x.length, n, 784);
      Checks.length("y", y.length, n, 1);
      Checks.classes("y", y, n, 10);
      reserve(n);
      float result = runStep(n, x, y, (float) schedule.at(steps));
      steps++;
      return result;
    }

    @Override
    public double step(Batch inputs, Batch targets) {
      Checks.ports(inputs, SIGNATURE.inputs());
      Checks.ports(targets, SIGNATURE.targets());
      return step(inputs.floats(0), targets.indices(0), inputs.size());
    }

    abstract float runStep(int n, float[] x, int[] y, float rate);

    /**
     * The loss of some samples, in inference: no dropout, no update.
     *
     * @param x [n, 784]
     * @param y [n, 1], each from 0 to 9
     * @param n how many samples the arrays hold, row-major
     * @return the mean over the samples, penalties included
     * @throws IllegalArgumentException if an array is too short, if a class
     *     is out of range, or without samples
     */
    public float loss(float[] x, int[] y, int n) {
      Checks.notEmpty(n);
      Checks.length("x", x.length, n, 784);
      Checks.length("y", y.length, n, 1);
      Checks.classes("y", y, n, 10);
      reserve(n);
      return runLoss(n, x, y);
    }

    @Override
    public double loss(Batch inputs, Batch targets) {
      Checks.ports(inputs, SIGNATURE.inputs());
      Checks.ports(targets, SIGNATURE.targets());
      return loss(inputs.floats(0), targets.indices(0), inputs.size());
    }

    abstract float runLoss(int n, float[] x, int[] y);
  }

  /**
   * How the network is computed, and where its parameters lie.
   */
  abstract static class Engine {
    abstract List<Tensor> tensors();

    abstract Scratch newScratch(Team team);

    abstract void predict(Scratch scratch, int n, float[] x, float[] p);

    abstract Trainer newTrainer(Team team);
  }

  /**
   * The engine in plain Java, for every JVM.
   */
  private static final class Portable extends Engine {
    private final float[] hiddenWeight = new float[100352];
    private final float[] hiddenBias = new float[128];
    private final float[] logitsWeight = new float[1280];
    private final float[] logitsBias = new float[10];
    private final List<Tensor> tensors;

    Portable() {
      List<Tensor> all = new ArrayList<>();
      describe(all);
      tensors = List.copyOf(all);
    }

    private void describe(List<Tensor> all) {
      all.add(new Tensor("hidden.weight", List.of(128, 784), Layout.COLUMN_MAJOR, hiddenWeight));
      all.add(new Tensor("hidden.bias", List.of(128), Layout.ROW_MAJOR, hiddenBias));
      all.add(new Tensor("logits.weight", List.of(10, 128), Layout.ROW_MAJOR, logitsWeight));
      all.add(new Tensor("logits.bias", List.of(10), Layout.ROW_MAJOR, logitsBias));
    }

    @Override
    List<Tensor> tensors() {
      return tensors;
    }

    @Override
    Scratch newScratch(Team team) {
      return new Memories(team);
    }

    @Override
    Trainer newTrainer(Team team) {
      return new Steps(team);
    }

    @Override
    void predict(Scratch own, int n, float[] x, float[] p) {
      Memories scratch = (Memories) own;
      scratch.x = x;
      scratch.p = p;
      scratch.team.run(scratch, 0, n, Math.min(64, scratch.team.each(n, 32)));
    }

    private void predictRange(Memory scratch, int begin, int end, float[] x, float[] p) {
      for (int first = begin; first < end; first += 64) {
        run(scratch, first, Math.min(64, end - first), x, p);
      }
    }

    private void run(Memory scratch, int first, int n, float[] x, float[] p) {
      hiddenSum(hiddenBias, scratch.sampleRows, hiddenWeight, x, first, scratch.hiddenSum,
          scratch.matrixRows, 0, n);
      hidden(scratch.hiddenSum, scratch.hidden, 0, n);
      logits(logitsBias, scratch.hidden, logitsWeight, scratch.logits, 0, n);
      p(scratch.logits, first, p, 0, n);
    }

    private static void hidden(float[] hiddenSum, float[] hidden, int begin, int end) {
      for (int s = begin; s < end; s++) {
        for (int i = 0; i < 128; i++) {
          // hidden = max(0, hiddenSum)  [128], line 3
          hidden[s * 128 + i] = Math.max(0, hiddenSum[s * 128 + i]);
        }
      }
    }

    private static void hiddenGradient(float[][] sampleRows, float[] logitsWeight,
        float[] logitsGradient, float[] hiddenGradient, float[][] matrixRows, int begin, int end) {
      // hiddenGradient = logitsWeightᵀ @ logitsGradient  [128], line 3
      float[] w0 = matrixRows[0];
      float[] w1 = matrixRows[1];
      float[] w2 = matrixRows[2];
      float[] w3 = matrixRows[3];
      for (int from = begin; from < end; from += 64) {
        int to = Math.min(from + 64, end);
        int whole = to - to % 2;
        for (int s = from; s < to; s++) {
          float[] sum = sampleRows[s - from];
          Arrays.fill(sum, 0, 128, 0);
        }
        for (int i = 0; i < 8; i += 4) {
          System.arraycopy(logitsWeight, i * 128, w0, 0, 128);
          System.arraycopy(logitsWeight, i * 128 + 128, w1, 0, 128);
          System.arraycopy(logitsWeight, i * 128 + 256, w2, 0, 128);
          System.arraycopy(logitsWeight, i * 128 + 384, w3, 0, 128);
          for (int s = from; s < whole; s += 2) {
            float[] y0 = sampleRows[s - from];
            float[] y1 = sampleRows[s - from + 1];
            float x00 = logitsGradient[s * 10 + i];
            float x01 = logitsGradient[s * 10 + i + 1];
            float x02 = logitsGradient[s * 10 + i + 2];
            float x03 = logitsGradient[s * 10 + i + 3];
            float x10 = logitsGradient[s * 10 + i + 10];
            float x11 = logitsGradient[s * 10 + i + 11];
            float x12 = logitsGradient[s * 10 + i + 12];
            float x13 = logitsGradient[s * 10 + i + 13];
            for (int j = 0; j < 128; j++) {
              y0[j] += x00 * w0[j] + x01 * w1[j] + x02 * w2[j] + x03 * w3[j];
              y1[j] += x10 * w0[j] + x11 * w1[j] + x12 * w2[j] + x13 * w3[j];
            }
          }
          for (int s = whole; s < to; s++) {
            float[] y0 = sampleRows[s - from];
            float x0 = logitsGradient[s * 10 + i];
            float x1 = logitsGradient[s * 10 + i + 1];
            float x2 = logitsGradient[s * 10 + i + 2];
            float x3 = logitsGradient[s * 10 + i + 3];
            for (int j = 0; j < 128; j++) {
              y0[j] += x0 * w0[j] + x1 * w1[j] + x2 * w2[j] + x3 * w3[j];
            }
          }
        }
        System.arraycopy(logitsWeight, 1024, w0, 0, 128);
        System.arraycopy(logitsWeight, 1152, w1, 0, 128);
        for (int s = from; s < whole; s += 2) {
          float[] y0 = sampleRows[s - from];
          float[] y1 = sampleRows[s - from + 1];
          float x00 = logitsGradient[s * 10 + 8];
          float x01 = logitsGradient[s * 10 + 9];
          float x10 = logitsGradient[s * 10 + 18];
          float x11 = logitsGradient[s * 10 + 19];
          for (int j = 0; j < 128; j++) {
            y0[j] += x00 * w0[j] + x01 * w1[j];
            y1[j] += x10 * w0[j] + x11 * w1[j];
          }
        }
        for (int s = whole; s < to; s++) {
          float[] y0 = sampleRows[s - from];
          float x0 = logitsGradient[s * 10 + 8];
          float x1 = logitsGradient[s * 10 + 9];
          for (int j = 0; j < 128; j++) {
            y0[j] += x0 * w0[j] + x1 * w1[j];
          }
        }
        for (int s = from; s < to; s++) {
          float[] sum = sampleRows[s - from];
          System.arraycopy(sum, 0, hiddenGradient, s * 128, 128);
        }
      }
    }

    private static void hiddenSum(float[] hiddenBias, float[][] sampleRows, float[] hiddenWeight,
        float[] x, int first, float[] hiddenSum, float[][] matrixRows, int begin, int end) {
      // hiddenSum = hiddenWeight @ x + hiddenBias  [128], line 3
      float[] w0 = matrixRows[0];
      float[] w1 = matrixRows[1];
      float[] w2 = matrixRows[2];
      float[] w3 = matrixRows[3];
      for (int from = begin; from < end; from += 64) {
        int to = Math.min(from + 64, end);
        int whole = to - to % 2;
        for (int s = from; s < to; s++) {
          float[] sum = sampleRows[s - from];
          System.arraycopy(hiddenBias, 0, sum, 0, 128);
        }
        for (int i = 0; i < 784; i += 4) {
          System.arraycopy(hiddenWeight, i * 128, w0, 0, 128);
          System.arraycopy(hiddenWeight, i * 128 + 128, w1, 0, 128);
          System.arraycopy(hiddenWeight, i * 128 + 256, w2, 0, 128);
          System.arraycopy(hiddenWeight, i * 128 + 384, w3, 0, 128);
          for (int s = from; s < whole; s += 2) {
            float[] y0 = sampleRows[s - from];
            float[] y1 = sampleRows[s - from + 1];
            float x00 = x[(first + s) * 784 + i];
            float x01 = x[(first + s) * 784 + i + 1];
            float x02 = x[(first + s) * 784 + i + 2];
            float x03 = x[(first + s) * 784 + i + 3];
            float x10 = x[(first + s) * 784 + i + 784];
            float x11 = x[(first + s) * 784 + i + 785];
            float x12 = x[(first + s) * 784 + i + 786];
            float x13 = x[(first + s) * 784 + i + 787];
            for (int j = 0; j < 128; j++) {
              y0[j] += x00 * w0[j] + x01 * w1[j] + x02 * w2[j] + x03 * w3[j];
              y1[j] += x10 * w0[j] + x11 * w1[j] + x12 * w2[j] + x13 * w3[j];
            }
          }
          for (int s = whole; s < to; s++) {
            float[] y0 = sampleRows[s - from];
            float x0 = x[(first + s) * 784 + i];
            float x1 = x[(first + s) * 784 + i + 1];
            float x2 = x[(first + s) * 784 + i + 2];
            float x3 = x[(first + s) * 784 + i + 3];
            for (int j = 0; j < 128; j++) {
              y0[j] += x0 * w0[j] + x1 * w1[j] + x2 * w2[j] + x3 * w3[j];
            }
          }
        }
        for (int s = from; s < to; s++) {
          float[] sum = sampleRows[s - from];
          System.arraycopy(sum, 0, hiddenSum, s * 128, 128);
        }
      }
    }

    private static void hiddenGradientTraining(float[] hiddenSum, float[] hiddenGradient,
        float[] hiddenGradient2, int begin, int end) {
      for (int s = begin; s < end; s++) {
        for (int i = 0; i < 128; i++) {
          // hiddenGradient = if 0 >= hiddenSum then 0 else hiddenGradient  [128], line 3
          hiddenGradient2[s * 128 + i] = 0 >= hiddenSum[s * 128 + i] ? 0f : hiddenGradient[s * 128 + i];
        }
      }
    }

    private static void hiddenBiasGradient(float[] hiddenBiasGradient, float[] hiddenGradient2,
        int n) {
      Arrays.fill(hiddenBiasGradient, 0, 128, 0);
      for (int s = 0; s < n; s++) {
        for (int i = 0; i < 128; i++) {
          // hiddenBiasGradient = Σ over the batch of hiddenGradient  [128], line 3
          hiddenBiasGradient[i] += hiddenGradient2[s * 128 + i];
        }
      }
    }

    private static void hiddenWeightGradient(float[][] sampleRows, float[] hiddenGradient2,
        float[] hiddenWeightGradient, float[] x, int first, float[][] matrixRows, int n, int begin,
        int end) {
      // hiddenWeightGradient = Σ over the batch of hiddenGradient @ xᵀ  [128, 784], line 3
      Arrays.fill(hiddenWeightGradient, begin * 128, end * 128, 0);
      float[] w0 = matrixRows[0];
      float[] w1 = matrixRows[1];
      for (int from = 0; from < n; from += 64) {
        int to = Math.min(from + 64, n);
        int whole = to - to % 4;
        for (int s = from; s < to; s++) {
          float[] row = sampleRows[s - from];
          System.arraycopy(hiddenGradient2, s * 128, row, 0, 128);
        }
        for (int i = begin; i < end; i += 2) {
          System.arraycopy(hiddenWeightGradient, i * 128, w0, 0, 128);
          System.arraycopy(hiddenWeightGradient, i * 128 + 128, w1, 0, 128);
          for (int s = from; s < whole; s += 4) {
            float[] y0 = sampleRows[s - from];
            float[] y1 = sampleRows[s - from + 1];
            float[] y2 = sampleRows[s - from + 2];
            float[] y3 = sampleRows[s - from + 3];
            float x00 = x[(first + s) * 784 + i];
            float x01 = x[(first + s) * 784 + i + 784];
            float x02 = x[(first + s) * 784 + i + 1568];
            float x03 = x[(first + s) * 784 + i + 2352];
            float x10 = x[(first + s) * 784 + i + 1];
            float x11 = x[(first + s) * 784 + i + 785];
            float x12 = x[(first + s) * 784 + i + 1569];
            float x13 = x[(first + s) * 784 + i + 2353];
            for (int j = 0; j < 128; j++) {
              w0[j] += x00 * y0[j] + x01 * y1[j] + x02 * y2[j] + x03 * y3[j];
              w1[j] += x10 * y0[j] + x11 * y1[j] + x12 * y2[j] + x13 * y3[j];
            }
          }
          for (int s = whole; s < to; s++) {
            float[] y0 = sampleRows[s - from];
            float x00 = x[(first + s) * 784 + i];
            float x10 = x[(first + s) * 784 + i + 1];
            for (int j = 0; j < 128; j++) {
              w0[j] += x00 * y0[j];
              w1[j] += x10 * y0[j];
            }
          }
          System.arraycopy(w0, 0, hiddenWeightGradient, i * 128, 128);
          System.arraycopy(w1, 0, hiddenWeightGradient, i * 128 + 128, 128);
        }
      }
    }

    private static void hiddenWeightUpdate(float[] hiddenWeightMean, float[] hiddenWeightGradient,
        float[] hiddenWeightVariance, float correction, float[] stepSqrt, float rate,
        float correction2, float[] stepQuotient, float[] hiddenWeight) {
      for (int i = 0; i < 100352; i++) {
        // hiddenWeightMean = 0.9 * hiddenWeightMean + 0.1 * hiddenWeightGradient  [128, 784], line 3
        float hiddenWeightMeanElement = 0.9f * hiddenWeightMean[i] + 0.1f * hiddenWeightGradient[i];
        // hiddenWeightVariance = 0.999 * hiddenWeightVariance + 0.001 * (hiddenWeightGradient * hiddenWeightGradient)  [128, 784], line 3
        hiddenWeightVariance[i] = 0.999f * hiddenWeightVariance[i]
            + 0.001f * (hiddenWeightGradient[i] * hiddenWeightGradient[i]);
        hiddenWeightMean[i] = hiddenWeightMeanElement;
      }
      // stepSqrt = sqrt((1 - 0.999^t))  line 3
      float stepSqrtValue = (float) Math.sqrt(correction);
      // stepQuotient = rate / (1 - 0.9^t)  line 3
      float stepQuotientValue = rate / correction2;
      stepSqrt[0] = stepSqrtValue;
      stepQuotient[0] = stepQuotientValue;
      for (int i = 0; i < 100352; i++) {
        // hiddenWeight = hiddenWeight - stepQuotient * (hiddenWeightMean / (sqrt(hiddenWeightVariance) / stepSqrt + 1.0E-8))  [128, 784], line 3
        hiddenWeight[i] -= stepQuotientValue * (hiddenWeightMean[i] / ((float) Math.sqrt(hiddenWeightVariance[i]) / stepSqrtValue
            + 1.0E-8f));
      }
    }

    private static void hiddenBiasUpdate(float[] hiddenBiasMean, float[] hiddenBiasGradient,
        float[] hiddenBiasVariance, float[] hiddenBias, float[] stepQuotient, float[] stepSqrt) {
      for (int i = 0; i < 128; i++) {
        // hiddenBiasMean = 0.9 * hiddenBiasMean + 0.1 * hiddenBiasGradient  [128], line 3
        float hiddenBiasMeanElement = 0.9f * hiddenBiasMean[i] + 0.1f * hiddenBiasGradient[i];
        // hiddenBiasVariance = 0.999 * hiddenBiasVariance + 0.001 * (hiddenBiasGradient * hiddenBiasGradient)  [128], line 3
        float hiddenBiasVarianceElement = 0.999f * hiddenBiasVariance[i]
            + 0.001f * (hiddenBiasGradient[i] * hiddenBiasGradient[i]);
        // hiddenBias = hiddenBias - stepQuotient * (hiddenBiasMean / (sqrt(hiddenBiasVariance) / stepSqrt + 1.0E-8))  [128], line 3
        hiddenBias[i] -= stepQuotient[0] * (hiddenBiasMeanElement / ((float) Math.sqrt(hiddenBiasVarianceElement) / stepSqrt[0]
            + 1.0E-8f));
        hiddenBiasMean[i] = hiddenBiasMeanElement;
        hiddenBiasVariance[i] = hiddenBiasVarianceElement;
      }
    }

    private static void logits(float[] logitsBias, float[] hidden, float[] logitsWeight,
        float[] logits, int begin, int end) {
      // logits = logitsWeight @ hidden + logitsBias  [10], line 4
      for (int s = begin; s < end; s++) {
        float y0 = logitsBias[0];
        float y1 = logitsBias[1];
        float y2 = logitsBias[2];
        float y3 = logitsBias[3];
        float y4 = logitsBias[4];
        float y5 = logitsBias[5];
        float y6 = logitsBias[6];
        float y7 = logitsBias[7];
        float y8 = logitsBias[8];
        float y9 = logitsBias[9];
        for (int i = 0; i < 128; i++) {
          float x0 = hidden[s * 128 + i];
          y0 += x0 * logitsWeight[i];
          y1 += x0 * logitsWeight[i + 128];
          y2 += x0 * logitsWeight[i + 256];
          y3 += x0 * logitsWeight[i + 384];
          y4 += x0 * logitsWeight[i + 512];
          y5 += x0 * logitsWeight[i + 640];
          y6 += x0 * logitsWeight[i + 768];
          y7 += x0 * logitsWeight[i + 896];
          y8 += x0 * logitsWeight[i + 1024];
          y9 += x0 * logitsWeight[i + 1152];
        }
        logits[s * 10] = y0;
        logits[s * 10 + 1] = y1;
        logits[s * 10 + 2] = y2;
        logits[s * 10 + 3] = y3;
        logits[s * 10 + 4] = y4;
        logits[s * 10 + 5] = y5;
        logits[s * 10 + 6] = y6;
        logits[s * 10 + 7] = y7;
        logits[s * 10 + 8] = y8;
        logits[s * 10 + 9] = y9;
      }
    }

    private static void logitsGradient(int first, int[] y, float[] lossExp, float[] lossTotal,
        float[] lossGradient, float[] logitsGradient, int begin, int end) {
      for (int s = begin; s < end; s++) {
        int yValue = y[first + s];
        float lossExp0 = lossExp[s * 10];
        float lossExp1 = lossExp[s * 10 + 1];
        float lossExp2 = lossExp[s * 10 + 2];
        float lossExp3 = lossExp[s * 10 + 3];
        float lossExp4 = lossExp[s * 10 + 4];
        float lossExp5 = lossExp[s * 10 + 5];
        float lossExp6 = lossExp[s * 10 + 6];
        float lossExp7 = lossExp[s * 10 + 7];
        float lossExp8 = lossExp[s * 10 + 8];
        float lossExp9 = lossExp[s * 10 + 9];
        float lossTotalValue = lossTotal[s];
        // logitsGradient = (lossExp / lossTotal - oneHot(y)) * lossGradient  [10], line 4
        logitsGradient[s * 10] = (lossExp0 / lossTotalValue
            - (yValue == 0 ? 1f : 0f)) * lossGradient[0];
        logitsGradient[s * 10 + 1] = (lossExp1 / lossTotalValue
            - (yValue == 1 ? 1f : 0f)) * lossGradient[0];
        logitsGradient[s * 10 + 2] = (lossExp2 / lossTotalValue
            - (yValue == 2 ? 1f : 0f)) * lossGradient[0];
        logitsGradient[s * 10 + 3] = (lossExp3 / lossTotalValue
            - (yValue == 3 ? 1f : 0f)) * lossGradient[0];
        logitsGradient[s * 10 + 4] = (lossExp4 / lossTotalValue
            - (yValue == 4 ? 1f : 0f)) * lossGradient[0];
        logitsGradient[s * 10 + 5] = (lossExp5 / lossTotalValue
            - (yValue == 5 ? 1f : 0f)) * lossGradient[0];
        logitsGradient[s * 10 + 6] = (lossExp6 / lossTotalValue
            - (yValue == 6 ? 1f : 0f)) * lossGradient[0];
        logitsGradient[s * 10 + 7] = (lossExp7 / lossTotalValue
            - (yValue == 7 ? 1f : 0f)) * lossGradient[0];
        logitsGradient[s * 10 + 8] = (lossExp8 / lossTotalValue
            - (yValue == 8 ? 1f : 0f)) * lossGradient[0];
        logitsGradient[s * 10 + 9] = (lossExp9 / lossTotalValue
            - (yValue == 9 ? 1f : 0f)) * lossGradient[0];
      }
    }

    private static void logitsBiasGradient(float[] logitsGradient, float[] logitsBiasGradient,
        int n) {
      float logitsBiasGradientSum0 = 0;
      float logitsBiasGradientSum1 = 0;
      float logitsBiasGradientSum2 = 0;
      float logitsBiasGradientSum3 = 0;
      float logitsBiasGradientSum4 = 0;
      float logitsBiasGradientSum5 = 0;
      float logitsBiasGradientSum6 = 0;
      float logitsBiasGradientSum7 = 0;
      float logitsBiasGradientSum8 = 0;
      float logitsBiasGradientSum9 = 0;
      for (int s = 0; s < n; s++) {
        float logitsGradient0 = logitsGradient[s * 10];
        float logitsGradient1 = logitsGradient[s * 10 + 1];
        float logitsGradient2 = logitsGradient[s * 10 + 2];
        float logitsGradient3 = logitsGradient[s * 10 + 3];
        float logitsGradient4 = logitsGradient[s * 10 + 4];
        float logitsGradient5 = logitsGradient[s * 10 + 5];
        float logitsGradient6 = logitsGradient[s * 10 + 6];
        float logitsGradient7 = logitsGradient[s * 10 + 7];
        float logitsGradient8 = logitsGradient[s * 10 + 8];
        float logitsGradient9 = logitsGradient[s * 10 + 9];
        // logitsBiasGradient = Σ over the batch of logitsGradient  [10], line 4
        logitsBiasGradientSum0 += logitsGradient0;
        logitsBiasGradientSum1 += logitsGradient1;
        logitsBiasGradientSum2 += logitsGradient2;
        logitsBiasGradientSum3 += logitsGradient3;
        logitsBiasGradientSum4 += logitsGradient4;
        logitsBiasGradientSum5 += logitsGradient5;
        logitsBiasGradientSum6 += logitsGradient6;
        logitsBiasGradientSum7 += logitsGradient7;
        logitsBiasGradientSum8 += logitsGradient8;
        logitsBiasGradientSum9 += logitsGradient9;
      }
      logitsBiasGradient[0] = logitsBiasGradientSum0;
      logitsBiasGradient[1] = logitsBiasGradientSum1;
      logitsBiasGradient[2] = logitsBiasGradientSum2;
      logitsBiasGradient[3] = logitsBiasGradientSum3;
      logitsBiasGradient[4] = logitsBiasGradientSum4;
      logitsBiasGradient[5] = logitsBiasGradientSum5;
      logitsBiasGradient[6] = logitsBiasGradientSum6;
      logitsBiasGradient[7] = logitsBiasGradientSum7;
      logitsBiasGradient[8] = logitsBiasGradientSum8;
      logitsBiasGradient[9] = logitsBiasGradientSum9;
    }

    private static void logitsWeightGradient(float[][] sampleRows, float[] hidden,
        float[] logitsWeightGradient, float[] logitsGradient, float[][] matrixRows, int n) {
      // logitsWeightGradient = Σ over the batch of logitsGradient @ hiddenᵀ  [10, 128], line 4
      Arrays.fill(logitsWeightGradient, 0, 1280, 0);
      float[] w0 = matrixRows[0];
      float[] w1 = matrixRows[1];
      for (int from = 0; from < n; from += 64) {
        int to = Math.min(from + 64, n);
        int whole = to - to % 4;
        for (int s = from; s < to; s++) {
          float[] row = sampleRows[s - from];
          System.arraycopy(hidden, s * 128, row, 0, 128);
        }
        for (int i = 0; i < 10; i += 2) {
          System.arraycopy(logitsWeightGradient, i * 128, w0, 0, 128);
          System.arraycopy(logitsWeightGradient, i * 128 + 128, w1, 0, 128);
          for (int s = from; s < whole; s += 4) {
            float[] y0 = sampleRows[s - from];
            float[] y1 = sampleRows[s - from + 1];
            float[] y2 = sampleRows[s - from + 2];
            float[] y3 = sampleRows[s - from + 3];
            float x00 = logitsGradient[s * 10 + i];
            float x01 = logitsGradient[s * 10 + i + 10];
            float x02 = logitsGradient[s * 10 + i + 20];
            float x03 = logitsGradient[s * 10 + i + 30];
            float x10 = logitsGradient[s * 10 + i + 1];
            float x11 = logitsGradient[s * 10 + i + 11];
            float x12 = logitsGradient[s * 10 + i + 21];
            float x13 = logitsGradient[s * 10 + i + 31];
            for (int j = 0; j < 128; j++) {
              w0[j] += x00 * y0[j] + x01 * y1[j] + x02 * y2[j] + x03 * y3[j];
              w1[j] += x10 * y0[j] + x11 * y1[j] + x12 * y2[j] + x13 * y3[j];
            }
          }
          for (int s = whole; s < to; s++) {
            float[] y0 = sampleRows[s - from];
            float x00 = logitsGradient[s * 10 + i];
            float x10 = logitsGradient[s * 10 + i + 1];
            for (int j = 0; j < 128; j++) {
              w0[j] += x00 * y0[j];
              w1[j] += x10 * y0[j];
            }
          }
          System.arraycopy(w0, 0, logitsWeightGradient, i * 128, 128);
          System.arraycopy(w1, 0, logitsWeightGradient, i * 128 + 128, 128);
        }
      }
    }

    private static void logitsWeightUpdate(float[] logitsWeightMean, float[] logitsWeightGradient,
        float[] logitsWeightVariance, float[] logitsWeight, float[] stepQuotient,
        float[] stepSqrt) {
      for (int i = 0; i < 1280; i++) {
        // logitsWeightMean = 0.9 * logitsWeightMean + 0.1 * logitsWeightGradient  [10, 128], line 4
        float logitsWeightMeanElement = 0.9f * logitsWeightMean[i] + 0.1f * logitsWeightGradient[i];
        // logitsWeightVariance = 0.999 * logitsWeightVariance + 0.001 * (logitsWeightGradient * logitsWeightGradient)  [10, 128], line 4
        float logitsWeightVarianceElement = 0.999f * logitsWeightVariance[i]
            + 0.001f * (logitsWeightGradient[i] * logitsWeightGradient[i]);
        // logitsWeight = logitsWeight - stepQuotient * (logitsWeightMean / (sqrt(logitsWeightVariance) / stepSqrt + 1.0E-8))  [10, 128], line 4
        logitsWeight[i] -= stepQuotient[0] * (logitsWeightMeanElement / ((float) Math.sqrt(logitsWeightVarianceElement) / stepSqrt[0]
            + 1.0E-8f));
        logitsWeightMean[i] = logitsWeightMeanElement;
        logitsWeightVariance[i] = logitsWeightVarianceElement;
      }
    }

    private static void logitsBiasUpdate(float[] logitsBiasMean, float[] logitsBiasGradient,
        float[] logitsBiasVariance, float[] logitsBias, float[] stepQuotient, float[] stepSqrt) {
      for (int i = 0; i < 10; i++) {
        // logitsBiasMean = 0.9 * logitsBiasMean + 0.1 * logitsBiasGradient  [10], line 4
        float logitsBiasMeanElement = 0.9f * logitsBiasMean[i] + 0.1f * logitsBiasGradient[i];
        // logitsBiasVariance = 0.999 * logitsBiasVariance + 0.001 * (logitsBiasGradient * logitsBiasGradient)  [10], line 4
        float logitsBiasVarianceElement = 0.999f * logitsBiasVariance[i]
            + 0.001f * (logitsBiasGradient[i] * logitsBiasGradient[i]);
        // logitsBias = logitsBias - stepQuotient * (logitsBiasMean / (sqrt(logitsBiasVariance) / stepSqrt + 1.0E-8))  [10], line 4
        logitsBias[i] -= stepQuotient[0] * (logitsBiasMeanElement / ((float) Math.sqrt(logitsBiasVarianceElement) / stepSqrt[0]
            + 1.0E-8f));
        logitsBiasMean[i] = logitsBiasMeanElement;
        logitsBiasVariance[i] = logitsBiasVarianceElement;
      }
    }

    private static void p(float[] logits, int first, float[] p, int begin, int end) {
      for (int s = begin; s < end; s++) {
        float logits0 = logits[s * 10];
        float logits1 = logits[s * 10 + 1];
        float logits2 = logits[s * 10 + 2];
        float logits3 = logits[s * 10 + 3];
        float logits4 = logits[s * 10 + 4];
        float logits5 = logits[s * 10 + 5];
        float logits6 = logits[s * 10 + 6];
        float logits7 = logits[s * 10 + 7];
        float logits8 = logits[s * 10 + 8];
        float logits9 = logits[s * 10 + 9];
        // pGreatest = maximum(logits)  line 5
        float logitsMax = Math.max(logits0, logits1);
        logitsMax = Math.max(logitsMax, logits2);
        logitsMax = Math.max(logitsMax, logits3);
        logitsMax = Math.max(logitsMax, logits4);
        logitsMax = Math.max(logitsMax, logits5);
        logitsMax = Math.max(logitsMax, logits6);
        logitsMax = Math.max(logitsMax, logits7);
        logitsMax = Math.max(logitsMax, logits8);
        logitsMax = Math.max(logitsMax, logits9);
        float pGreatest = logitsMax;
        // pExp = exp(logits - pGreatest)  [10], line 5
        float pExp0 = Functions.exp(logits0 - pGreatest);
        float pExp1 = Functions.exp(logits1 - pGreatest);
        float pExp2 = Functions.exp(logits2 - pGreatest);
        float pExp3 = Functions.exp(logits3 - pGreatest);
        float pExp4 = Functions.exp(logits4 - pGreatest);
        float pExp5 = Functions.exp(logits5 - pGreatest);
        float pExp6 = Functions.exp(logits6 - pGreatest);
        float pExp7 = Functions.exp(logits7 - pGreatest);
        float pExp8 = Functions.exp(logits8 - pGreatest);
        float pExp9 = Functions.exp(logits9 - pGreatest);
        // pTotal = sum(pExp)  line 5
        float pTotal = pExp0 + pExp1 + pExp2 + pExp3 + pExp4 + pExp5 + pExp6 + pExp7 + pExp8
            + pExp9;
        // p = pExp / pTotal  [10], line 5
        p[(first + s) * 10] = pExp0 / pTotal;
        p[(first + s) * 10 + 1] = pExp1 / pTotal;
        p[(first + s) * 10 + 2] = pExp2 / pTotal;
        p[(first + s) * 10 + 3] = pExp3 / pTotal;
        p[(first + s) * 10 + 4] = pExp4 / pTotal;
        p[(first + s) * 10 + 5] = pExp5 / pTotal;
        p[(first + s) * 10 + 6] = pExp6 / pTotal;
        p[(first + s) * 10 + 7] = pExp7 / pTotal;
        p[(first + s) * 10 + 8] = pExp8 / pTotal;
        p[(first + s) * 10 + 9] = pExp9 / pTotal;
      }
    }

    private static void lossTotal(float[] logits, int first, int[] y, float[] lossExp,
        float[] lossTotal, float[] lossTotal2, int begin, int end) {
      for (int s = begin; s < end; s++) {
        float logits0 = logits[s * 10];
        float logits1 = logits[s * 10 + 1];
        float logits2 = logits[s * 10 + 2];
        float logits3 = logits[s * 10 + 3];
        float logits4 = logits[s * 10 + 4];
        float logits5 = logits[s * 10 + 5];
        float logits6 = logits[s * 10 + 6];
        float logits7 = logits[s * 10 + 7];
        float logits8 = logits[s * 10 + 8];
        float logits9 = logits[s * 10 + 9];
        int yValue = y[first + s];
        // lossGreatest = maximum(logits)  line 9
        float logitsMax = Math.max(logits0, logits1);
        logitsMax = Math.max(logitsMax, logits2);
        logitsMax = Math.max(logitsMax, logits3);
        logitsMax = Math.max(logitsMax, logits4);
        logitsMax = Math.max(logitsMax, logits5);
        logitsMax = Math.max(logitsMax, logits6);
        logitsMax = Math.max(logitsMax, logits7);
        logitsMax = Math.max(logitsMax, logits8);
        logitsMax = Math.max(logitsMax, logits9);
        float lossGreatest = logitsMax;
        // lossExp = exp(logits - lossGreatest)  [10], line 9
        float lossExp0 = Functions.exp(logits0 - lossGreatest);
        float lossExp1 = Functions.exp(logits1 - lossGreatest);
        float lossExp2 = Functions.exp(logits2 - lossGreatest);
        float lossExp3 = Functions.exp(logits3 - lossGreatest);
        float lossExp4 = Functions.exp(logits4 - lossGreatest);
        float lossExp5 = Functions.exp(logits5 - lossGreatest);
        float lossExp6 = Functions.exp(logits6 - lossGreatest);
        float lossExp7 = Functions.exp(logits7 - lossGreatest);
        float lossExp8 = Functions.exp(logits8 - lossGreatest);
        float lossExp9 = Functions.exp(logits9 - lossGreatest);
        lossExp[s * 10] = lossExp0;
        lossExp[s * 10 + 1] = lossExp1;
        lossExp[s * 10 + 2] = lossExp2;
        lossExp[s * 10 + 3] = lossExp3;
        lossExp[s * 10 + 4] = lossExp4;
        lossExp[s * 10 + 5] = lossExp5;
        lossExp[s * 10 + 6] = lossExp6;
        lossExp[s * 10 + 7] = lossExp7;
        lossExp[s * 10 + 8] = lossExp8;
        lossExp[s * 10 + 9] = lossExp9;
        // lossTotal = sum(lossExp)  line 9
        float lossTotalValue = lossExp0 + lossExp1 + lossExp2 + lossExp3 + lossExp4 + lossExp5
            + lossExp6 + lossExp7 + lossExp8 + lossExp9;
        lossTotal[s] = lossTotalValue;
        // lossSum = lossGreatest + log(lossTotal)  line 9
        float lossSum = lossGreatest + Functions.log(lossTotalValue);
        // lossTotal = sum(oneHot(y) * (logits - lossSum))  line 9
        lossTotal2[s] = (yValue == 0 ? 1f : 0f) * (logits0 - lossSum)
            + (yValue == 1 ? 1f : 0f) * (logits1 - lossSum) + (yValue == 2 ? 1f : 0f) * (logits2
            - lossSum) + (yValue == 3 ? 1f : 0f) * (logits3 - lossSum)
            + (yValue == 4 ? 1f : 0f) * (logits4 - lossSum) + (yValue == 5 ? 1f : 0f) * (logits5
            - lossSum) + (yValue == 6 ? 1f : 0f) * (logits6 - lossSum)
            + (yValue == 7 ? 1f : 0f) * (logits7 - lossSum) + (yValue == 8 ? 1f : 0f) * (logits8
            - lossSum) + (yValue == 9 ? 1f : 0f) * (logits9 - lossSum);
      }
    }

    private static void lossBatchTotal(float[] lossTotal2, float[] lossBatchTotal, int n) {
      double lossBatchTotalSum = 0;
      for (int s = 0; s < n; s++) {
        float lossTotalValue = lossTotal2[s];
        // lossBatchTotal = Σ over the batch of -lossTotal  line 9
        lossBatchTotalSum += -lossTotalValue;
      }
      lossBatchTotal[0] = (float) lossBatchTotalSum;
    }

    private static void lossTraining(float[] lossBatchTotal, int n, float[] loss,
        float[] lossGradient) {
      // loss = lossBatchTotal / n  line 9
      float lossValue = lossBatchTotal[0] / (float) n;
      // lossGradient = 1 / n  line 9
      float lossGradientValue = 1 / (float) n;
      loss[0] = lossValue;
      lossGradient[0] = lossGradientValue;
    }

    private static void lossTotalTraining(float[] logits, int first, int[] y, float[] lossTotal,
        int begin, int end) {
      for (int s = begin; s < end; s++) {
        float logits0 = logits[s * 10];
        float logits1 = logits[s * 10 + 1];
        float logits2 = logits[s * 10 + 2];
        float logits3 = logits[s * 10 + 3];
        float logits4 = logits[s * 10 + 4];
        float logits5 = logits[s * 10 + 5];
        float logits6 = logits[s * 10 + 6];
        float logits7 = logits[s * 10 + 7];
        float logits8 = logits[s * 10 + 8];
        float logits9 = logits[s * 10 + 9];
        int yValue = y[first + s];
        // lossGreatest = maximum(logits)  line 9
        float logitsMax = Math.max(logits0, logits1);
        logitsMax = Math.max(logitsMax, logits2);
        logitsMax = Math.max(logitsMax, logits3);
        logitsMax = Math.max(logitsMax, logits4);
        logitsMax = Math.max(logitsMax, logits5);
        logitsMax = Math.max(logitsMax, logits6);
        logitsMax = Math.max(logitsMax, logits7);
        logitsMax = Math.max(logitsMax, logits8);
        logitsMax = Math.max(logitsMax, logits9);
        float lossGreatest = logitsMax;
        // lossTotal = sum(exp(logits - lossGreatest))  line 9
        float lossTotalValue = Functions.exp(logits0 - lossGreatest) + Functions.exp(logits1
            - lossGreatest) + Functions.exp(logits2 - lossGreatest) + Functions.exp(logits3
            - lossGreatest) + Functions.exp(logits4 - lossGreatest) + Functions.exp(logits5
            - lossGreatest) + Functions.exp(logits6 - lossGreatest) + Functions.exp(logits7
            - lossGreatest) + Functions.exp(logits8 - lossGreatest) + Functions.exp(logits9
            - lossGreatest);
        // lossSum = lossGreatest + log(lossTotal)  line 9
        float lossSum = lossGreatest + Functions.log(lossTotalValue);
        // lossTotal = sum(oneHot(y) * (logits - lossSum))  line 9
        lossTotal[s] = (yValue == 0 ? 1f : 0f) * (logits0 - lossSum)
            + (yValue == 1 ? 1f : 0f) * (logits1 - lossSum) + (yValue == 2 ? 1f : 0f) * (logits2
            - lossSum) + (yValue == 3 ? 1f : 0f) * (logits3 - lossSum)
            + (yValue == 4 ? 1f : 0f) * (logits4 - lossSum) + (yValue == 5 ? 1f : 0f) * (logits5
            - lossSum) + (yValue == 6 ? 1f : 0f) * (logits6 - lossSum)
            + (yValue == 7 ? 1f : 0f) * (logits7 - lossSum) + (yValue == 8 ? 1f : 0f) * (logits8
            - lossSum) + (yValue == 9 ? 1f : 0f) * (logits9 - lossSum);
      }
    }

    private static void lossBatchTotalTraining(float[] lossTotal, float[] lossBatchTotal, int n) {
      double lossBatchTotalSum = 0;
      for (int s = 0; s < n; s++) {
        float lossTotalValue = lossTotal[s];
        // lossBatchTotal = Σ over the batch of -lossTotal  line 9
        lossBatchTotalSum += -lossTotalValue;
      }
      lossBatchTotal[0] = (float) lossBatchTotalSum;
    }

    private static void lossTraining2(float[] lossBatchTotal, int n, float[] loss) {
      // loss = lossBatchTotal / n  line 9
      float lossValue = lossBatchTotal[0] / (float) n;
      loss[0] = lossValue;
    }

    private static final class Memory {
      private final float[] hiddenSum = new float[8192];
      private final float[] hidden = new float[8192];
      private final float[] logits = new float[640];
      private final float[][] sampleRows = new float[64][128];
      private final float[][] matrixRows = new float[4][128];
    }

    private final class Memories extends Scratch implements Team.Work {
      private final Team team;
      private final Memory[] each;
      private float[] x = new float[0];
      private float[] p = new float[0];

      Memories(Team team) {
        this.team = team;
        each = new Memory[team.threads()];
        for (int i = 0; i < each.length; i++) {
          each[i] = new Memory();
        }
      }

      @Override
      public Team team() {
        return team;
      }

      @Override
      public void run(int member, int phase, int begin, int end) {
        predictRange(each[member], begin, end, x, p);
      }
    }

    private final class Steps extends Trainer implements Team.Work {
      private final float[] hiddenWeightMean = new float[100352];
      private final float[] hiddenWeightVariance = new float[100352];
      private final float[] hiddenBiasMean = new float[128];
      private final float[] hiddenBiasVariance = new float[128];
      private final float[] logitsWeightMean = new float[1280];
      private final float[] logitsWeightVariance = new float[1280];
      private final float[] logitsBiasMean = new float[10];
      private final float[] logitsBiasVariance = new float[10];
      private final float[] loss = new float[1];
      private float[] hiddenSum = new float[0];
      private float[] hidden = new float[0];
      private float[] logits = new float[0];
      private float[] lossExp = new float[0];
      private float[] lossTotal = new float[0];
      private float[] lossTotal2 = new float[0];
      private final float[] lossBatchTotal = new float[1];
      private final float[] lossGradient = new float[1];
      private float[] logitsGradient = new float[0];
      private final float[] logitsBiasGradient = new float[10];
      private final float[] logitsWeightGradient = new float[1280];
      private float[] hiddenGradient = new float[0];
      private float[] hiddenGradient2 = new float[0];
      private final float[] hiddenBiasGradient = new float[128];
      private final float[] hiddenWeightGradient = new float[100352];
      private final float[] stepSqrt = new float[1];
      private final float[] stepQuotient = new float[1];
      private final float[][][] sampleRows;
      private final float[][][] matrixRows;
      private final Team team;
      private int n;
      private float[] x = new float[0];
      private int[] y = new int[0];
      private float rate;

      Steps(Team team) {
        this.team = team;
        sampleRows = new float[team.threads()][64][128];
        matrixRows = new float[team.threads()][4][128];
      }

      @Override
      void grow(int n) {
        hiddenSum = new float[Math.multiplyExact(n, 128)];
        hidden = new float[Math.multiplyExact(n, 128)];
        logits = new float[Math.multiplyExact(n, 10)];
        lossExp = new float[Math.multiplyExact(n, 10)];
        lossTotal = new float[n];
        lossTotal2 = new float[n];
        logitsGradient = new float[Math.multiplyExact(n, 10)];
        hiddenGradient = new float[Math.multiplyExact(n, 128)];
        hiddenGradient2 = new float[Math.multiplyExact(n, 128)];
      }

      @Override
      float runStep(int n, float[] x, int[] y, float rate) {
        this.n = n;
        this.x = x;
        this.y = y;
        this.rate = rate;
        // hiddenSum … lossTotal, by samples
        team.run(this, 0, n, 32);
        lossBatchTotal(lossTotal2, lossBatchTotal, n);
        lossTraining(lossBatchTotal, n, loss, lossGradient);
        // logitsGradient … hiddenGradientTraining, by samples
        team.run(this, 1, n, 32);
        // logitsBiasGradient … hiddenWeightGradient, in parts
        team.run(this, 2, 52, 1);
        hiddenWeightUpdate(hiddenWeightMean, hiddenWeightGradient, hiddenWeightVariance,
            biasCorrection(0.999), stepSqrt, rate, biasCorrection(0.9), stepQuotient, hiddenWeight);
        hiddenBiasUpdate(hiddenBiasMean, hiddenBiasGradient, hiddenBiasVariance, hiddenBias,
            stepQuotient, stepSqrt);
        logitsWeightUpdate(logitsWeightMean, logitsWeightGradient, logitsWeightVariance,
            logitsWeight, stepQuotient, stepSqrt);
        logitsBiasUpdate(logitsBiasMean, logitsBiasGradient, logitsBiasVariance, logitsBias,
            stepQuotient, stepSqrt);
        return loss[0];
      }

      @Override
      float runLoss(int n, float[] x, int[] y) {
        this.n = n;
        this.x = x;
        this.y = y;
        // hiddenSum … lossTotalTraining, by samples
        team.run(this, 3, n, 32);
        lossBatchTotalTraining(lossTotal, lossBatchTotal, n);
        lossTraining2(lossBatchTotal, n, loss);
        return loss[0];
      }

      @Override
      public int measurements() {
        return 0;
      }

      @Override
      public void measure(int index, Batch inputs) {
        throw new IllegalArgumentException("nothing to measure");
      }

      @Override
      public void finishMeasurement(int index) {
        throw new IllegalArgumentException("nothing to measure");
      }

      @Override
      public List<Tensor> state() {
        return List.of(
            new Tensor("hidden.weight.mean", List.of(128, 784), Layout.COLUMN_MAJOR, hiddenWeightMean),
            new Tensor("hidden.weight.variance", List.of(128, 784), Layout.COLUMN_MAJOR, hiddenWeightVariance),
            new Tensor("hidden.bias.mean", List.of(128), Layout.ROW_MAJOR, hiddenBiasMean),
            new Tensor("hidden.bias.variance", List.of(128), Layout.ROW_MAJOR, hiddenBiasVariance),
            new Tensor("logits.weight.mean", List.of(10, 128), Layout.ROW_MAJOR, logitsWeightMean),
            new Tensor("logits.weight.variance", List.of(10, 128), Layout.ROW_MAJOR, logitsWeightVariance),
            new Tensor("logits.bias.mean", List.of(10), Layout.ROW_MAJOR, logitsBiasMean),
            new Tensor("logits.bias.variance", List.of(10), Layout.ROW_MAJOR, logitsBiasVariance));
      }

      @Override
      public Team team() {
        return team;
      }

      @Override
      public void run(int member, int phase, int begin, int end) {
        switch (phase) {
          case 0 -> runPhase0(member, begin, end);
          case 1 -> runPhase1(member, begin, end);
          case 2 -> runPhase2(member, begin, end);
          case 3 -> runPhase3(member, begin, end);
          default -> throw new IllegalArgumentException("no phase " + phase);
        }
      }

      private void runPhase0(int member, int begin, int end) {
        hiddenSum(hiddenBias, sampleRows[member], hiddenWeight, x, 0, hiddenSum, matrixRows[member],
            begin, end);
        hidden(hiddenSum, hidden, begin, end);
        logits(logitsBias, hidden, logitsWeight, logits, begin, end);
        lossTotal(logits, 0, y, lossExp, lossTotal, lossTotal2, begin, end);
      }

      private void runPhase1(int member, int begin, int end) {
        logitsGradient(0, y, lossExp, lossTotal, lossGradient, logitsGradient, begin, end);
        hiddenGradient(sampleRows[member], logitsWeight, logitsGradient, hiddenGradient,
            matrixRows[member], begin, end);
        hiddenGradientTraining(hiddenSum, hiddenGradient, hiddenGradient2, begin, end);
      }

      private void runPhase2(int member, int begin, int end) {
        if (begin < 1 && end > 0) {
          logitsBiasGradient(logitsGradient, logitsBiasGradient, n);
        }
        if (begin < 2 && end > 1) {
          logitsWeightGradient(sampleRows[member], hidden, logitsWeightGradient, logitsGradient,
              matrixRows[member], n);
        }
        if (begin < 3 && end > 2) {
          hiddenBiasGradient(hiddenBiasGradient, hiddenGradient2, n);
        }
        if (begin < 52 && end > 3) {
          hiddenWeightGradient(sampleRows[member], hiddenGradient2, hiddenWeightGradient, x, 0,
              matrixRows[member], n, Math.max(begin - 3, 0) * 16, Math.min((end - 3) * 16, 784));
        }
      }

      private void runPhase3(int member, int begin, int end) {
        hiddenSum(hiddenBias, sampleRows[member], hiddenWeight, x, 0, hiddenSum, matrixRows[member],
            begin, end);
        hidden(hiddenSum, hidden, begin, end);
        logits(logitsBias, hidden, logitsWeight, logits, begin, end);
        lossTotalTraining(logits, 0, y, lossTotal, begin, end);
      }
    }
  }
}
