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

  /** Adam with Nesterov's look ahead; PyTorch's momentum decay of 4e-3 belongs to it. */
  record Nadam(RateDefinition rate, double beta1, double beta2, double epsilon, double decay)
      implements OptimizerDefinition {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.nadam(this);
    }
  }

  /**
   * Divides by a moving root mean square of the gradient.
   *
   * @param rho how much of the mean square stays in each step
   */
  record Rmsprop(RateDefinition rate, double rho, double epsilon, double decay, double momentum)
      implements OptimizerDefinition {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.rmsprop(this);
    }
  }

  /** Divides by the root of all squared gradients so far. */
  record Adagrad(RateDefinition rate, double decay, double epsilon) implements OptimizerDefinition {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.adagrad(this);
    }
  }

  /**
   * Steps as long as the steps before it were, in proportion to the gradient.
   *
   * @param rho how much of the mean squares stays in each step
   */
  record Adadelta(RateDefinition rate, double rho, double epsilon, double decay)
      implements OptimizerDefinition {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.adadelta(this);
    }
  }

  /** Steps of one length, of which the gradients choose but the sign; its decay is decoupled. */
  record Lion(RateDefinition rate, double beta1, double beta2, double decay)
      implements OptimizerDefinition {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.lion(this);
    }
  }

  /** One case an optimiser. */
  interface Cases<R> {
    R sgd(Sgd optimizer);

    R adam(Adam optimizer);

    R nadam(Nadam optimizer);

    R rmsprop(Rmsprop optimizer);

    R adagrad(Adagrad optimizer);

    R adadelta(Adadelta optimizer);

    R lion(Lion optimizer);
  }
}
