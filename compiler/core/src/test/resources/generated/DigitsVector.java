package com.acme;

import dev.mlpc.runtime.Batch;
import dev.mlpc.runtime.Functions;
import dev.mlpc.runtime.Layout;
import dev.mlpc.runtime.Team;
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
final class DigitsVector extends Digits.Engine {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final FloatVector NUMBERS = FloatVector.zero(SPECIES).addIndex(1);
  private final float[] hiddenWeight = new float[100352];
  private final float[] hiddenBias = new float[128];
  private final float[] logitsWeight = new float[4096];
  private final float[] logitsBias = new float[32];
  private final List<Tensor> tensors;

  DigitsVector() {
    List<Tensor> all = new ArrayList<>();
    describe(all);
    tensors = List.copyOf(all);
  }

  private void describe(List<Tensor> all) {
    all.add(new Tensor("hidden.weight", List.of(128, 784), Layout.PANELS, hiddenWeight));
    all.add(new Tensor("hidden.bias", List.of(128), Layout.PADDED_ROWS, hiddenBias));
    all.add(new Tensor("logits.weight", List.of(10, 128), Layout.PANELS, logitsWeight));
    all.add(new Tensor("logits.bias", List.of(10), Layout.PADDED_ROWS, logitsBias));
  }

  @Override
  List<Tensor> tensors() {
    return tensors;
  }

  @Override
  Digits.Scratch newScratch(Team team) {
    return new Memories(team);
  }

  @Override
  Digits.Trainer newTrainer(Team team) {
    return new Steps(team);
  }

  @Override
  void predict(Digits.Scratch own, int n, float[] x, float[] p) {
    Memories scratch = (Memories) own;
    if (n <= 8) {
      for (int first = 0; first < n; first++) {
        runOne(scratch.each[0], first, 1, x, p);
      }
      return;
    }
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
    xBlocks(x, first, scratch.xBlocks, 0, n);
    hiddenSum(hiddenBias, scratch.hiddenSum, scratch.xBlocks, hiddenWeight, 0, n);
    hidden(scratch.hiddenSum, scratch.hidden, 0, n);
    logits(scratch.hidden, logitsWeight, logitsBias, scratch.logits, 0, n);
    pDifference(scratch.logits, scratch.pDifference, 0, n);
    pExp(scratch.pDifference, scratch.pExp, 0, n);
    p(scratch.pExp, scratch.pBlocks, 0, n);
    pRows(p, first, scratch.pBlocks, 0, n);
  }

  private void runOne(Memory scratch, int first, int n, float[] x, float[] p) {
    hiddenSumSamples(x, first, hiddenWeight, hiddenBias, scratch.hiddenSum2, n);
    hiddenSamples(scratch.hiddenSum2, scratch.hidden2, n);
    logitsSamples(scratch.hidden2, logitsWeight, logitsBias, scratch.logits2, n);
    pSamples(scratch.logits2, first, p, n);
  }

  private static void hidden(float[] hiddenSum, float[] hidden, int begin, int end) {
    for (int s = begin; s < end; s += 32) {
      for (int lane = 0; lane < 32; lane += LANES) {
        for (int i = 0; i < 128; i++) {
          // hidden = max(0, hiddenSum)  [128], line 3
          FloatVector.fromArray(SPECIES, hiddenSum, s * 128 + i * 32 + lane).max(0f)
              .intoArray(hidden, s * 128 + i * 32 + lane);
        }
      }
    }
  }

  private static void hiddenGradient(float[] logitsGradient, float[] logitsWeight,
      float[] hiddenGradient, int begin, int end) {
    // hiddenGradient = logitsWeightᵀ @ logitsGradient  [128], line 3
    for (int j = 0; j < 128; j += 4) {
      for (int s = begin; s < end; s += 32) {
        for (int lane = 0; lane < 32; lane += LANES * 2) {
          transposedTile4(logitsGradient, s * 10 + lane, logitsWeight, j * 32, hiddenGradient,
              s * 128 + j * 32 + lane);
        }
      }
    }
  }

  private static void hiddenSamples(float[] hiddenSum2, float[] hidden2, int n) {
    for (int s = 0; s < n; s++) {
      for (int i = 0; i < 128; i++) {
        // hidden = max(0, hiddenSum)  [128], line 3
        hidden2[s * 128 + i] = Math.max(0, hiddenSum2[s * 128 + i]);
      }
    }
  }

  private static void hiddenSum(float[] hiddenBias, float[] hiddenSum, float[] xBlocks,
      float[] hiddenWeight, int begin, int end) {
    // hiddenSum = hiddenWeight @ x + hiddenBias  [128], line 3
    for (int s = begin; s < end; s += 32) {
      for (int lane = 0; lane < 32; lane += LANES) {
        for (int i = 0; i < 128; i++) {
          FloatVector.broadcast(SPECIES, hiddenBias[i]).intoArray(hiddenSum,
              s * 128 + i * 32 + lane);
        }
      }
    }
    for (int k = 0; k < 784; k += 196) {
      for (int i = 0; i < 128; i += 32) {
        for (int s = begin; s < end; s += 32) {
          for (int lane = 0; lane < 32; lane += LANES * 2) {
            for (int j = 0; j < 32; j += 4) {
              addTile4(xBlocks, s * 784 + k * 32 + lane, hiddenWeight, i * 784 + k * 32 + j,
                  hiddenSum, s * 128 + (i + j) * 32 + lane);
            }
          }
        }
      }
    }
  }

  private static void hiddenGradientTraining(float[] hiddenSum, float[] hiddenGradient,
      float[] hiddenGradient2, int begin, int end) {
    for (int s = begin; s < end; s += 32) {
      for (int lane = 0; lane < 32; lane += LANES) {
        for (int i = 0; i < 128; i++) {
          // hiddenGradient = if 0 >= hiddenSum then 0 else hiddenGradient  [128], line 3
          FloatVector.fromArray(SPECIES, hiddenGradient, s * 128 + i * 32 + lane).blend(0f,
              FloatVector.fromArray(SPECIES, hiddenSum, s * 128 + i * 32 + lane)
              .compare(VectorOperators.LE, 0f)).intoArray(hiddenGradient2, s * 128 + i * 32 + lane);
        }
      }
    }
  }

