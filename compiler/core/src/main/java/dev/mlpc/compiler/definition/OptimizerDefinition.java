package dev.mlpc.compiler.definition;

/** How gradients move parameters. The formulas and names are PyTorch's. */
public sealed interface OptimizerDefinition {

  RateDefinition rate();

  <R> R match(Cases<R> cases);

  /** Stochastic gradient descent. */
  record Sgd(RateDefinition rate, double momentum, boolean nesterov, double decay)
      implements OptimizerDefinition {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.sgd(this);
    }
  }

  /**
   * Adam, and with {@code decoupled} AdamW.
   *
   * @param decoupled whether the decay shrinks the parameter itself rather than joining the
   *     gradient
   */
  record Adam(
      RateDefinition rate,
      double beta1,
      double beta2,
      double epsilon,
      double decay,
      boolean decoupled)
      implements OptimizerDefinition {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.adam(this);
    }
  }

  /** One case an optimiser. */
  interface Cases<R> {
    R sgd(Sgd optimizer);

    R adam(Adam optimizer);
  }
}
