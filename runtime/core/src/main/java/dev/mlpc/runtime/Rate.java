package dev.mlpc.runtime;

import java.util.OptionalLong;

/**
 * The rate of each optimiser step: a schedule, as a function of the step's number alone, but for
 * {@link #plateau}, which goes by the losses of epochs.
 *
 * <p>Steps are counted from 0; a schedule that has an end keeps its last value from there on. Where
 * a spec leaves out a schedule's length, it is that of the run: see {@link #withRunLength}. The
 * formulas are those of PyTorch's {@code StepLR}, {@code ExponentialLR}, {@code CosineAnnealingLR},
 * {@code PolynomialLR} and {@code OneCycleLR}, counted in steps. Powers and cosines come from
 * {@link StrictMath}: a run has the same rates on every machine.
 */
public final class Rate {
  private static final OptionalLong ENDLESS = OptionalLong.of(Long.MAX_VALUE);
  private static final OptionalLong LIKE_THE_RUN = OptionalLong.empty();

  /** What part of the peak step {@code step} of {@code steps} has. */
  @FunctionalInterface
  private interface Curve {
    double at(double step, double steps);
  }

  private final double peak;
  private final Curve curve;
  private final OptionalLong steps;
  private final long warmup;
  private final Plateau plateau;

  private Rate(double peak, Curve curve, OptionalLong steps, long warmup) {
    this(peak, curve, steps, warmup, Plateau.NONE);
  }

  private Rate(double peak, Curve curve, OptionalLong steps, long warmup, Plateau plateau) {
    if (steps.isPresent() && steps.getAsLong() < 1) {
      throw new IllegalArgumentException("a schedule of " + steps.getAsLong() + " steps");
    }
    if (warmup < 0) {
      throw new IllegalArgumentException("a warm-up of " + warmup + " steps");
    }
    this.peak = peak;
    this.curve = curve;
    this.steps = steps;
    this.warmup = warmup;
    this.plateau = plateau;
  }

  /**
   * Always the same.
   *
   * @param rate that of step 0, the highest
   * @return the schedule
   */
  public static Rate constant(double rate) {
    return new Rate(rate, (step, steps) -> 1, ENDLESS, 0);
  }

  /**
   * {@code rate · factor^⌊step / every⌋}.
   *
   * @param rate that of step 0, the highest
   * @param every how many steps a rate lasts
   * @param factor what a rate is multiplied by
   * @return the schedule
   */
  public static Rate step(double rate, long every, double factor) {
    if (every < 1) {
      throw new IllegalArgumentException("a step every " + every + " steps");
    }
    Curve curve = (step, steps) -> StrictMath.pow(factor, Math.floor(step / (double) every));
    return new Rate(rate, curve, ENDLESS, 0);
  }

  /**
   * {@code rate · factor^step}.
   *
   * @param rate that of step 0, the highest
   * @param factor what a rate is multiplied by
   * @return the schedule
   */
  public static Rate exponential(double rate, double factor) {
    return new Rate(rate, (step, steps) -> StrictMath.pow(factor, step), ENDLESS, 0);
  }

  /**
   * {@code rate · (1 + cos(π · step / steps)) / 2}, over the run.
   *
   * @param rate that of step 0, the highest
   * @return the schedule
   */
  public static Rate cosine(double rate) {
    return cosine(rate, LIKE_THE_RUN);
  }

  /**
   * {@code rate · (1 + cos(π · step / steps)) / 2}.
   *
   * @param rate that of step 0, the highest
   * @param steps after how many it ends
   * @return the schedule
   */
  public static Rate cosine(double rate, long steps) {
    return cosine(rate, OptionalLong.of(steps));
  }

  private static Rate cosine(double rate, OptionalLong length) {
    return new Rate(rate, (step, steps) -> cosineFrom(1, 0, step / steps), length, 0);
  }

  /**
   * {@code rate · (1 - step / steps)^power}, over the run.
   *
   * @param rate that of step 0, the highest
   * @param power the exponent
   * @return the schedule
   */
  public static Rate polynomial(double rate, double power) {
    return polynomial(rate, LIKE_THE_RUN, power);
  }

  /**
   * {@code rate · (1 - step / steps)^power}.
   *
   * @param rate that of step 0, the highest
   * @param steps after how many it ends
   * @param power the exponent
   * @return the schedule
   */
  public static Rate polynomial(double rate, long steps, double power) {
    return polynomial(rate, OptionalLong.of(steps), power);
  }