  private static void hiddenWeightUpdate(float correction, float[] stepSqrt, float rate,
      float correction2, float[] stepQuotient, float[] xBlocks, float[] hiddenGradientTurned,
      float[] hiddenWeightGradient, int n, float[] hiddenWeightMean, float[] hiddenWeightVariance,
      float[] hiddenWeight, int begin, int end) {
    // hiddenWeightGradient = Σ over the batch of hiddenGradient @ xᵀ  [128, 784], line 3
    // stepSqrt = sqrt((1 - 0.999^t))  line 3
    float stepSqrtValue = (float) Math.sqrt(correction);
    // stepQuotient = rate / (1 - 0.9^t)  line 3
    float stepQuotientValue = rate / correction2;
    if (begin == 0) {
      stepSqrt[0] = stepSqrtValue;
      stepQuotient[0] = stepQuotientValue;
    }
    for (int k = begin; k < end; k += 56) {
      for (int i = 0; i < 128; i += 32) {
        for (int j = 0; j < 56; j += 4) {
          for (int lane = 0; lane < 32; lane += LANES * 2) {
            gradientTile4(xBlocks, (j + k) * 32, hiddenGradientTurned, i * 32 + lane,
                hiddenWeightGradient, (j + k) * 32 + lane, n);
          }
        }
        for (int l = 0; l < 1792; l += LANES) {
          // hiddenWeightMean = 0.9 * hiddenWeightMean + 0.1 * hiddenWeightGradient  [128, 784], line 3
          FloatVector hiddenWeightMeanElement = FloatVector.fromArray(SPECIES, hiddenWeightMean,
              i * 784 + k * 32 + l).mul(0.9f).add(FloatVector.fromArray(SPECIES,
              hiddenWeightGradient, k * 32 + l).mul(0.1f));
          // hiddenWeightVariance = 0.999 * hiddenWeightVariance + 0.001 * (hiddenWeightGradient * hiddenWeightGradient)  [128, 784], line 3
          FloatVector hiddenWeightVarianceElement = FloatVector.fromArray(SPECIES,
              hiddenWeightVariance, i * 784 + k * 32 + l).mul(0.999f)
              .add(FloatVector.fromArray(SPECIES, hiddenWeightGradient, k * 32 + l)
              .mul(FloatVector.fromArray(SPECIES, hiddenWeightGradient, k * 32 + l)).mul(0.001f));
          // hiddenWeight = hiddenWeight - stepQuotient * (hiddenWeightMean / (sqrt(hiddenWeightVariance) / stepSqrt + 1.0E-8))  [128, 784], line 3
          FloatVector.fromArray(SPECIES, hiddenWeight, i * 784 + k * 32 + l)
              .sub(hiddenWeightMeanElement.div(hiddenWeightVarianceElement.sqrt().div(stepSqrtValue)
              .add(1.0E-8f)).mul(stepQuotientValue)).intoArray(hiddenWeight, i * 784 + k * 32 + l);
          hiddenWeightMeanElement.intoArray(hiddenWeightMean, i * 784 + k * 32 + l);
          hiddenWeightVarianceElement.intoArray(hiddenWeightVariance, i * 784 + k * 32 + l);
        }
      }
    }
  }

  private static void hiddenBiasGradient(float[] hiddenGradientTurned, float[] hiddenBiasGradient,
      int n) {
    // hiddenBiasGradient = Σ over the batch of hiddenGradient  [128], line 3
    for (int i = 0; i < 128; i += 32) {
      for (int lane = 0; lane < 32; lane += LANES * 2) {
        totalTileTraining(hiddenGradientTurned, i * 32 + lane, hiddenBiasGradient, i + lane, n);
      }
    }
  }

  private static void hiddenBiasUpdate(float[] hiddenBiasMean, float[] hiddenBiasGradient,
      float[] hiddenBiasVariance, float[] hiddenBias, float[] stepQuotient, float[] stepSqrt) {
    for (int i = 0; i < 128; i += LANES) {
      // hiddenBiasMean = 0.9 * hiddenBiasMean + 0.1 * hiddenBiasGradient  [128], line 3
      FloatVector hiddenBiasMeanElement = FloatVector.fromArray(SPECIES, hiddenBiasMean, i)
          .mul(0.9f).add(FloatVector.fromArray(SPECIES, hiddenBiasGradient, i).mul(0.1f));
      // hiddenBiasVariance = 0.999 * hiddenBiasVariance + 0.001 * (hiddenBiasGradient * hiddenBiasGradient)  [128], line 3
      FloatVector hiddenBiasVarianceElement = FloatVector.fromArray(SPECIES, hiddenBiasVariance, i)
          .mul(0.999f).add(FloatVector.fromArray(SPECIES, hiddenBiasGradient, i)
          .mul(FloatVector.fromArray(SPECIES, hiddenBiasGradient, i)).mul(0.001f));
      // hiddenBias = hiddenBias - stepQuotient * (hiddenBiasMean / (sqrt(hiddenBiasVariance) / stepSqrt + 1.0E-8))  [128], line 3
      FloatVector.fromArray(SPECIES, hiddenBias, i).sub(hiddenBiasMeanElement
          .div(hiddenBiasVarianceElement.sqrt().div(stepSqrt[0]).add(1.0E-8f)).mul(stepQuotient[0]))
          .intoArray(hiddenBias, i);
      hiddenBiasMeanElement.intoArray(hiddenBiasMean, i);
      hiddenBiasVarianceElement.intoArray(hiddenBiasVariance, i);
    }
  }

  private static void hiddenSumSamples(float[] x, int first, float[] hiddenWeight,
      float[] hiddenBias, float[] hiddenSum2, int n) {
    // hiddenSum = hiddenWeight @ x + hiddenBias  [128], line 3
    for (int s = 0; s < n; s++) {
      for (int i = 0; i < 128; i += 128) {
        for (int lane = 0; lane < 32; lane += LANES * 2) {
          vectorTile4(x, (first + s) * 784, hiddenWeight, i * 784 + lane, hiddenBias, i + lane,
              hiddenSum2, s * 128 + i + lane);
        }
      }
    }
  }

