import dev.mlpc.runtime.Batch;
import dev.mlpc.runtime.Functions;
import dev.mlpc.runtime.Layout;
import dev.mlpc.runtime.Tensor;
import dev.mlpc.runtime.lanes.Lanes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The engine in vectors: neighbouring samples in lanes.
 */
final class XorVector extends Xor.Engine {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final FloatVector NUMBERS = FloatVector.zero(SPECIES).addIndex(1);
  private final float[] hiddenWeight = new float[64];
  private final float[] hiddenBias = new float[32];
  private final float[] yWeight = new float[128];
  private final float[] yBias = new float[1];
  private final List<Tensor> tensors;

  XorVector() {
    List<Tensor> all = new ArrayList<>();
    describe(all);
    tensors = List.copyOf(all);
  }

  private void describe(List<Tensor> all) {
    all.add(new Tensor("hidden.weight", List.of(4, 2), Layout.PANELS, hiddenWeight));
    all.add(new Tensor("hidden.bias", List.of(4), Layout.PADDED_ROWS, hiddenBias));
    all.add(new Tensor("y.weight", List.of(1, 4), Layout.PANELS, yWeight));
    all.add(new Tensor("y.bias", List.of(1), Layout.ROW_MAJOR, yBias));
  }

  @Override
  List<Tensor> tensors() {
    return tensors;
  }

  @Override
  Xor.Scratch newScratch() {
    return new Memory();
  }

  @Override
  Xor.Trainer newTrainer() {
    return new Steps();
  }

  @Override
  void predict(Xor.Scratch own, int n, float[] x, float[] y) {
    Memory scratch = (Memory) own;
    if (n <= 8) {
      for (int first = 0; first < n; first++) {
        runOne(scratch, first, 1, x, y);
      }
      return;
    }
    for (int first = 0; first < n; first += 128) {
      run(scratch, first, Math.min(128, n - first), x, y);
    }
  }

  private void run(Memory scratch, int first, int n, float[] x, float[] y) {
    xBlocks(n, x, first, scratch.xBlocks);
    hiddenSum(scratch.xBlocks, hiddenWeight, hiddenBias, scratch.hiddenSum, n);
    hidden(scratch.hiddenSum, scratch.hidden, n);
    ySum(scratch.hidden, yWeight, yBias, scratch.ySum, n);
    y(scratch.ySum, scratch.y2, n);
    ySamples(scratch.y2, scratch.yBlocks, n);
    yRows(n, y, first, scratch.yBlocks);
  }

  private void runOne(Memory scratch, int first, int n, float[] x, float[] y) {
    hiddenSumSamples(x, first, hiddenWeight, hiddenBias, scratch.hiddenSum2, n);
    hiddenSamples(scratch.hiddenSum2, scratch.hidden2, n);
    ySumSamples(scratch.hidden2, yWeight, yBias, scratch.ySum2, n);
    ySamples2(scratch.ySum2, first, y, n);
  }

  private static void ySamples(float[] y2, float[] yBlocks, int n) {
    for (int s = 0; s < n; s += 32) {
      for (int lane = 0; lane < 32; lane += LANES) {
        // y = y  line 2
        FloatVector yValue = FloatVector.fromArray(SPECIES, y2, lane + s);
        yValue.intoArray(yBlocks, lane + s);
      }
    }
  }

  private static void ySamples2(float[] ySum2, int first, float[] y, int n) {
    for (int s = 0; s < n; s++) {
      float ySum0 = ySum2[s];
      // y = sigmoid(ySum)  line 2
      y[first + s] = Functions.sigmoid(ySum0);
    }
  }

  private static void hidden(float[] hiddenSum, float[] hidden, int n) {
    // hidden = tanh(hiddenSum)  [4], line 3
    for (int s = 0; s < n; s += 32) {
      Lanes.tanh(hiddenSum, s * 4, hidden, s * 4, 128);
    }
  }

  private static void hiddenGradient(float[] yGradient, float[] yWeight, float[] hiddenGradient,
      int n) {
    // hiddenGradient = yWeightᵀ @ yGradient  [4], line 3
    for (int j = 0; j < 4; j += 4) {
      for (int s = 0; s < n; s += 32) {
        for (int lane = 0; lane < 32; lane += LANES * 2) {
          transposedTile4(yGradient, lane + s, yWeight, j * 32, hiddenGradient,
              j * 32 + s * 4 + lane);
        }
      }
    }
  }

