package dev.mlpc.cli;

import dev.mlpc.runtime.Batch;
import dev.mlpc.runtime.Port;
import java.util.List;
import java.util.SplittableRandom;

/** Samples of the right shape that mean nothing; indices and classes are in range. */
final class RandomBatch {
  private final SplittableRandom random;

  RandomBatch(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** Real inputs are normal. */
  Batch inputs(List<Port> ports, int samples) {
    return batch(ports, samples, false);
  }

  /** Real targets lie in [0, 1), where every loss is defined. */
  Batch targets(List<Port> ports, int samples) {
    return batch(ports, samples, true);
  }

  private Batch batch(List<Port> ports, int samples, boolean unit) {
    Batch batch = new Batch(ports, samples);
    batch.resize(samples);
    for (int port = 0; port < ports.size(); port++) {
      int length = samples * ports.get(port).width();
      for (int i = 0; i < length; i++) {
        switch (ports.get(port).kind()) {
          case F32 -> batch.floats(port)[i] = (float) (unit ? unit() : normal());
          case F64 -> batch.doubles(port)[i] = unit ? unit() : normal();
          case INDEX, CLASS -> batch.indices(port)[i] = random.nextInt(ports.get(port).classes());
        }
      }
    }
    return batch;
  }

  /** A multiple of 2⁻²⁴, so that as a {@code float} too it is less than 1. */
  private double unit() {
    return (random.nextLong() >>> 40) * 0x1p-24;
  }

  private double normal() {
    double radius = Math.sqrt(-2 * Math.log(1 - random.nextDouble()));
    return radius * Math.cos(2 * Math.PI * random.nextDouble());
  }
}