  private static Rate polynomial(double rate, OptionalLong length, double power) {
    Curve curve = (step, steps) -> StrictMath.pow(1 - step / steps, power);
    return new Rate(rate, curve, length, 0);
  }

  /**
   * From a twenty-fifth of the peak up to it and down to nearly 0, over the run.
   *
   * @param peak the highest rate
   * @return the schedule
   */
  public static Rate oneCycle(double peak) {
    return new Rate(peak, Rate::cycle, LIKE_THE_RUN, 0);
  }

  /**
   * From a twenty-fifth of the peak up to it in three tenths of the steps, then down to a
   * ten-thousandth of the start, along half a cosine each: Smith and Topin, "Super-convergence",
   * 2017. PyTorch's {@code OneCycleLR} with {@code total_steps = steps + 1}, so that, as in the
   * other schedules, the end would be reached at step {@code steps}.
   *
   * @param peak the highest rate
   * @param steps after how many it ends
   * @return the schedule
   */
  public static Rate oneCycle(double peak, long steps) {
    return new Rate(peak, Rate::cycle, OptionalLong.of(steps), 0);
  }

  /**
   * Always the same, until epochs bring no better loss: then {@code factor} times as much.
   * PyTorch's {@code ReduceLROnPlateau} as it comes: a loss is better if it is less by more than a
   * ten-thousandth of the best.
   *
   * @param rate that of step 0, the highest
   * @param factor what the rate is multiplied by, from 0 to 1
   * @param patience how many epochs in a row may be no better before it is
   * @return the schedule; it must be {@linkplain #afterEpoch told} the loss of each epoch
   */
  public static Rate plateau(double rate, double factor, long patience) {
    if (!(factor >= 0 && factor <= 1) || patience < 0) {
      throw new IllegalArgumentException(
          "a plateau's factor is from 0 to 1 and its patience not negative, but they are "
              + factor
              + " and "
              + patience);
    }
    return new Rate(rate, (step, steps) -> 1, ENDLESS, 0, Plateau.begin(factor, patience));
  }

  /**
   * This schedule after one more epoch; only {@link #plateau} changes by it.
   *
   * @param loss what the epoch came to
   * @return the schedule
   */
  public Rate afterEpoch(double loss) {
    return plateau.equals(Plateau.NONE)
        ? this
        : new Rate(peak, curve, steps, warmup, plateau.after(loss, peak));
  }

  /**
   * This schedule behind a linear start: step i of the first n has the rate {@code at(0) · (i + 1)
   * / n}, and the schedule's own steps are counted from n on. Over a run, it takes what the start
   * leaves of it.
   *
   * @param n how many steps the start takes; 0 for none
   * @return the schedule
   */
  public Rate withWarmup(long n) {
    return new Rate(peak, curve, steps, n, plateau);
  }

  /**
   * This schedule in a run of so many steps: the length of one that was written without.
   *
   * @param total all steps of the run, those of a warm-up too
   * @return the schedule
   */
  public Rate withRunLength(long total) {
    return steps.isPresent()
        ? this
        : new Rate(peak, curve, OptionalLong.of(Math.max(1, total - warmup)), warmup, plateau);
  }

  /**
   * This schedule with another peak, in whose proportion all its rates change.
   *
   * @param newPeak its highest rate
   * @return the schedule
   */
  public Rate withPeak(double newPeak) {
    return new Rate(newPeak, curve, steps, warmup, plateau);
  }

  /** {@return whether it must be told the length of the run} */
  public boolean needsRunLength() {
    return steps.isEmpty();
  }

  /**
   * {@return the rate of a step}
   *
   * @param step counted from 0
   * @throws IllegalStateException if it {@linkplain #needsRunLength still needs} the run's length
   */
  public double at(long step) {
    long length =
        steps.orElseThrow(
            () -> new IllegalStateException("the rate's schedule needs the length of the run"));
    return step < warmup
        ? scheduled(0, length) * ((step + 1) / (double) warmup)
        : scheduled(Math.min(step - warmup, length), length);
  }

  private double scheduled(long step, long length) {
    return peak * plateau.share() * curve.at((double) step, (double) length);
  }

  private static double cycle(double step, double steps) {
    double start = 1 / 25.0;
    double end = start / 1e4;
    double top = 0.3 * (steps + 1) - 1;
    return step < top
        ? cosineFrom(start, 1, step / top)
        : cosineFrom(1, end, (step - top) / (steps - top));
  }

  private static double cosineFrom(double start, double end, double progress) {
    return end + (start - end) / 2 * (1 + StrictMath.cos(Math.PI * progress));
  }
}