  private static void hiddenSamples(float[] hiddenSum2, float[] hidden2, int n) {
    for (int s = 0; s < n; s++) {
      float hiddenSum0 = hiddenSum2[s * 4];
      float hiddenSum1 = hiddenSum2[s * 4 + 1];
      float hiddenSum2Value = hiddenSum2[s * 4 + 2];
      float hiddenSum3 = hiddenSum2[s * 4 + 3];
      // hidden = tanh(hiddenSum)  [4], line 3
      hidden2[s * 4] = Functions.tanh(hiddenSum0);
      hidden2[s * 4 + 1] = Functions.tanh(hiddenSum1);
      hidden2[s * 4 + 2] = Functions.tanh(hiddenSum2Value);
      hidden2[s * 4 + 3] = Functions.tanh(hiddenSum3);
    }
  }

  private static void hiddenSum(float[] xBlocks, float[] hiddenWeight, float[] hiddenBias,
      float[] hiddenSum, int n) {
    // hiddenSum = hiddenWeight @ x + hiddenBias  [4], line 3
    for (int s = 0; s < n; s += 32) {
      for (int lane = 0; lane < 32; lane += LANES * 2) {
        for (int j = 0; j < 4; j += 4) {
          tile4(xBlocks, s * 2 + lane, hiddenWeight, j, hiddenBias, j, hiddenSum,
              j * 32 + s * 4 + lane);
        }
      }
    }
  }

  private static void hiddenGradientTraining(float[] hiddenGradient, float[] hidden,
      float[] hiddenGradient2, int n) {
    for (int s = 0; s < n; s += 32) {
      for (int lane = 0; lane < 32; lane += LANES) {
        for (int i = 0; i < 4; i++) {
          // hiddenGradient = hiddenGradient * (1 - hidden * hidden)  [4], line 3
          FloatVector.fromArray(SPECIES, hiddenGradient, i * 32 + s * 4 + lane)
              .mul(FloatVector.broadcast(SPECIES, 1f).sub(FloatVector.fromArray(SPECIES, hidden,
              i * 32 + s * 4 + lane).mul(FloatVector.fromArray(SPECIES, hidden,
              i * 32 + s * 4 + lane)))).intoArray(hiddenGradient2, i * 32 + s * 4 + lane);
        }
      }
    }
  }

  private static void hiddenWeightUpdate(float[] xBlocks, float[] hiddenGradientTurned,
      float[] hiddenWeightGradient, int n, float[] hiddenWeightMomentum, float[] hiddenWeight,
      float rate) {
    // hiddenWeightGradient = Σ over the batch of hiddenGradient @ xᵀ  [4, 2], line 3
    for (int k = 0; k < 2; k += 2) {
      for (int lane = 0; lane < 4; lane += LANES) {
        narrowGradientTile2(xBlocks, k * 32, hiddenGradientTurned, lane, hiddenWeightGradient,
            k * 32 + lane, n);
      }
      for (int l = 0; l < 64; l += LANES) {
        // hiddenWeightMomentum = 0.9 * hiddenWeightMomentum + hiddenWeightGradient  [4, 2], line 3
        FloatVector hiddenWeightMomentumElement = FloatVector.fromArray(SPECIES,
            hiddenWeightMomentum, k * 32 + l).mul(0.9f).add(FloatVector.fromArray(SPECIES,
            hiddenWeightGradient, k * 32 + l));
        // hiddenWeight = hiddenWeight - rate * hiddenWeightMomentum  [4, 2], line 3
        FloatVector.fromArray(SPECIES, hiddenWeight, k * 32 + l).sub(hiddenWeightMomentumElement
            .mul(rate)).intoArray(hiddenWeight, k * 32 + l);
        hiddenWeightMomentumElement.intoArray(hiddenWeightMomentum, k * 32 + l);
      }
    }
  }

  private static void hiddenBiasGradient(float[] hiddenGradientTurned, float[] hiddenBiasGradient,
      int n) {
    // hiddenBiasGradient = Σ over the batch of hiddenGradient  [4], line 3
    for (int lane = 0; lane < 4; lane += LANES * 2) {
      totalTile(hiddenGradientTurned, lane, hiddenBiasGradient, lane, n);
    }
  }

  private static void hiddenBiasUpdate(float[] hiddenBiasMomentum, float[] hiddenBiasGradient,
      float[] hiddenBias, float rate) {
    for (int i = 0; i < 32; i += LANES) {
      // hiddenBiasMomentum = 0.9 * hiddenBiasMomentum + hiddenBiasGradient  [4], line 3
      FloatVector hiddenBiasMomentumElement = FloatVector.fromArray(SPECIES, hiddenBiasMomentum, i)
          .mul(0.9f).add(FloatVector.fromArray(SPECIES, hiddenBiasGradient, i));
      // hiddenBias = hiddenBias - rate * hiddenBiasMomentum  [4], line 3
      FloatVector.fromArray(SPECIES, hiddenBias, i).sub(hiddenBiasMomentumElement.mul(rate))
          .intoArray(hiddenBias, i);
      hiddenBiasMomentumElement.intoArray(hiddenBiasMomentum, i);
    }
  }

