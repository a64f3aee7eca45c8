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
import dev.mlpc.runtime.Tensor;
import dev.mlpc.runtime.TrainingSettings;
import dev.mlpc.runtime.Workspace;
import dev.mlpc.runtime.file.Parameters;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * Exclusive or, the classic that one layer cannot learn.
 *
 * <p>Its parameters are shared, and prediction only reads them: any number
 * of threads may predict with one network, each with its own
 * {@link Xor.Scratch}.
 */
@Generated("xor.mlp")
public final class Xor implements Network {
  static final Signature SIGNATURE = new Signature(
      "Xor",
      "516a8470a51b2254",
      List.of(new Port("x", Port.Kind.F32, List.of(2), 0, List.of())),
      List.of(new Port("y", Port.Kind.F32, List.of(), 0, List.of())),
      List.of(new Port("t", Port.Kind.F32, List.of(), 0, List.of())));

  private static final Supplier<Engine> ENGINES = Engines.choose(
      MethodHandles.lookup(), Engine.class, "XorVector", Portable::new);

  private final Engine engine = ENGINES.get();

  private Xor() {
  }

  /**
   * A new network.
   *
   * @param seed fixes its initial parameters
   * @return it
   */
  public static Xor create(long seed) {
    Xor network = new Xor();
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
  public static Xor load(Path file) throws IOException {
    Xor network = new Xor();
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
   * @param x [2]
   * @return y, [1]
   * @throws IllegalArgumentException if an array is too short
   */
  public float[] predict(float[] x) {
    float[] y = new float[1];
    predict(x, y, newScratch());
    return y;
  }

  /**
   * Predicts one sample; allocates nothing.
   *
   * @param x [2]
   * @param y [1]
   * @param scratch the calling thread's own
   * @throws IllegalArgumentException if an array is too short
   */
  public void predict(float[] x, float[] y, Scratch scratch) {
    predict(x, y, 1, scratch);
  }

  /**
   * Predicts {@code n} samples, row after row; allocates nothing.
   *
   * @param x [n, 2]
   * @param y [n, 1]
   * @param n how many samples
   * @param scratch the calling thread's own
   * @throws IllegalArgumentException if an array is too short
   */
  public void predict(float[] x, float[] y, int n, Scratch scratch) {
    Checks.length("x", x.length, n, 2);
    Checks.length("y", y.length, n, 1);
    engine.predict(scratch, n, x, y);
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
   * The memory that one thread needs in order to predict.
   *
   * @return it
   */
  public Scratch newScratch() {
    return engine.newScratch();
  }

  @Override
  public Workspace newWorkspace() {
    return newScratch();
  }

  @Override
  public Trainer newTrainer() {
    return engine.newTrainer();
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
    private static final TrainingSettings SETTINGS = new TrainingSettings(2000, 4, 1L, true, OptionalInt.empty(), List.of());
    private Rate schedule = Rate.constant(0.5);
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
     * @param x [n, 2]
     * @param t [n, 1]
     * @param n how many samples the arrays hold, row-major
     * @return the loss before the update, penalties included
     * @throws IllegalArgumentException if an array is too short, if a class
     *     is out of range, or without samples
     */
    public float step(float[] x, float[] t, int n) {
      Checks.notEmpty(n);
      Checks.length("x", x.length, n, 2);
      Checks.length("t", t.length, n, 1);
      reserve(n);
      float result = runStep(n, x, t, (float) schedule.at(steps));
      steps++;
      return result;
    }

    @Override
    public double step(Batch inputs, Batch targets) {
      Checks.ports(inputs, SIGNATURE.inputs());
      Checks.ports(targets, SIGNATURE.targets());
      return step(inputs.floats(0), targets.floats(0), inputs.size());
    }

    abstract float runStep(int n, float[] x, float[] t, float rate);

    /**
     * The loss of some samples, in inference: no dropout, no update.
     *
     * @param x [n, 2]
     * @param t [n, 1]
     * @param n how many samples the arrays hold, row-major
     * @return the mean over the samples, penalties included
     * @throws IllegalArgumentException if an array is too short, if a class
     *     is out of range, or without samples
     */
    public float loss(float[] x, float[] t, int n) {
      Checks.notEmpty(n);
      Checks.length("x", x.length, n, 2);
      Checks.length("t", t.length, n, 1);
      reserve(n);
      return runLoss(n, x, t);
    }

    @Override
    public double loss(Batch inputs, Batch targets) {
      Checks.ports(inputs, SIGNATURE.inputs());
      Checks.ports(targets, SIGNATURE.targets());
      return loss(inputs.floats(0), targets.floats(0), inputs.size());
    }

    abstract float runLoss(int n, float[] x, float[] t);
  }

  /**
   * How the network is computed, and where its parameters lie.
   */
  abstract static class Engine {
    abstract List<Tensor> tensors();

    abstract Scratch newScratch();

    abstract void predict(Scratch scratch, int n, float[] x, float[] y);

    abstract Trainer newTrainer();
  }

  /**
   * The engine in plain Java, for every JVM.
   */
  private static final class Portable extends Engine {
    private final float[] hiddenWeight = new float[8];
    private final float[] hiddenBias = new float[4];
    private final float[] yWeight = new float[4];
    private final float[] yBias = new float[1];
    private final List<Tensor> tensors;

    Portable() {
      List<Tensor> all = new ArrayList<>();
      describe(all);
      tensors = List.copyOf(all);
    }

    private void describe(List<Tensor> all) {
      all.add(new Tensor("hidden.weight", List.of(4, 2), Layout.ROW_MAJOR, hiddenWeight));
      all.add(new Tensor("hidden.bias", List.of(4), Layout.ROW_MAJOR, hiddenBias));
      all.add(new Tensor("y.weight", List.of(1, 4), Layout.ROW_MAJOR, yWeight));
      all.add(new Tensor("y.bias", List.of(1), Layout.ROW_MAJOR, yBias));
    }

    @Override
    List<Tensor> tensors() {
      return tensors;
    }

    @Override
    Scratch newScratch() {
      return new Memory();
    }

    @Override
    Trainer newTrainer() {
      return new Steps();
    }

    @Override
    void predict(Scratch own, int n, float[] x, float[] y) {
      Memory scratch = (Memory) own;
      for (int first = 0; first < n; first += 128) {
        run(scratch, first, Math.min(128, n - first), x, y);
      }
    }

    private void run(Memory scratch, int first, int n, float[] x, float[] y) {
      forward(first, x, hiddenWeight, hiddenBias, yWeight, yBias, y, n);
    }

    private static void forward(int first, float[] x, float[] hiddenWeight, float[] hiddenBias,
        float[] yWeight, float[] yBias, float[] y, int n) {
      for (int s = 0; s < n; s++) {
        float x0 = x[(first + s) * 2];
        float x1 = x[(first + s) * 2 + 1];
        // hiddenSum = hiddenWeight @ x + hiddenBias  [4], line 3
        float hiddenSum0 = hiddenWeight[0] * x0 + hiddenWeight[1] * x1 + hiddenBias[0];
        float hiddenSum1 = hiddenWeight[2] * x0 + hiddenWeight[3] * x1 + hiddenBias[1];
        float hiddenSum2 = hiddenWeight[4] * x0 + hiddenWeight[5] * x1 + hiddenBias[2];
        float hiddenSum3 = hiddenWeight[6] * x0 + hiddenWeight[7] * x1 + hiddenBias[3];
        // hidden = tanh(hiddenSum)  [4], line 3
        float hidden0 = Functions.tanh(hiddenSum0);
        float hidden1 = Functions.tanh(hiddenSum1);
        float hidden2 = Functions.tanh(hiddenSum2);
        float hidden3 = Functions.tanh(hiddenSum3);
        // ySum = yWeight @ hidden + yBias  [1], line 4
        float ySum0 = yWeight[0] * hidden0 + yWeight[1] * hidden1 + yWeight[2] * hidden2
            + yWeight[3] * hidden3 + yBias[0];
        // y = sigmoid(ySum)  line 2
        y[first + s] = Functions.sigmoid(ySum0);
      }
    }

    private static void forwardTraining(int first, float[] x, float[] t, float[] hiddenWeight,
        float[] hiddenBias, float[] hidden, float[] yWeight, float[] yBias, float[] y,
        float[] lossDifference, float[] lossBatchTotal, int n) {
      double lossBatchTotalSum = 0;
      for (int s = 0; s < n; s++) {
        float x0 = x[(first + s) * 2];
        float x1 = x[(first + s) * 2 + 1];
        float tValue = t[first + s];
        // hiddenSum = hiddenWeight @ x + hiddenBias  [4], line 3
        float hiddenSum0 = hiddenWeight[0] * x0 + hiddenWeight[1] * x1 + hiddenBias[0];
        float hiddenSum1 = hiddenWeight[2] * x0 + hiddenWeight[3] * x1 + hiddenBias[1];
        float hiddenSum2 = hiddenWeight[4] * x0 + hiddenWeight[5] * x1 + hiddenBias[2];
        float hiddenSum3 = hiddenWeight[6] * x0 + hiddenWeight[7] * x1 + hiddenBias[3];
        // hidden = tanh(hiddenSum)  [4], line 3
        float hidden0 = Functions.tanh(hiddenSum0);
        float hidden1 = Functions.tanh(hiddenSum1);
        float hidden2 = Functions.tanh(hiddenSum2);
        float hidden3 = Functions.tanh(hiddenSum3);
        hidden[s * 4] = hidden0;
        hidden[s * 4 + 1] = hidden1;
        hidden[s * 4 + 2] = hidden2;
        hidden[s * 4 + 3] = hidden3;
        // ySum = yWeight @ hidden + yBias  [1], line 4
        float ySum0 = yWeight[0] * hidden0 + yWeight[1] * hidden1 + yWeight[2] * hidden2
            + yWeight[3] * hidden3 + yBias[0];
        // y = sigmoid(ySum)  [1], line 4
        float y0 = Functions.sigmoid(ySum0);
        y[s] = y0;
        // lossDifference = y - t  line 9
        float lossDifferenceValue = y0 - tValue;
        lossDifference[s] = lossDifferenceValue;
        // lossBatchTotal = Σ over the batch of lossDifference * lossDifference  line 9
        lossBatchTotalSum += lossDifferenceValue * lossDifferenceValue;
      }
      lossBatchTotal[0] = (float) lossBatchTotalSum;
    }

    private static void backward(int first, float[] x, float[] hidden, float[] y,
        float[] lossDifference, int n, float[] yBiasGradient, float[] yWeightGradient,
        float[] yWeight, float[] hiddenBiasGradient, float[] hiddenWeightGradient) {
      double yBiasGradientSum0 = 0;
      float yWeightGradientSum0 = 0;
      float yWeightGradientSum1 = 0;
      float yWeightGradientSum2 = 0;
      float yWeightGradientSum3 = 0;
      float hiddenBiasGradientSum0 = 0;
      float hiddenBiasGradientSum1 = 0;
      float hiddenBiasGradientSum2 = 0;
      float hiddenBiasGradientSum3 = 0;
      float hiddenWeightGradientSum0 = 0;
      float hiddenWeightGradientSum1 = 0;
      float hiddenWeightGradientSum2 = 0;
      float hiddenWeightGradientSum3 = 0;
      float hiddenWeightGradientSum4 = 0;
      float hiddenWeightGradientSum5 = 0;
      float hiddenWeightGradientSum6 = 0;
      float hiddenWeightGradientSum7 = 0;
      for (int s = 0; s < n; s++) {
        float x0 = x[(first + s) * 2];
        float x1 = x[(first + s) * 2 + 1];
        float hidden0 = hidden[s * 4];
        float hidden1 = hidden[s * 4 + 1];
        float hidden2 = hidden[s * 4 + 2];
        float hidden3 = hidden[s * 4 + 3];
        float y0 = y[s];
        float lossDifferenceValue = lossDifference[s];
        // yGradient = lossDifference * (1 / n * 2) * (y * (1 - y))  [1], line 4
        float yGradient0 = lossDifferenceValue * (1 / (float) n * 2) * (y0 * (1 - y0));
        // yBiasGradient = Σ over the batch of yGradient  [1], line 4
        yBiasGradientSum0 += yGradient0;
        // yWeightGradient = Σ over the batch of yGradient @ hiddenᵀ  [1, 4], line 4
        yWeightGradientSum0 += yGradient0 * hidden0;
        yWeightGradientSum1 += yGradient0 * hidden1;
        yWeightGradientSum2 += yGradient0 * hidden2;
        yWeightGradientSum3 += yGradient0 * hidden3;
        // hiddenGradient = yWeightᵀ @ yGradient  [4], line 3
        float hiddenGradient0 = yWeight[0] * yGradient0;
        float hiddenGradient1 = yWeight[1] * yGradient0;
        float hiddenGradient2 = yWeight[2] * yGradient0;
        float hiddenGradient3 = yWeight[3] * yGradient0;
        // hiddenGradient = hiddenGradient * (1 - hidden * hidden)  [4], line 3
        float hiddenGradient0_2 = hiddenGradient0 * (1 - hidden0 * hidden0);
        float hiddenGradient1_2 = hiddenGradient1 * (1 - hidden1 * hidden1);
        float hiddenGradient2_2 = hiddenGradient2 * (1 - hidden2 * hidden2);
        float hiddenGradient3_2 = hiddenGradient3 * (1 - hidden3 * hidden3);
        // hiddenBiasGradient = Σ over the batch of hiddenGradient  [4], line 3
        hiddenBiasGradientSum0 += hiddenGradient0_2;
        hiddenBiasGradientSum1 += hiddenGradient1_2;
        hiddenBiasGradientSum2 += hiddenGradient2_2;
        hiddenBiasGradientSum3 += hiddenGradient3_2;
        // hiddenWeightGradient = Σ over the batch of hiddenGradient @ xᵀ  [4, 2], line 3
        hiddenWeightGradientSum0 += hiddenGradient0_2 * x0;
        hiddenWeightGradientSum1 += hiddenGradient0_2 * x1;
        hiddenWeightGradientSum2 += hiddenGradient1_2 * x0;
        hiddenWeightGradientSum3 += hiddenGradient1_2 * x1;
        hiddenWeightGradientSum4 += hiddenGradient2_2 * x0;
        hiddenWeightGradientSum5 += hiddenGradient2_2 * x1;
        hiddenWeightGradientSum6 += hiddenGradient3_2 * x0;
        hiddenWeightGradientSum7 += hiddenGradient3_2 * x1;
      }
      yBiasGradient[0] = (float) yBiasGradientSum0;
      yWeightGradient[0] = yWeightGradientSum0;
      yWeightGradient[1] = yWeightGradientSum1;
      yWeightGradient[2] = yWeightGradientSum2;
      yWeightGradient[3] = yWeightGradientSum3;
      hiddenBiasGradient[0] = hiddenBiasGradientSum0;
      hiddenBiasGradient[1] = hiddenBiasGradientSum1;
      hiddenBiasGradient[2] = hiddenBiasGradientSum2;
      hiddenBiasGradient[3] = hiddenBiasGradientSum3;
      hiddenWeightGradient[0] = hiddenWeightGradientSum0;
      hiddenWeightGradient[1] = hiddenWeightGradientSum1;
      hiddenWeightGradient[2] = hiddenWeightGradientSum2;
      hiddenWeightGradient[3] = hiddenWeightGradientSum3;
      hiddenWeightGradient[4] = hiddenWeightGradientSum4;
      hiddenWeightGradient[5] = hiddenWeightGradientSum5;
      hiddenWeightGradient[6] = hiddenWeightGradientSum6;
      hiddenWeightGradient[7] = hiddenWeightGradientSum7;
    }

    private static void hidden(int first, float[] x, float[] t, float[] hiddenWeight,
        float[] hiddenBias, float[] yWeight, float[] yBias, float[] lossBatchTotal, int n) {
      double lossBatchTotalSum = 0;
      for (int s = 0; s < n; s++) {
        float x0 = x[(first + s) * 2];
        float x1 = x[(first + s) * 2 + 1];
        float tValue = t[first + s];
        // hiddenSum = hiddenWeight @ x + hiddenBias  [4], line 3
        float hiddenSum0 = hiddenWeight[0] * x0 + hiddenWeight[1] * x1 + hiddenBias[0];
        float hiddenSum1 = hiddenWeight[2] * x0 + hiddenWeight[3] * x1 + hiddenBias[1];
        float hiddenSum2 = hiddenWeight[4] * x0 + hiddenWeight[5] * x1 + hiddenBias[2];
        float hiddenSum3 = hiddenWeight[6] * x0 + hiddenWeight[7] * x1 + hiddenBias[3];
        // hidden = tanh(hiddenSum)  [4], line 3
        float hidden0 = Functions.tanh(hiddenSum0);
        float hidden1 = Functions.tanh(hiddenSum1);
        float hidden2 = Functions.tanh(hiddenSum2);
        float hidden3 = Functions.tanh(hiddenSum3);
        // ySum = yWeight @ hidden + yBias  [1], line 4
        float ySum0 = yWeight[0] * hidden0 + yWeight[1] * hidden1 + yWeight[2] * hidden2
            + yWeight[3] * hidden3 + yBias[0];
        // lossDifference = sigmoid(ySum) - t  line 9
        float lossDifferenceValue = Functions.sigmoid(ySum0) - tValue;
        // lossBatchTotal = Σ over the batch of lossDifference * lossDifference  line 9
        lossBatchTotalSum += lossDifferenceValue * lossDifferenceValue;
      }
      lossBatchTotal[0] = (float) lossBatchTotalSum;
    }

    private static void hiddenWeightUpdate(float[] hiddenWeightMomentum,
        float[] hiddenWeightGradient, float[] hiddenWeight, float rate) {
      for (int i = 0; i < 8; i++) {
        // hiddenWeightMomentum = 0.9 * hiddenWeightMomentum + hiddenWeightGradient  [4, 2], line 3
        float hiddenWeightMomentumElement = 0.9f * hiddenWeightMomentum[i]
            + hiddenWeightGradient[i];
        // hiddenWeight = hiddenWeight - rate * hiddenWeightMomentum  [4, 2], line 3
        hiddenWeight[i] -= rate * hiddenWeightMomentumElement;
        hiddenWeightMomentum[i] = hiddenWeightMomentumElement;
      }
    }

    private static void hiddenBiasUpdate(float[] hiddenBiasMomentum, float[] hiddenBiasGradient,
        float[] hiddenBias, float rate) {
      for (int i = 0; i < 4; i++) {
        // hiddenBiasMomentum = 0.9 * hiddenBiasMomentum + hiddenBiasGradient  [4], line 3
        float hiddenBiasMomentumElement = 0.9f * hiddenBiasMomentum[i] + hiddenBiasGradient[i];
        // hiddenBias = hiddenBias - rate * hiddenBiasMomentum  [4], line 3
        hiddenBias[i] -= rate * hiddenBiasMomentumElement;
        hiddenBiasMomentum[i] = hiddenBiasMomentumElement;
      }
    }

    private static void yWeightUpdate(float[] yWeightMomentum, float[] yWeightGradient,
        float[] yWeight, float rate) {
      for (int i = 0; i < 4; i++) {
        // yWeightMomentum = 0.9 * yWeightMomentum + yWeightGradient  [1, 4], line 4
        float yWeightMomentumElement = 0.9f * yWeightMomentum[i] + yWeightGradient[i];
        // yWeight = yWeight - rate * yWeightMomentum  [1, 4], line 4
        yWeight[i] -= rate * yWeightMomentumElement;
        yWeightMomentum[i] = yWeightMomentumElement;
      }
    }

    private static void yBiasUpdate(float[] yBiasMomentum, float[] yBiasGradient, float[] yBias,
        float rate) {
      for (int i = 0; i < 1; i++) {
        // yBiasMomentum = 0.9 * yBiasMomentum + yBiasGradient  [1], line 4
        float yBiasMomentumElement = 0.9f * yBiasMomentum[i] + yBiasGradient[i];
        // yBias = yBias - rate * yBiasMomentum  [1], line 4
        yBias[i] -= rate * yBiasMomentumElement;
        yBiasMomentum[i] = yBiasMomentumElement;
      }
    }

    private static void lossTraining(float[] lossBatchTotal, int n, float[] loss) {
      // loss = lossBatchTotal / n  line 9
      float lossValue = lossBatchTotal[0] / (float) n;
      loss[0] = lossValue;
    }

    private static final class Memory extends Scratch {
    }

    private final class Steps extends Trainer {
      private final float[] hiddenWeightMomentum = new float[8];
      private final float[] hiddenBiasMomentum = new float[4];
      private final float[] yWeightMomentum = new float[4];
      private final float[] yBiasMomentum = new float[1];
      private final float[] loss = new float[1];
      private float[] hidden = new float[0];
      private float[] y = new float[0];
      private float[] lossDifference = new float[0];
      private final float[] lossBatchTotal = new float[1];
      private final float[] yBiasGradient = new float[1];
      private final float[] yWeightGradient = new float[4];
      private final float[] hiddenBiasGradient = new float[4];
      private final float[] hiddenWeightGradient = new float[8];

      @Override
      void grow(int n) {
        hidden = new float[Math.multiplyExact(n, 4)];
        y = new float[n];
        lossDifference = new float[n];
      }

      @Override
      float runStep(int n, float[] x, float[] t, float rate) {
        forwardTraining(0, x, t, hiddenWeight, hiddenBias, hidden, yWeight, yBias, y,
            lossDifference, lossBatchTotal, n);
        lossTraining(lossBatchTotal, n, loss);
        backward(0, x, hidden, y, lossDifference, n, yBiasGradient, yWeightGradient, yWeight,
            hiddenBiasGradient, hiddenWeightGradient);
        hiddenWeightUpdate(hiddenWeightMomentum, hiddenWeightGradient, hiddenWeight, rate);
        hiddenBiasUpdate(hiddenBiasMomentum, hiddenBiasGradient, hiddenBias, rate);
        yWeightUpdate(yWeightMomentum, yWeightGradient, yWeight, rate);
        yBiasUpdate(yBiasMomentum, yBiasGradient, yBias, rate);
        return loss[0];
      }

      @Override
      float runLoss(int n, float[] x, float[] t) {
        hidden(0, x, t, hiddenWeight, hiddenBias, yWeight, yBias, lossBatchTotal, n);
        lossTraining(lossBatchTotal, n, loss);
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
            new Tensor("hidden.weight.momentum", List.of(4, 2), Layout.ROW_MAJOR, hiddenWeightMomentum),
            new Tensor("hidden.bias.momentum", List.of(4), Layout.ROW_MAJOR, hiddenBiasMomentum),
            new Tensor("y.weight.momentum", List.of(1, 4), Layout.ROW_MAJOR, yWeightMomentum),
            new Tensor("y.bias.momentum", List.of(1), Layout.ROW_MAJOR, yBiasMomentum));
      }
    }
  }
}
