package dev.mlpc.compiler.definition;

import java.util.OptionalLong;

/**
 * The rate as a function of the step, or of what epochs came to.
 *
 * @param peak the rate r, before the curve lowers it
 * @param curve what part of the peak each step has
 * @param warmup over how many steps the rate rises first, 0 for none
 */
public record RateDefinition(double peak, Curve curve, long warmup) {

  /** The same rate from the first step to the last. */
  public static RateDefinition constant(double rate) {
    return new RateDefinition(rate, new Curve.Constant(), 0);
  }

  /** A curve. Its {@code steps} tell when it ends; empty where the run's length tells. */
  public sealed interface Curve {

    <R> R match(Cases<R> cases);

    /** Always the peak. */
    record Constant() implements Curve {
      @Override
      public <R> R match(Cases<R> cases) {
        return cases.constant(this);
      }
    }

    /** Multiplied by {@code factor} every so many steps. */
    record Step(long every, double factor) implements Curve {
      @Override
      public <R> R match(Cases<R> cases) {
        return cases.step(this);
      }
    }

    /** Multiplied by {@code factor} in each step. */
    record Exponential(double factor) implements Curve {
      @Override
      public <R> R match(Cases<R> cases) {
        return cases.exponential(this);
      }
    }

    /** Half a cosine from the peak down to 0. */
    record Cosine(OptionalLong steps) implements Curve {
      @Override
      public <R> R match(Cases<R> cases) {
        return cases.cosine(this);
      }
    }

    /** (1 - step / steps)^power. */
    record Polynomial(OptionalLong steps, double power) implements Curve {
      @Override
      public <R> R match(Cases<R> cases) {
        return cases.polynomial(this);
      }
    }

    /** Up to the peak and down again, along half a cosine each. */
    record OneCycle(OptionalLong steps) implements Curve {
      @Override
      public <R> R match(Cases<R> cases) {
        return cases.oneCycle(this);
      }
    }

    /**
     * Multiplied by {@code factor} after more than {@code patience} epochs without a better loss.
     */
    record Plateau(double factor, long patience) implements Curve {
      @Override
      public <R> R match(Cases<R> cases) {
        return cases.plateau(this);
      }
    }
  }

  /** One case a curve. */
  public interface Cases<R> {
    R constant(Curve.Constant curve);

    R step(Curve.Step curve);

    R exponential(Curve.Exponential curve);

    R cosine(Curve.Cosine curve);

    R polynomial(Curve.Polynomial curve);

    R oneCycle(Curve.OneCycle curve);

    R plateau(Curve.Plateau curve);
  }
}