  private static void hiddenSumSamples(float[] x, int first, float[] hiddenWeight,
      float[] hiddenBias, float[] hiddenSum2, int n) {
    // hiddenSum = hiddenWeight @ x + hiddenBias  [4], line 3
    for (int s = 0; s < n; s++) {
      for (int lane = 0; lane < 4; lane += LANES * 2) {
        vectorTile1(x, (first + s) * 2, hiddenWeight, lane, hiddenBias, lane, hiddenSum2,
            s * 4 + lane);
      }
    }
  }

  private static void yTraining(float[] ySum, float[] y, int n) {
    // y = sigmoid(ySum)  [1], line 4
    for (int s = 0; s < n; s += 32) {
      Lanes.sigmoid(ySum, s, y, s, 32);
    }
  }

  private static void y(float[] ySum, float[] y2, int n) {
    // y = sigmoid(ySum)  [1], line 4
    for (int s = 0; s < n; s += 32) {
      Lanes.sigmoid(ySum, s, y2, s, 32);
    }
  }

  private static void ySum(float[] hidden, float[] yWeight, float[] yBias, float[] ySum, int n) {
    // ySum = yWeight @ hidden + yBias  [1], line 4
    for (int s = 0; s < n; s += 32) {
      for (int lane = 0; lane < 32; lane += LANES * 2) {
        tile1(hidden, s * 4 + lane, yWeight, 0, yBias, 0, ySum, lane + s);
      }
    }
  }

  private static void yBackward(float[] lossDifference, int n, float[] y, float[] yGradient,
      float[] yBiasGradientPartials, float[] yBiasGradient) {
    Arrays.fill(yBiasGradientPartials, 0, 32, 0);
    for (int s = 0; s < n; s += 32) {
      for (int lane = 0; lane < 32; lane += LANES) {
        for (int i = 0; i < 1; i++) {
          // yGradient = lossDifference * (1 / n * 2) * (y * (1 - y))  [1], line 4
          FloatVector yGradientElement = FloatVector.fromArray(SPECIES, lossDifference,
              i * 32 + lane + s).mul(1 / (float) n * 2).mul(FloatVector.fromArray(SPECIES, y,
              i * 32 + lane + s).mul(FloatVector.broadcast(SPECIES, 1f)
              .sub(FloatVector.fromArray(SPECIES, y, i * 32 + lane + s))));
          // yBiasGradient = Σ over the batch of yGradient  [1], line 4
          FloatVector.fromArray(SPECIES, yBiasGradientPartials, i * 32 + lane)
              .add(FloatVector.zero(SPECIES).blend(yGradientElement, NUMBERS.add(lane + s)
              .compare(VectorOperators.LT, (float) n))).intoArray(yBiasGradientPartials,
              i * 32 + lane);
          yGradientElement.intoArray(yGradient, i * 32 + lane + s);
        }
      }
    }
    for (int i = 0; i < 1; i++) {
      double total = 0;
      for (int lane = 0; lane < 32; lane++) {
        total += yBiasGradientPartials[i * 32 + lane];
      }
      yBiasGradient[i] = (float) total;
    }
  }