  private static void logits(float[] hidden, float[] logitsWeight, float[] logitsBias,
      float[] logits, int begin, int end) {
    // logits = logitsWeight @ hidden + logitsBias  [10], line 4
    for (int s = begin; s < end; s += 32) {
      for (int lane = 0; lane < 32; lane += LANES * 2) {
        for (int j = 0; j < 8; j += 4) {
          tile4(hidden, s * 128 + lane, logitsWeight, j, logitsBias, j, logits,
              j * 32 + s * 10 + lane);
        }
        tile2(hidden, s * 128 + lane, logitsWeight, 8, logitsBias, 8, logits, s * 10 + lane + 256);
      }
    }
  }

  private static void logitsGradient(float[] lossExp, float[] lossTotal, float[] yBlocks,
      float[] lossGradient, float[] logitsGradient, int begin, int end) {
    for (int s = begin; s < end; s += 32) {
      for (int lane = 0; lane < 32; lane += LANES) {
        for (int i = 0; i < 10; i++) {
          // logitsGradient = (lossExp / lossTotal - oneHot(y)) * lossGradient  [10], line 4
          FloatVector.fromArray(SPECIES, lossExp, i * 32 + s * 10 + lane)
              .div(FloatVector.fromArray(SPECIES, lossTotal, lane + s))
              .sub(FloatVector.zero(SPECIES).blend(1f, FloatVector.fromArray(SPECIES, yBlocks,
              lane + s).compare(VectorOperators.EQ, (float) i))).mul(lossGradient[0])
              .intoArray(logitsGradient, i * 32 + s * 10 + lane);
        }
      }
    }
  }

  private static void logitsSamples(float[] hidden2, float[] logitsWeight, float[] logitsBias,
      float[] logits2, int n) {
    // logits = logitsWeight @ hidden + logitsBias  [10], line 4
    for (int s = 0; s < n; s++) {
      for (int lane = 0; lane < 10; lane += LANES * 2) {
        vectorTile1(hidden2, s * 128, logitsWeight, lane, logitsBias, lane, logits2, s * 10 + lane);
      }
    }
  }

  private static void logitsBiasGradient(float[] logitsGradientTurned, float[] logitsBiasGradient,
      int n) {
    // logitsBiasGradient = Σ over the batch of logitsGradient  [10], line 4
    for (int lane = 0; lane < 10; lane += LANES * 2) {
      totalTile(logitsGradientTurned, lane, logitsBiasGradient, lane, n);
    }
  }

  private static void logitsWeightUpdate(float[] hidden, float[] logitsGradientTurned,
      float[] logitsWeightGradient, int n, float[] logitsWeightMean, float[] logitsWeightVariance,
      float[] logitsWeight, float[] stepQuotient, float[] stepSqrt) {
    // logitsWeightGradient = Σ over the batch of logitsGradient @ hiddenᵀ  [10, 128], line 4
    for (int k = 0; k < 128; k += 64) {
      for (int j = 0; j < 64; j += 8) {
        for (int lane = 0; lane < 10; lane += LANES) {
          narrowGradientTile8(hidden, (j + k) * 32, logitsGradientTurned, lane,
              logitsWeightGradient, (j + k) * 32 + lane, n);
        }
      }
      for (int l = 0; l < 2048; l += LANES) {
        // logitsWeightMean = 0.9 * logitsWeightMean + 0.1 * logitsWeightGradient  [10, 128], line 4
        FloatVector logitsWeightMeanElement = FloatVector.fromArray(SPECIES, logitsWeightMean,
            k * 32 + l).mul(0.9f).add(FloatVector.fromArray(SPECIES, logitsWeightGradient,
            k * 32 + l).mul(0.1f));
        // logitsWeightVariance = 0.999 * logitsWeightVariance + 0.001 * (logitsWeightGradient * logitsWeightGradient)  [10, 128], line 4
        FloatVector logitsWeightVarianceElement = FloatVector.fromArray(SPECIES,
            logitsWeightVariance, k * 32 + l).mul(0.999f).add(FloatVector.fromArray(SPECIES,
            logitsWeightGradient, k * 32 + l).mul(FloatVector.fromArray(SPECIES,
            logitsWeightGradient, k * 32 + l)).mul(0.001f));
        // logitsWeight = logitsWeight - stepQuotient * (logitsWeightMean / (sqrt(logitsWeightVariance) / stepSqrt + 1.0E-8))  [10, 128], line 4
        FloatVector.fromArray(SPECIES, logitsWeight, k * 32 + l).sub(logitsWeightMeanElement
            .div(logitsWeightVarianceElement.sqrt().div(stepSqrt[0]).add(1.0E-8f))
            .mul(stepQuotient[0])).intoArray(logitsWeight, k * 32 + l);
        logitsWeightMeanElement.intoArray(logitsWeightMean, k * 32 + l);
        logitsWeightVarianceElement.intoArray(logitsWeightVariance, k * 32 + l);
      }
    }
  }

  private static void logitsBiasUpdate(float[] logitsBiasMean, float[] logitsBiasGradient,
      float[] logitsBiasVariance, float[] logitsBias, float[] stepQuotient, float[] stepSqrt) {
    for (int i = 0; i < 32; i += LANES) {
      // logitsBiasMean = 0.9 * logitsBiasMean + 0.1 * logitsBiasGradient  [10], line 4
      FloatVector logitsBiasMeanElement = FloatVector.fromArray(SPECIES, logitsBiasMean, i)
          .mul(0.9f).add(FloatVector.fromArray(SPECIES, logitsBiasGradient, i).mul(0.1f));
      // logitsBiasVariance = 0.999 * logitsBiasVariance + 0.001 * (logitsBiasGradient * logitsBiasGradient)  [10], line 4
      FloatVector logitsBiasVarianceElement = FloatVector.fromArray(SPECIES, logitsBiasVariance, i)
          .mul(0.999f).add(FloatVector.fromArray(SPECIES, logitsBiasGradient, i)
          .mul(FloatVector.fromArray(SPECIES, logitsBiasGradient, i)).mul(0.001f));
      // logitsBias = logitsBias - stepQuotient * (logitsBiasMean / (sqrt(logitsBiasVariance) / stepSqrt + 1.0E-8))  [10], line 4
      FloatVector.fromArray(SPECIES, logitsBias, i).sub(logitsBiasMeanElement
          .div(logitsBiasVarianceElement.sqrt().div(stepSqrt[0]).add(1.0E-8f)).mul(stepQuotient[0]))
          .intoArray(logitsBias, i);
      logitsBiasMeanElement.intoArray(logitsBiasMean, i);
      logitsBiasVarianceElement.intoArray(logitsBiasVariance, i);
    }
  }

