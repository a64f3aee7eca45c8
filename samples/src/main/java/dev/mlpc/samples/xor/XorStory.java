package dev.mlpc.samples.xor;

/** Learns exclusive or with nothing but arrays: the smallest way to use a generated class. */
public final class XorStory {
  private static final float[] INPUTS = {0, 0, 0, 1, 1, 0, 1, 1};
  private static final float[] TARGETS = {0, 1, 1, 0};
  private static final int STEPS = 2000;

  private XorStory() {}

  /** The network after training from a seed. */
  public static Xor train(long seed) {
    Xor xor = Xor.create(seed);
    Xor.Trainer trainer = xor.newTrainer();
    for (int step = 0; step < STEPS; step++) {
      trainer.step(INPUTS, TARGETS, 4);
    }
    return xor;
  }

  /** The mean squared error over the four cases. */
  public static float loss(Xor xor) {
    return xor.newTrainer().loss(INPUTS, TARGETS, 4);
  }

  /** Prints what it has learned. */
  public static void main(String[] arguments) {
    Xor xor = train(1);
    for (int row = 0; row < 4; row++) {
      float a = INPUTS[2 * row];
      float b = INPUTS[2 * row + 1];
      System.out.printf("%.0f xor %.0f = %.3f%n", a, b, xor.predict(new float[] {a, b})[0]);
    }
  }
}