  private static void yWeightUpdate(float[] hidden, float[] yGradientTurned,
      float[] yWeightGradient, int n, float[] yWeightMomentum, float[] yWeight, float rate) {
    // yWeightGradient = Σ over the batch of yGradient @ hiddenᵀ  [1, 4], line 4
    for (int k = 0; k < 4; k += 4) {
      for (int lane = 0; lane < 1; lane += LANES) {
        narrowGradientTile4(hidden, k * 32, yGradientTurned, lane, yWeightGradient, k * 32 + lane,
            n);
      }
      for (int l = 0; l < 128; l += LANES) {
        // yWeightMomentum = 0.9 * yWeightMomentum + yWeightGradient  [1, 4], line 4
        FloatVector yWeightMomentumElement = FloatVector.fromArray(SPECIES, yWeightMomentum,
            k * 32 + l).mul(0.9f).add(FloatVector.fromArray(SPECIES, yWeightGradient, k * 32 + l));
        // yWeight = yWeight - rate * yWeightMomentum  [1, 4], line 4
        FloatVector.fromArray(SPECIES, yWeight, k * 32 + l).sub(yWeightMomentumElement.mul(rate))
            .intoArray(yWeight, k * 32 + l);
        yWeightMomentumElement.intoArray(yWeightMomentum, k * 32 + l);
      }
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

  private static void ySumSamples(float[] hidden2, float[] yWeight, float[] yBias, float[] ySum2,
      int n) {
    // ySum = yWeight @ hidden + yBias  [1], line 4
    for (int s = 0; s < n; s++) {
      for (int lane = 0; lane < 1; lane += LANES * 2) {
        vectorTile1Samples(hidden2, s * 4, yWeight, lane, yBias, lane, ySum2, lane + s);
      }
    }
  }

  private static void lossBatchTotal(float[] y, float[] tBlocks, float[] lossDifference,
      float[] lossBatchTotalPartials, int n, float[] lossBatchTotal) {
    Arrays.fill(lossBatchTotalPartials, 0, 32, 0);
    for (int s = 0; s < n; s += 32) {
      for (int lane = 0; lane < 32; lane += LANES) {
        // lossDifference = y - t  line 9
        FloatVector lossDifferenceValue = FloatVector.fromArray(SPECIES, y, lane + s)
            .sub(FloatVector.fromArray(SPECIES, tBlocks, lane + s));
        // lossBatchTotal = Σ over the batch of lossDifference * lossDifference  line 9
        FloatVector.fromArray(SPECIES, lossBatchTotalPartials, lane).add(FloatVector.zero(SPECIES)
            .blend(lossDifferenceValue.mul(lossDifferenceValue), NUMBERS.add(lane + s)
            .compare(VectorOperators.LT, (float) n))).intoArray(lossBatchTotalPartials, lane);
        lossDifferenceValue.intoArray(lossDifference, lane + s);
      }
    }
    for (int i = 0; i < 1; i++) {
      double total = 0;
      for (int lane = 0; lane < 32; lane++) {
        total += lossBatchTotalPartials[i * 32 + lane];
      }
      lossBatchTotal[i] = (float) total;
    }
  }

  private static void lossTraining(float[] lossBatchTotal, int n, float[] loss) {
    // loss = lossBatchTotal / n  line 9
    float lossValue = lossBatchTotal[0] / (float) n;
    loss[0] = lossValue;
  }

  private static void lossBatchTotalTraining(float[] y, float[] tBlocks,
      float[] lossBatchTotalPartials, int n, float[] lossBatchTotal) {
    Arrays.fill(lossBatchTotalPartials, 0, 32, 0);
    for (int s = 0; s < n; s += 32) {
      for (int lane = 0; lane < 32; lane += LANES) {
        // lossDifference = y - t  line 9
        FloatVector lossDifferenceValue = FloatVector.fromArray(SPECIES, y, lane + s)
            .sub(FloatVector.fromArray(SPECIES, tBlocks, lane + s));
        // lossBatchTotal = Σ over the batch of lossDifference * lossDifference  line 9
        FloatVector.fromArray(SPECIES, lossBatchTotalPartials, lane).add(FloatVector.zero(SPECIES)
            .blend(lossDifferenceValue.mul(lossDifferenceValue), NUMBERS.add(lane + s)
            .compare(VectorOperators.LT, (float) n))).intoArray(lossBatchTotalPartials, lane);
      }
    }
    for (int i = 0; i < 1; i++) {
      double total = 0;
      for (int lane = 0; lane < 32; lane++) {
        total += lossBatchTotalPartials[i * 32 + lane];
      }
      lossBatchTotal[i] = (float) total;
    }
  }

  private static void xBlocks(int n, float[] x, int first, float[] xBlocks) {
    // xBlocks = x, in blocks of samples
    for (int s = 0; s < n; s += 32) {
      int present = Math.min(32, n - s);
      for (int lane = 0; lane < present; lane++) {
        for (int j = 0; j < 2; j++) {
          xBlocks[j * 32 + s * 2 + lane] = x[(first + lane + s) * 2 + j];
        }
      }
    }
  }

  private static void tBlocks(int n, float[] t, int first, float[] tBlocks) {
    // tBlocks = t, in blocks of samples
    for (int s = 0; s < n; s += 32) {
      int present = Math.min(32, n - s);
      for (int lane = 0; lane < present; lane++) {
        tBlocks[lane + s] = t[first + lane + s];
      }
    }
  }

  private static void tile4(float[] x, int xAt, float[] w, int wAt, float[] bias, int biasAt,
      float[] y, int yAt) {
    FloatVector sum0a = FloatVector.broadcast(SPECIES, bias[biasAt]);
    FloatVector sum0b = FloatVector.broadcast(SPECIES, bias[biasAt]);
    FloatVector sum1a = FloatVector.broadcast(SPECIES, bias[biasAt + 1]);
    FloatVector sum1b = FloatVector.broadcast(SPECIES, bias[biasAt + 1]);
    FloatVector sum2a = FloatVector.broadcast(SPECIES, bias[biasAt + 2]);
    FloatVector sum2b = FloatVector.broadcast(SPECIES, bias[biasAt + 2]);
    FloatVector sum3a = FloatVector.broadcast(SPECIES, bias[biasAt + 3]);
    FloatVector sum3b = FloatVector.broadcast(SPECIES, bias[biasAt + 3]);
    for (int k = 0; k < 64; k += 32) {
      FloatVector xa = FloatVector.fromArray(SPECIES, x, k + xAt);
      FloatVector xb = FloatVector.fromArray(SPECIES, x, LANES + k + xAt);
      FloatVector w0 = FloatVector.broadcast(SPECIES, w[k + wAt]);
      sum0a = xa.fma(w0, sum0a);
      sum0b = xb.fma(w0, sum0b);
      FloatVector w1 = FloatVector.broadcast(SPECIES, w[k + wAt + 1]);
      sum1a = xa.fma(w1, sum1a);
      sum1b = xb.fma(w1, sum1b);
      FloatVector w2 = FloatVector.broadcast(SPECIES, w[k + wAt + 2]);
      sum2a = xa.fma(w2, sum2a);
      sum2b = xb.fma(w2, sum2b);
      FloatVector w3 = FloatVector.broadcast(SPECIES, w[k + wAt + 3]);
      sum3a = xa.fma(w3, sum3a);
      sum3b = xb.fma(w3, sum3b);
    }
    sum0a.intoArray(y, yAt);
    sum0b.intoArray(y, LANES + yAt);
    sum1a.intoArray(y, yAt + 32);
    sum1b.intoArray(y, LANES + yAt + 32);
    sum2a.intoArray(y, yAt + 64);
    sum2b.intoArray(y, LANES + yAt + 64);
    sum3a.intoArray(y, yAt + 96);
    sum3b.intoArray(y, LANES + yAt + 96);
  }

  private static void tile1(float[] x, int xAt, float[] w, int wAt, float[] bias, int biasAt,
      float[] y, int yAt) {
    FloatVector sum0a = FloatVector.broadcast(SPECIES, bias[biasAt]);
    FloatVector sum0b = FloatVector.broadcast(SPECIES, bias[biasAt]);
    for (int k = 0; k < 128; k += 32) {
      FloatVector xa = FloatVector.fromArray(SPECIES, x, k + xAt);
      FloatVector xb = FloatVector.fromArray(SPECIES, x, LANES + k + xAt);
      FloatVector w0 = FloatVector.broadcast(SPECIES, w[k + wAt]);
      sum0a = xa.fma(w0, sum0a);
      sum0b = xb.fma(w0, sum0b);
    }
    sum0a.intoArray(y, yAt);
    sum0b.intoArray(y, LANES + yAt);
  }

  private static void transposedTile4(float[] x, int xAt, float[] w, int wAt, float[] y, int yAt) {
    FloatVector sum0a = FloatVector.zero(SPECIES);
    FloatVector sum0b = FloatVector.zero(SPECIES);
    FloatVector sum1a = FloatVector.zero(SPECIES);
    FloatVector sum1b = FloatVector.zero(SPECIES);
    FloatVector sum2a = FloatVector.zero(SPECIES);
    FloatVector sum2b = FloatVector.zero(SPECIES);
    FloatVector sum3a = FloatVector.zero(SPECIES);
    FloatVector sum3b = FloatVector.zero(SPECIES);
    int last = wAt;
    for (int k = 0; k < 32; k += 32) {
      FloatVector xa = FloatVector.fromArray(SPECIES, x, k + xAt);
      FloatVector xb = FloatVector.fromArray(SPECIES, x, LANES + k + xAt);
      FloatVector w0 = FloatVector.broadcast(SPECIES, w[last]);
      sum0a = xa.fma(w0, sum0a);
      sum0b = xb.fma(w0, sum0b);
      FloatVector w1 = FloatVector.broadcast(SPECIES, w[last + 32]);
      sum1a = xa.fma(w1, sum1a);
      sum1b = xb.fma(w1, sum1b);
      FloatVector w2 = FloatVector.broadcast(SPECIES, w[last + 64]);
      sum2a = xa.fma(w2, sum2a);
      sum2b = xb.fma(w2, sum2b);
      FloatVector w3 = FloatVector.broadcast(SPECIES, w[last + 96]);
      sum3a = xa.fma(w3, sum3a);
      sum3b = xb.fma(w3, sum3b);
      last += 1;
    }
    sum0a.intoArray(y, yAt);
    sum0b.intoArray(y, LANES + yAt);
    sum1a.intoArray(y, yAt + 32);
    sum1b.intoArray(y, LANES + yAt + 32);
    sum2a.intoArray(y, yAt + 64);
    sum2b.intoArray(y, LANES + yAt + 64);
    sum3a.intoArray(y, yAt + 96);
    sum3b.intoArray(y, LANES + yAt + 96);
  }

  private static void yGradientTurned(float[] yGradientTurned, float[] yGradient, int n) {
    // yGradientTurned = yGradient, panels sample by sample
    for (int s = 0; s < n; s += 32) {
      for (int lane = 0; lane < 32; lane++) {
        for (int j = 0; j < 1; j++) {
          yGradientTurned[(lane + s) * 32 + j] = yGradient[j * 32 + lane + s];
        }
      }
    }
  }

  private static void narrowGradientTile4(float[] x, int xAt, float[] d, int dAt, float[] g,
      int gAt, int n) {
    FloatVector sum0a = FloatVector.zero(SPECIES);
    FloatVector sum1a = FloatVector.zero(SPECIES);
    FloatVector sum2a = FloatVector.zero(SPECIES);
    FloatVector sum3a = FloatVector.zero(SPECIES);
    int whole = n - n % 32;
    for (int s = 0; s < whole; s += 32) {
      int at = s * 4 + xAt;
      for (int k = 0; k < 1024; k += 32) {
        FloatVector da = FloatVector.fromArray(SPECIES, d, s * 32 + dAt + k);
        FloatVector x0 = FloatVector.broadcast(SPECIES, x[at]);
        sum0a = da.fma(x0, sum0a);
        FloatVector x1 = FloatVector.broadcast(SPECIES, x[at + 32]);
        sum1a = da.fma(x1, sum1a);
        FloatVector x2 = FloatVector.broadcast(SPECIES, x[at + 64]);
        sum2a = da.fma(x2, sum2a);
        FloatVector x3 = FloatVector.broadcast(SPECIES, x[at + 96]);
        sum3a = da.fma(x3, sum3a);
        at += 1;
      }
    }
    int last = whole * 4 + xAt;
    for (int k = 0; k < n * 32 - whole * 32; k += 32) {
      FloatVector da = FloatVector.fromArray(SPECIES, d, whole * 32 + dAt + k);
      FloatVector x0 = FloatVector.broadcast(SPECIES, x[last]);
      sum0a = da.fma(x0, sum0a);
      FloatVector x1 = FloatVector.broadcast(SPECIES, x[last + 32]);
      sum1a = da.fma(x1, sum1a);
      FloatVector x2 = FloatVector.broadcast(SPECIES, x[last + 64]);
      sum2a = da.fma(x2, sum2a);
      FloatVector x3 = FloatVector.broadcast(SPECIES, x[last + 96]);
      sum3a = da.fma(x3, sum3a);
      last += 1;
    }
    sum0a.intoArray(g, gAt);
    sum1a.intoArray(g, gAt + 32);
    sum2a.intoArray(g, gAt + 64);
    sum3a.intoArray(g, gAt + 96);
  }

  private static void hiddenGradientTurned(float[] hiddenGradientTurned, float[] hiddenGradient2,
      int n) {
    // hiddenGradientTurned = hiddenGradient2, panels sample by sample
    for (int s = 0; s < n; s += 32) {
      for (int lane = 0; lane < 32; lane++) {
        for (int j = 0; j < 4; j++) {
          hiddenGradientTurned[(lane + s) * 32 + j] = hiddenGradient2[j * 32 + s * 4 + lane];
        }
      }
    }
  }

  private static void narrowGradientTile2(float[] x, int xAt, float[] d, int dAt, float[] g,
      int gAt, int n) {
    FloatVector sum0a = FloatVector.zero(SPECIES);
    FloatVector sum1a = FloatVector.zero(SPECIES);
    int whole = n - n % 32;
    for (int s = 0; s < whole; s += 32) {
      int at = s * 2 + xAt;
      for (int k = 0; k < 1024; k += 32) {
        FloatVector da = FloatVector.fromArray(SPECIES, d, s * 32 + dAt + k);
        FloatVector x0 = FloatVector.broadcast(SPECIES, x[at]);
        sum0a = da.fma(x0, sum0a);
        FloatVector x1 = FloatVector.broadcast(SPECIES, x[at + 32]);
        sum1a = da.fma(x1, sum1a);
        at += 1;
      }
    }
    int last = whole * 2 + xAt;
    for (int k = 0; k < n * 32 - whole * 32; k += 32) {
      FloatVector da = FloatVector.fromArray(SPECIES, d, whole * 32 + dAt + k);
      FloatVector x0 = FloatVector.broadcast(SPECIES, x[last]);
      sum0a = da.fma(x0, sum0a);
      FloatVector x1 = FloatVector.broadcast(SPECIES, x[last + 32]);
      sum1a = da.fma(x1, sum1a);
      last += 1;
    }
    sum0a.intoArray(g, gAt);
    sum1a.intoArray(g, gAt + 32);
  }

  private static void totalTile(float[] d, int dAt, float[] g, int gAt, int n) {
    FloatVector sum0a = FloatVector.zero(SPECIES);
    FloatVector sum0b = FloatVector.zero(SPECIES);
    int whole = n - n % 32;
    for (int s = 0; s < whole; s += 32) {
      for (int k = 0; k < 1024; k += 32) {
        FloatVector da = FloatVector.fromArray(SPECIES, d, s * 32 + dAt + k);
        FloatVector db = FloatVector.fromArray(SPECIES, d, s * 32 + LANES + dAt + k);
        sum0a = sum0a.add(da);
        sum0b = sum0b.add(db);
      }
    }
    for (int k = 0; k < n * 32 - whole * 32; k += 32) {
      FloatVector da = FloatVector.fromArray(SPECIES, d, whole * 32 + dAt + k);
      FloatVector db = FloatVector.fromArray(SPECIES, d, whole * 32 + LANES + dAt + k);
      sum0a = sum0a.add(da);
      sum0b = sum0b.add(db);
    }
    sum0a.intoArray(g, gAt);
    sum0b.intoArray(g, LANES + gAt);
  }

  private static void yRows(int n, float[] y, int first, float[] yBlocks) {
    // y = yBlocks, sample by sample
    for (int s = 0; s < n; s += 32) {
      int present = Math.min(32, n - s);
      for (int lane = 0; lane < present; lane++) {
        y[first + lane + s] = yBlocks[lane + s];
      }
    }
  }

  private static void vectorTile1(float[] x, int xAt, float[] w, int wAt, float[] bias, int biasAt,
      float[] y, int yAt) {
    FloatVector sum0a = FloatVector.fromArray(SPECIES, bias, biasAt);
    FloatVector sum0b = FloatVector.fromArray(SPECIES, bias, LANES + biasAt);
    int from = xAt;
    for (int k = 0; k < 64; k += 32) {
      FloatVector factor = FloatVector.broadcast(SPECIES, x[from]);
      sum0a = FloatVector.fromArray(SPECIES, w, k + wAt).fma(factor, sum0a);
      sum0b = FloatVector.fromArray(SPECIES, w, LANES + k + wAt).fma(factor, sum0b);
      from += 1;
    }
    sum0a.intoArray(y, yAt);
    sum0b.intoArray(y, LANES + yAt);
  }

  private static void vectorTile1Samples(float[] x, int xAt, float[] w, int wAt, float[] bias,
      int biasAt, float[] y, int yAt) {
    FloatVector sum0a = FloatVector.broadcast(SPECIES, bias[0]);
    FloatVector sum0b = FloatVector.broadcast(SPECIES, bias[0]);
    int from = xAt;
    for (int k = 0; k < 128; k += 32) {
      FloatVector factor = FloatVector.broadcast(SPECIES, x[from]);
      sum0a = FloatVector.fromArray(SPECIES, w, k + wAt).fma(factor, sum0a);
      sum0b = FloatVector.fromArray(SPECIES, w, LANES + k + wAt).fma(factor, sum0b);
      from += 1;
    }
    sum0a.intoArray(y, yAt);
    sum0b.intoArray(y, LANES + yAt);
  }

  private static final class Memory extends Xor.Scratch {
    private final float[] xBlocks = new float[256];
    private final float[] yBlocks = new float[128];
    private final float[] hiddenSum = new float[512];
    private final float[] hidden = new float[512];
    private final float[] ySum = new float[128];
    private final float[] y2 = new float[128];
    private final float[] hiddenSum2 = new float[32];
    private final float[] hidden2 = new float[32];
    private final float[] ySum2 = new float[32];
  }

  private final class Steps extends Xor.Trainer {
    private final float[] hiddenWeightMomentum = new float[64];
    private final float[] hiddenBiasMomentum = new float[32];
    private final float[] yWeightMomentum = new float[128];
    private final float[] yBiasMomentum = new float[1];
    private float[] xBlocks = new float[0];
    private float[] tBlocks = new float[0];
    private final float[] loss = new float[1];
    private float[] hiddenSum = new float[0];
    private float[] hidden = new float[0];
    private float[] ySum = new float[0];
    private float[] y = new float[0];
    private float[] lossDifference = new float[0];
    private final float[] lossBatchTotal = new float[1];
    private float[] yGradient = new float[0];
    private final float[] yBiasGradient = new float[1];
    private float[] hiddenGradient = new float[0];
    private float[] hiddenGradient2 = new float[0];
    private final float[] hiddenBiasGradient = new float[32];
    private final float[] lossBatchTotalPartials = new float[32];
    private final float[] yBiasGradientPartials = new float[32];
    private float[] yGradientTurned = new float[0];
    private final float[] yWeightGradient = new float[128];
    private float[] hiddenGradientTurned = new float[0];
    private final float[] hiddenWeightGradient = new float[64];

    @Override
    void grow(int n) {
      xBlocks = new float[Math.multiplyExact((n + 31) / 32 * 32, 2)];
      tBlocks = new float[Math.multiplyExact((n + 31) / 32 * 32, 1)];
      hiddenSum = new float[Math.multiplyExact((n + 31) / 32 * 32, 4)];
      hidden = new float[Math.multiplyExact((n + 31) / 32 * 32, 4)];
      ySum = new float[Math.multiplyExact((n + 31) / 32 * 32, 1)];
      y = new float[Math.multiplyExact((n + 31) / 32 * 32, 1)];
      lossDifference = new float[Math.multiplyExact((n + 31) / 32 * 32, 1)];
      yGradient = new float[Math.multiplyExact((n + 31) / 32 * 32, 1)];
      hiddenGradient = new float[Math.multiplyExact((n + 31) / 32 * 32, 4)];
      hiddenGradient2 = new float[Math.multiplyExact((n + 31) / 32 * 32, 4)];
      yGradientTurned = new float[Math.multiplyExact((n + 31) / 32 * 32, 32)];
      hiddenGradientTurned = new float[Math.multiplyExact((n + 31) / 32 * 32, 32)];
    }

    @Override
    float runStep(int n, float[] x, float[] t, float rate) {
      xBlocks(n, x, 0, xBlocks);
      tBlocks(n, t, 0, tBlocks);
      hiddenSum(xBlocks, hiddenWeight, hiddenBias, hiddenSum, n);
      hidden(hiddenSum, hidden, n);
      ySum(hidden, yWeight, yBias, ySum, n);
      yTraining(ySum, y, n);
      lossBatchTotal(y, tBlocks, lossDifference, lossBatchTotalPartials, n, lossBatchTotal);
      lossTraining(lossBatchTotal, n, loss);
      yBackward(lossDifference, n, y, yGradient, yBiasGradientPartials, yBiasGradient);
      hiddenGradient(yGradient, yWeight, hiddenGradient, n);
      yGradientTurned(yGradientTurned, yGradient, n);
      yWeightUpdate(hidden, yGradientTurned, yWeightGradient, n, yWeightMomentum, yWeight, rate);
      hiddenGradientTraining(hiddenGradient, hidden, hiddenGradient2, n);
      hiddenGradientTurned(hiddenGradientTurned, hiddenGradient2, n);
      hiddenWeightUpdate(xBlocks, hiddenGradientTurned, hiddenWeightGradient, n,
          hiddenWeightMomentum, hiddenWeight, rate);
      hiddenBiasGradient(hiddenGradientTurned, hiddenBiasGradient, n);
      hiddenBiasUpdate(hiddenBiasMomentum, hiddenBiasGradient, hiddenBias, rate);
      yBiasUpdate(yBiasMomentum, yBiasGradient, yBias, rate);
      return loss[0];
    }

    @Override
    float runLoss(int n, float[] x, float[] t) {
      xBlocks(n, x, 0, xBlocks);
      tBlocks(n, t, 0, tBlocks);
      hiddenSum(xBlocks, hiddenWeight, hiddenBias, hiddenSum, n);
      hidden(hiddenSum, hidden, n);
      ySum(hidden, yWeight, yBias, ySum, n);
      yTraining(ySum, y, n);
      lossBatchTotalTraining(y, tBlocks, lossBatchTotalPartials, n, lossBatchTotal);
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
          new Tensor("hidden.weight.momentum", List.of(4, 2), Layout.PANELS, hiddenWeightMomentum),
          new Tensor("hidden.bias.momentum", List.of(4), Layout.PADDED_ROWS, hiddenBiasMomentum),
          new Tensor("y.weight.momentum", List.of(1, 4), Layout.PANELS, yWeightMomentum),
          new Tensor("y.bias.momentum", List.of(1), Layout.ROW_MAJOR, yBiasMomentum));
    }
  }
}