  private static void pDifference(float[] logits, float[] pDifference, int begin, int end) {
    for (int s = begin; s < end; s += 32) {
      for (int lane = 0; lane < 32; lane += LANES) {
        FloatVector pGreatest = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
        for (int i = 0; i < 10; i++) {
          // pGreatest = maximum(logits)  line 5
          pGreatest = pGreatest.max(FloatVector.fromArray(SPECIES, logits, i * 32 + s * 10 + lane));
        }
        for (int i = 0; i < 10; i++) {
          // pDifference = logits - pGreatest  [10], line 5
          FloatVector.fromArray(SPECIES, logits, i * 32 + s * 10 + lane).sub(pGreatest)
              .intoArray(pDifference, i * 32 + s * 10 + lane);
        }
      }
    }
  }

  private static void pExp(float[] pDifference, float[] pExp, int begin, int end) {
    // pExp = exp(pDifference)  [10], line 5
    for (int s = begin; s < end; s += 32) {
      Lanes.exp(pDifference, s * 10, pExp, s * 10, 320);
    }
  }

  private static void p(float[] pExp, float[] pBlocks, int begin, int end) {
    for (int s = begin; s < end; s += 32) {
      for (int lane = 0; lane < 32; lane += LANES) {
        FloatVector pTotal = FloatVector.zero(SPECIES);
        for (int i = 0; i < 10; i++) {
          // pTotal = sum(pExp)  line 5
          pTotal = pTotal.add(FloatVector.fromArray(SPECIES, pExp, i * 32 + s * 10 + lane));
        }
        for (int i = 0; i < 10; i++) {
          // p = pExp / pTotal  [10], line 5
          FloatVector.fromArray(SPECIES, pExp, i * 32 + s * 10 + lane).div(pTotal)
              .intoArray(pBlocks, i * 32 + s * 10 + lane);
        }
      }
    }
  }

  private static void pSamples(float[] logits2, int first, float[] p, int n) {
    for (int s = 0; s < n; s++) {
      float logits0 = logits2[s * 10];
      float logits1 = logits2[s * 10 + 1];
      float logits2Value = logits2[s * 10 + 2];
      float logits3 = logits2[s * 10 + 3];
      float logits4 = logits2[s * 10 + 4];
      float logits5 = logits2[s * 10 + 5];
      float logits6 = logits2[s * 10 + 6];
      float logits7 = logits2[s * 10 + 7];
      float logits8 = logits2[s * 10 + 8];
      float logits9 = logits2[s * 10 + 9];
      // pGreatest = maximum(logits)  line 5
      float logitsMax = Math.max(logits0, logits1);
      logitsMax = Math.max(logitsMax, logits2Value);
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
      float pExp2 = Functions.exp(logits2Value - pGreatest);
      float pExp3 = Functions.exp(logits3 - pGreatest);
      float pExp4 = Functions.exp(logits4 - pGreatest);
      float pExp5 = Functions.exp(logits5 - pGreatest);
      float pExp6 = Functions.exp(logits6 - pGreatest);
      float pExp7 = Functions.exp(logits7 - pGreatest);
      float pExp8 = Functions.exp(logits8 - pGreatest);
      float pExp9 = Functions.exp(logits9 - pGreatest);
      // pTotal = sum(pExp)  line 5
      float pTotal = pExp0 + pExp1 + pExp2 + pExp3 + pExp4 + pExp5 + pExp6 + pExp7 + pExp8 + pExp9;
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

  private static void lossDifference(float[] logits, float[] lossGreatest, float[] lossDifference,
      int begin, int end) {
    for (int s = begin; s < end; s += 32) {
      for (int lane = 0; lane < 32; lane += LANES) {
        FloatVector lossGreatestValue = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
        for (int i = 0; i < 10; i++) {
          // lossGreatest = maximum(logits)  line 9
          lossGreatestValue = lossGreatestValue.max(FloatVector.fromArray(SPECIES, logits,
              i * 32 + s * 10 + lane));
        }
        lossGreatestValue.intoArray(lossGreatest, lane + s);
        for (int i = 0; i < 10; i++) {
          // lossDifference = logits - lossGreatest  [10], line 9
          FloatVector.fromArray(SPECIES, logits, i * 32 + s * 10 + lane).sub(lossGreatestValue)
              .intoArray(lossDifference, i * 32 + s * 10 + lane);
        }
      }
    }
  }

  private static void lossExp(float[] lossDifference, float[] lossExp, int begin, int end) {
    // lossExp = exp(lossDifference)  [10], line 9
    for (int s = begin; s < end; s += 32) {
      Lanes.exp(lossDifference, s * 10, lossExp, s * 10, 320);
    }
  }

  private static void lossTotal(float[] lossExp, float[] lossTotal, int begin, int end) {
    for (int s = begin; s < end; s += 32) {
      for (int lane = 0; lane < 32; lane += LANES) {
        FloatVector lossTotalValue = FloatVector.zero(SPECIES);
        for (int i = 0; i < 10; i++) {
          // lossTotal = sum(lossExp)  line 9
          lossTotalValue = lossTotalValue.add(FloatVector.fromArray(SPECIES, lossExp,
              i * 32 + s * 10 + lane));
        }
        lossTotalValue.intoArray(lossTotal, lane + s);
      }
    }
  }

  private static void lossLog(float[] lossTotal, float[] lossLog, int begin, int end) {
    // lossLog = log(lossTotal)  line 9
    for (int s = begin; s < end; s += 32) {
      Lanes.log(lossTotal, s, lossLog, s, 32);
    }
  }

  private static void lossTotalTraining(float[] lossGreatest, float[] lossLog, float[] yBlocks,
      float[] logits, float[] lossTotal2, int begin, int end) {
    for (int s = begin; s < end; s += 32) {
      for (int lane = 0; lane < 32; lane += LANES) {
        // lossSum = lossGreatest + lossLog  line 9
        FloatVector lossSum = FloatVector.fromArray(SPECIES, lossGreatest, lane + s)
            .add(FloatVector.fromArray(SPECIES, lossLog, lane + s));
        FloatVector lossTotalValue = FloatVector.zero(SPECIES);
        for (int i = 0; i < 10; i++) {
          // lossTotal = sum(oneHot(y) * (logits - lossSum))  line 9
          lossTotalValue = lossTotalValue.add(FloatVector.zero(SPECIES).blend(1f,
              FloatVector.fromArray(SPECIES, yBlocks, lane + s).compare(VectorOperators.EQ,
              (float) i)).mul(FloatVector.fromArray(SPECIES, logits, i * 32 + s * 10 + lane)
              .sub(lossSum)));
        }
        lossTotalValue.intoArray(lossTotal2, lane + s);
      }
    }
  }

  private static void lossBatchTotal(float[] lossBatchTotalPartials, float[] lossTotal2, int n,
      float[] lossBatchTotal) {
    Arrays.fill(lossBatchTotalPartials, 0, 32, 0);
    for (int s = 0; s < n; s += 32) {
      for (int lane = 0; lane < 32; lane += LANES) {
        // lossBatchTotal = Σ over the batch of -lossTotal  line 9
        FloatVector.fromArray(SPECIES, lossBatchTotalPartials, lane).add(FloatVector.zero(SPECIES)
            .blend(FloatVector.fromArray(SPECIES, lossTotal2, lane + s).neg(), NUMBERS.add(lane + s)
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

  private static void lossTraining(float[] lossBatchTotal, int n, float[] loss,
      float[] lossGradient) {
    // loss = lossBatchTotal / n  line 9
    float lossValue = lossBatchTotal[0] / (float) n;
    // lossGradient = 1 / n  line 9
    float lossGradientValue = 1 / (float) n;
    loss[0] = lossValue;
    lossGradient[0] = lossGradientValue;
  }

  private static void lossTraining2(float[] lossBatchTotal, int n, float[] loss) {
    // loss = lossBatchTotal / n  line 9
    float lossValue = lossBatchTotal[0] / (float) n;
    loss[0] = lossValue;
  }

  private static void xBlocks(float[] x, int first, float[] xBlocks, int begin, int end) {
    // xBlocks = x, in blocks of samples
    for (int s = begin; s < end; s += 32) {
      int present = Math.min(32, end - s);
      for (int i = 0; i < 784; i += 16) {
        for (int lane = 0; lane < present; lane++) {
          for (int j = 0; j < 16; j++) {
            xBlocks[s * 784 + (i + j) * 32 + lane] = x[(first + lane + s) * 784 + i + j];
          }
        }
      }
    }
  }

  private static void yBlocks(int[] y, int first, float[] yBlocks, int begin, int end) {
    // yBlocks = y, in blocks of samples
    for (int s = begin; s < end; s += 32) {
      int present = Math.min(32, end - s);
      for (int lane = 0; lane < present; lane++) {
        yBlocks[lane + s] = (float) y[first + lane + s];
      }
    }
  }

  private static void addTile4(float[] x, int xAt, float[] w, int wAt, float[] y, int yAt) {
    FloatVector sum0a = FloatVector.fromArray(SPECIES, y, yAt);
    FloatVector sum0b = FloatVector.fromArray(SPECIES, y, LANES + yAt);
    FloatVector sum1a = FloatVector.fromArray(SPECIES, y, yAt + 32);
    FloatVector sum1b = FloatVector.fromArray(SPECIES, y, LANES + yAt + 32);
    FloatVector sum2a = FloatVector.fromArray(SPECIES, y, yAt + 64);
    FloatVector sum2b = FloatVector.fromArray(SPECIES, y, LANES + yAt + 64);
    FloatVector sum3a = FloatVector.fromArray(SPECIES, y, yAt + 96);
    FloatVector sum3b = FloatVector.fromArray(SPECIES, y, LANES + yAt + 96);
    for (int k = 0; k < 6272; k += 32) {
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
    for (int k = 0; k < 4096; k += 32) {
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

  private static void tile2(float[] x, int xAt, float[] w, int wAt, float[] bias, int biasAt,
      float[] y, int yAt) {
    FloatVector sum0a = FloatVector.broadcast(SPECIES, bias[biasAt]);
    FloatVector sum0b = FloatVector.broadcast(SPECIES, bias[biasAt]);
    FloatVector sum1a = FloatVector.broadcast(SPECIES, bias[biasAt + 1]);
    FloatVector sum1b = FloatVector.broadcast(SPECIES, bias[biasAt + 1]);
    for (int k = 0; k < 4096; k += 32) {
      FloatVector xa = FloatVector.fromArray(SPECIES, x, k + xAt);
      FloatVector xb = FloatVector.fromArray(SPECIES, x, LANES + k + xAt);
      FloatVector w0 = FloatVector.broadcast(SPECIES, w[k + wAt]);
      sum0a = xa.fma(w0, sum0a);
      sum0b = xb.fma(w0, sum0b);
      FloatVector w1 = FloatVector.broadcast(SPECIES, w[k + wAt + 1]);
      sum1a = xa.fma(w1, sum1a);
      sum1b = xb.fma(w1, sum1b);
    }
    sum0a.intoArray(y, yAt);
    sum0b.intoArray(y, LANES + yAt);
    sum1a.intoArray(y, yAt + 32);
    sum1b.intoArray(y, LANES + yAt + 32);
  }

  private static void logitsGradientTurned(float[] logitsGradientTurned, float[] logitsGradient,
      int begin, int end) {
    // logitsGradientTurned = logitsGradient, panels sample by sample
    for (int s = begin; s < end; s += 32) {
      for (int lane = 0; lane < 32; lane++) {
        for (int j = 0; j < 10; j++) {
          logitsGradientTurned[(lane + s) * 32 + j] = logitsGradient[j * 32 + s * 10 + lane];
        }
      }
    }
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
    for (int k = 0; k < 320; k += 32) {
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

  private static void hiddenGradientTurned(float[] hiddenGradientTurned, float[] hiddenGradient2,
      int begin, int end) {
    // hiddenGradientTurned = hiddenGradient2, panels sample by sample
    for (int s = begin; s < end; s += 32) {
      for (int i = 0; i < 128; i += 32) {
        for (int lane = 0; lane < 32; lane++) {
          for (int j = 0; j < 32; j++) {
            hiddenGradientTurned[s * 128 + (i + lane) * 32 + j] = hiddenGradient2[s * 128 + (i + j) * 32 + lane];
          }
        }
      }
    }
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

  private static void gradientTile4(float[] x, int xAt, float[] d, int dAt, float[] g, int gAt,
      int n) {
    FloatVector sum0a = FloatVector.zero(SPECIES);
    FloatVector sum0b = FloatVector.zero(SPECIES);
    FloatVector sum1a = FloatVector.zero(SPECIES);
    FloatVector sum1b = FloatVector.zero(SPECIES);
    FloatVector sum2a = FloatVector.zero(SPECIES);
    FloatVector sum2b = FloatVector.zero(SPECIES);
    FloatVector sum3a = FloatVector.zero(SPECIES);
    FloatVector sum3b = FloatVector.zero(SPECIES);
    int whole = n - n % 32;
    for (int s = 0; s < whole; s += 32) {
      int at = s * 784 + xAt;
      for (int k = 0; k < 1024; k += 32) {
        FloatVector da = FloatVector.fromArray(SPECIES, d, s * 128 + dAt + k);
        FloatVector db = FloatVector.fromArray(SPECIES, d, s * 128 + LANES + dAt + k);
        FloatVector x0 = FloatVector.broadcast(SPECIES, x[at]);
        sum0a = da.fma(x0, sum0a);
        sum0b = db.fma(x0, sum0b);
        FloatVector x1 = FloatVector.broadcast(SPECIES, x[at + 32]);
        sum1a = da.fma(x1, sum1a);
        sum1b = db.fma(x1, sum1b);
        FloatVector x2 = FloatVector.broadcast(SPECIES, x[at + 64]);
        sum2a = da.fma(x2, sum2a);
        sum2b = db.fma(x2, sum2b);
        FloatVector x3 = FloatVector.broadcast(SPECIES, x[at + 96]);
        sum3a = da.fma(x3, sum3a);
        sum3b = db.fma(x3, sum3b);
        at += 1;
      }
    }
    int last = whole * 784 + xAt;
    for (int k = 0; k < n * 32 - whole * 32; k += 32) {
      FloatVector da = FloatVector.fromArray(SPECIES, d, whole * 128 + dAt + k);
      FloatVector db = FloatVector.fromArray(SPECIES, d, whole * 128 + LANES + dAt + k);
      FloatVector x0 = FloatVector.broadcast(SPECIES, x[last]);
      sum0a = da.fma(x0, sum0a);
      sum0b = db.fma(x0, sum0b);
      FloatVector x1 = FloatVector.broadcast(SPECIES, x[last + 32]);
      sum1a = da.fma(x1, sum1a);
      sum1b = db.fma(x1, sum1b);
      FloatVector x2 = FloatVector.broadcast(SPECIES, x[last + 64]);
      sum2a = da.fma(x2, sum2a);
      sum2b = db.fma(x2, sum2b);
      FloatVector x3 = FloatVector.broadcast(SPECIES, x[last + 96]);
      sum3a = da.fma(x3, sum3a);
      sum3b = db.fma(x3, sum3b);
      last += 1;
    }
    sum0a.intoArray(g, gAt);
    sum0b.intoArray(g, LANES + gAt);
    sum1a.intoArray(g, gAt + 32);
    sum1b.intoArray(g, LANES + gAt + 32);
    sum2a.intoArray(g, gAt + 64);
    sum2b.intoArray(g, LANES + gAt + 64);
    sum3a.intoArray(g, gAt + 96);
    sum3b.intoArray(g, LANES + gAt + 96);
  }

  private static void narrowGradientTile8(float[] x, int xAt, float[] d, int dAt, float[] g,
      int gAt, int n) {
    FloatVector sum0a = FloatVector.zero(SPECIES);
    FloatVector sum1a = FloatVector.zero(SPECIES);
    FloatVector sum2a = FloatVector.zero(SPECIES);
    FloatVector sum3a = FloatVector.zero(SPECIES);
    FloatVector sum4a = FloatVector.zero(SPECIES);
    FloatVector sum5a = FloatVector.zero(SPECIES);
    FloatVector sum6a = FloatVector.zero(SPECIES);
    FloatVector sum7a = FloatVector.zero(SPECIES);
    int whole = n - n % 32;
    for (int s = 0; s < whole; s += 32) {
      int at = s * 128 + xAt;
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
        FloatVector x4 = FloatVector.broadcast(SPECIES, x[at + 128]);
        sum4a = da.fma(x4, sum4a);
        FloatVector x5 = FloatVector.broadcast(SPECIES, x[at + 160]);
        sum5a = da.fma(x5, sum5a);
        FloatVector x6 = FloatVector.broadcast(SPECIES, x[at + 192]);
        sum6a = da.fma(x6, sum6a);
        FloatVector x7 = FloatVector.broadcast(SPECIES, x[at + 224]);
        sum7a = da.fma(x7, sum7a);
        at += 1;
      }
    }
    int last = whole * 128 + xAt;
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
      FloatVector x4 = FloatVector.broadcast(SPECIES, x[last + 128]);
      sum4a = da.fma(x4, sum4a);
      FloatVector x5 = FloatVector.broadcast(SPECIES, x[last + 160]);
      sum5a = da.fma(x5, sum5a);
      FloatVector x6 = FloatVector.broadcast(SPECIES, x[last + 192]);
      sum6a = da.fma(x6, sum6a);
      FloatVector x7 = FloatVector.broadcast(SPECIES, x[last + 224]);
      sum7a = da.fma(x7, sum7a);
      last += 1;
    }
    sum0a.intoArray(g, gAt);
    sum1a.intoArray(g, gAt + 32);
    sum2a.intoArray(g, gAt + 64);
    sum3a.intoArray(g, gAt + 96);
    sum4a.intoArray(g, gAt + 128);
    sum5a.intoArray(g, gAt + 160);
    sum6a.intoArray(g, gAt + 192);
    sum7a.intoArray(g, gAt + 224);
  }

  private static void totalTileTraining(float[] d, int dAt, float[] g, int gAt, int n) {
    FloatVector sum0a = FloatVector.zero(SPECIES);
    FloatVector sum0b = FloatVector.zero(SPECIES);
    int whole = n - n % 32;
    for (int s = 0; s < whole; s += 32) {
      for (int k = 0; k < 1024; k += 32) {
        FloatVector da = FloatVector.fromArray(SPECIES, d, s * 128 + dAt + k);
        FloatVector db = FloatVector.fromArray(SPECIES, d, s * 128 + LANES + dAt + k);
        sum0a = sum0a.add(da);
        sum0b = sum0b.add(db);
      }
    }
    for (int k = 0; k < n * 32 - whole * 32; k += 32) {
      FloatVector da = FloatVector.fromArray(SPECIES, d, whole * 128 + dAt + k);
      FloatVector db = FloatVector.fromArray(SPECIES, d, whole * 128 + LANES + dAt + k);
      sum0a = sum0a.add(da);
      sum0b = sum0b.add(db);
    }
    sum0a.intoArray(g, gAt);
    sum0b.intoArray(g, LANES + gAt);
  }

  private static void pRows(float[] p, int first, float[] pBlocks, int begin, int end) {
    // p = pBlocks, sample by sample
    for (int s = begin; s < end; s += 32) {
      int present = Math.min(32, end - s);
      for (int lane = 0; lane < present; lane++) {
        for (int j = 0; j < 10; j++) {
          p[(first + lane + s) * 10 + j] = pBlocks[j * 32 + s * 10 + lane];
        }
      }
    }
  }

  private static void vectorTile4(float[] x, int xAt, float[] w, int wAt, float[] bias, int biasAt,
      float[] y, int yAt) {
    FloatVector sum0a = FloatVector.fromArray(SPECIES, bias, biasAt);
    FloatVector sum0b = FloatVector.fromArray(SPECIES, bias, LANES + biasAt);
    FloatVector sum1a = FloatVector.fromArray(SPECIES, bias, biasAt + 32);
    FloatVector sum1b = FloatVector.fromArray(SPECIES, bias, LANES + biasAt + 32);
    FloatVector sum2a = FloatVector.fromArray(SPECIES, bias, biasAt + 64);
    FloatVector sum2b = FloatVector.fromArray(SPECIES, bias, LANES + biasAt + 64);
    FloatVector sum3a = FloatVector.fromArray(SPECIES, bias, biasAt + 96);
    FloatVector sum3b = FloatVector.fromArray(SPECIES, bias, LANES + biasAt + 96);
    int from = xAt;
    for (int k = 0; k < 25088; k += 32) {
      FloatVector factor = FloatVector.broadcast(SPECIES, x[from]);
      sum0a = FloatVector.fromArray(SPECIES, w, k + wAt).fma(factor, sum0a);
      sum0b = FloatVector.fromArray(SPECIES, w, LANES + k + wAt).fma(factor, sum0b);
      sum1a = FloatVector.fromArray(SPECIES, w, k + wAt + 25088).fma(factor, sum1a);
      sum1b = FloatVector.fromArray(SPECIES, w, LANES + k + wAt + 25088).fma(factor, sum1b);
      sum2a = FloatVector.fromArray(SPECIES, w, k + wAt + 50176).fma(factor, sum2a);
      sum2b = FloatVector.fromArray(SPECIES, w, LANES + k + wAt + 50176).fma(factor, sum2b);
      sum3a = FloatVector.fromArray(SPECIES, w, k + wAt + 75264).fma(factor, sum3a);
      sum3b = FloatVector.fromArray(SPECIES, w, LANES + k + wAt + 75264).fma(factor, sum3b);
      from += 1;
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

  private static void vectorTile1(float[] x, int xAt, float[] w, int wAt, float[] bias, int biasAt,
      float[] y, int yAt) {
    FloatVector sum0a = FloatVector.fromArray(SPECIES, bias, biasAt);
    FloatVector sum0b = FloatVector.fromArray(SPECIES, bias, LANES + biasAt);
    int from = xAt;
    for (int k = 0; k < 4096; k += 32) {
      FloatVector factor = FloatVector.broadcast(SPECIES, x[from]);
      sum0a = FloatVector.fromArray(SPECIES, w, k + wAt).fma(factor, sum0a);
      sum0b = FloatVector.fromArray(SPECIES, w, LANES + k + wAt).fma(factor, sum0b);
      from += 1;
    }
    sum0a.intoArray(y, yAt);
    sum0b.intoArray(y, LANES + yAt);
  }

  private static final class Memory {
    private final float[] xBlocks = new float[50176];
    private final float[] pBlocks = new float[640];
    private final float[] hiddenSum = new float[8192];
    private final float[] hidden = new float[8192];
    private final float[] logits = new float[640];
    private final float[] pDifference = new float[640];
    private final float[] pExp = new float[640];
    private final float[] hiddenSum2 = new float[128];
    private final float[] hidden2 = new float[128];
    private final float[] logits2 = new float[32];
  }

  private final class Memories extends Digits.Scratch implements Team.Work {
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

  private final class Steps extends Digits.Trainer implements Team.Work {
    private final float[] hiddenWeightMean = new float[100352];
    private final float[] hiddenWeightVariance = new float[100352];
    private final float[] hiddenBiasMean = new float[128];
    private final float[] hiddenBiasVariance = new float[128];
    private final float[] logitsWeightMean = new float[4096];
    private final float[] logitsWeightVariance = new float[4096];
    private final float[] logitsBiasMean = new float[32];
    private final float[] logitsBiasVariance = new float[32];
    private float[] xBlocks = new float[0];
    private float[] yBlocks = new float[0];
    private final float[] loss = new float[1];
    private float[] hiddenSum = new float[0];
    private float[] hidden = new float[0];
    private float[] logits = new float[0];
    private float[] lossGreatest = new float[0];
    private float[] lossDifference = new float[0];
    private float[] lossExp = new float[0];
    private float[] lossTotal = new float[0];
    private float[] lossLog = new float[0];
    private float[] lossTotal2 = new float[0];
    private final float[] lossBatchTotal = new float[1];
    private final float[] lossGradient = new float[1];
    private float[] logitsGradient = new float[0];
    private final float[] logitsBiasGradient = new float[32];
    private float[] hiddenGradient = new float[0];
    private float[] hiddenGradient2 = new float[0];
    private final float[] hiddenBiasGradient = new float[128];
    private final float[] stepSqrt = new float[1];
    private final float[] stepQuotient = new float[1];
    private final float[] lossBatchTotalPartials = new float[32];
    private float[] logitsGradientTurned = new float[0];
    private float[] hiddenGradientTurned = new float[0];
    private final float[] hiddenWeightGradient = new float[25088];
    private final float[] logitsWeightGradient = new float[4096];
    private final Team team;
    private int n;
    private float[] x = new float[0];
    private int[] y = new int[0];
    private float rate;

    Steps(Team team) {
      this.team = team;
    }

    @Override
    void grow(int n) {
      xBlocks = new float[Math.multiplyExact((n + 31) / 32 * 32, 784)];
      yBlocks = new float[Math.multiplyExact((n + 31) / 32 * 32, 1)];
      hiddenSum = new float[Math.multiplyExact((n + 31) / 32 * 32, 128)];
      hidden = new float[Math.multiplyExact((n + 31) / 32 * 32, 128)];
      logits = new float[Math.multiplyExact((n + 31) / 32 * 32, 10)];
      lossGreatest = new float[Math.multiplyExact((n + 31) / 32 * 32, 1)];
      lossDifference = new float[Math.multiplyExact((n + 31) / 32 * 32, 10)];
      lossExp = new float[Math.multiplyExact((n + 31) / 32 * 32, 10)];
      lossTotal = new float[Math.multiplyExact((n + 31) / 32 * 32, 1)];
      lossLog = new float[Math.multiplyExact((n + 31) / 32 * 32, 1)];
      lossTotal2 = new float[Math.multiplyExact((n + 31) / 32 * 32, 1)];
      logitsGradient = new float[Math.multiplyExact((n + 31) / 32 * 32, 10)];
      hiddenGradient = new float[Math.multiplyExact((n + 31) / 32 * 32, 128)];
      hiddenGradient2 = new float[Math.multiplyExact((n + 31) / 32 * 32, 128)];
      logitsGradientTurned = new float[Math.multiplyExact((n + 31) / 32 * 32, 32)];
      hiddenGradientTurned = new float[Math.multiplyExact((n + 31) / 32 * 32, 128)];
    }

    @Override
    float runStep(int n, float[] x, int[] y, float rate) {
      this.n = n;
      this.x = x;
      this.y = y;
      this.rate = rate;
      // xBlocks … lossTotalTraining, by samples
      team.run(this, 0, n, 32);
      lossBatchTotal(lossBatchTotalPartials, lossTotal2, n, lossBatchTotal);
      lossTraining(lossBatchTotal, n, loss, lossGradient);
      // logitsGradient … hiddenGradientTurned, by samples
      team.run(this, 1, n, 32);
      // logitsBiasGradient, hiddenWeightUpdate, in parts
      team.run(this, 2, 15, 1);
      logitsWeightUpdate(hidden, logitsGradientTurned, logitsWeightGradient, n, logitsWeightMean,
          logitsWeightVariance, logitsWeight, stepQuotient, stepSqrt);
      hiddenBiasGradient(hiddenGradientTurned, hiddenBiasGradient, n);
      hiddenBiasUpdate(hiddenBiasMean, hiddenBiasGradient, hiddenBiasVariance, hiddenBias,
          stepQuotient, stepSqrt);
      logitsBiasUpdate(logitsBiasMean, logitsBiasGradient, logitsBiasVariance, logitsBias,
          stepQuotient, stepSqrt);
      return loss[0];
    }

    @Override
    float runLoss(int n, float[] x, int[] y) {
      this.n = n;
      this.x = x;
      this.y = y;
      // xBlocks … lossTotalTraining, by samples
      team.run(this, 0, n, 32);
      lossBatchTotal(lossBatchTotalPartials, lossTotal2, n, lossBatchTotal);
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
          new Tensor("hidden.weight.mean", List.of(128, 784), Layout.PANELS, hiddenWeightMean),
          new Tensor("hidden.weight.variance", List.of(128, 784), Layout.PANELS, hiddenWeightVariance),
          new Tensor("hidden.bias.mean", List.of(128), Layout.PADDED_ROWS, hiddenBiasMean),
          new Tensor("hidden.bias.variance", List.of(128), Layout.PADDED_ROWS, hiddenBiasVariance),
          new Tensor("logits.weight.mean", List.of(10, 128), Layout.PANELS, logitsWeightMean),
          new Tensor("logits.weight.variance", List.of(10, 128), Layout.PANELS, logitsWeightVariance),
          new Tensor("logits.bias.mean", List.of(10), Layout.PADDED_ROWS, logitsBiasMean),
          new Tensor("logits.bias.variance", List.of(10), Layout.PADDED_ROWS, logitsBiasVariance));
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
        default -> throw new IllegalArgumentException("no phase " + phase);
      }
    }

    private void runPhase0(int member, int begin, int end) {
      xBlocks(x, 0, xBlocks, begin, end);
      yBlocks(y, 0, yBlocks, begin, end);
      hiddenSum(hiddenBias, hiddenSum, xBlocks, hiddenWeight, begin, end);
      hidden(hiddenSum, hidden, begin, end);
      logits(hidden, logitsWeight, logitsBias, logits, begin, end);
      lossDifference(logits, lossGreatest, lossDifference, begin, end);
      lossExp(lossDifference, lossExp, begin, end);
      lossTotal(lossExp, lossTotal, begin, end);
      lossLog(lossTotal, lossLog, begin, end);
      lossTotalTraining(lossGreatest, lossLog, yBlocks, logits, lossTotal2, begin, end);
    }

    private void runPhase1(int member, int begin, int end) {
      logitsGradient(lossExp, lossTotal, yBlocks, lossGradient, logitsGradient, begin, end);
      logitsGradientTurned(logitsGradientTurned, logitsGradient, begin, end);
      hiddenGradient(logitsGradient, logitsWeight, hiddenGradient, begin, end);
      hiddenGradientTraining(hiddenSum, hiddenGradient, hiddenGradient2, begin, end);
      hiddenGradientTurned(hiddenGradientTurned, hiddenGradient2, begin, end);
    }

    private void runPhase2(int member, int begin, int end) {
      if (begin < 1 && end > 0) {
        logitsBiasGradient(logitsGradientTurned, logitsBiasGradient, n);
      }
      if (begin < 15 && end > 1) {
        hiddenWeightUpdate(biasCorrection(0.999), stepSqrt, rate, biasCorrection(0.9), stepQuotient,
            xBlocks, hiddenGradientTurned, hiddenWeightGradient, n, hiddenWeightMean,
            hiddenWeightVariance, hiddenWeight, Math.max(begin - 1, 0) * 56,
            Math.min((end - 1) * 56, 784));
      }
    }
  }
}
