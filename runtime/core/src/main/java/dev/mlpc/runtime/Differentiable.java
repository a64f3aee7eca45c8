package dev.mlpc.runtime;

import java.util.List;

/**
 * A trainer that shows its gradients: what generated trainers are if they were compiled with {@code
 * CompilerOptions.gradients}. For gradient checks and for looking on; training does not need it.
 */
public interface Differentiable {

  /**
   * Forward and backward, in training mode, without an update.
   *
   * @param inputs of the network's inputs
   * @param targets of the network's targets, as many as inputs
   * @return the batch's loss, penalties included
   */
  double differentiate(Batch inputs, Batch targets);

  /**
   * {@return ∂L/∂w of the last {@link #differentiate}, one tensor a learned parameter, under its
   * name and of its shape}
   */
  List<Tensor> parameterGradients();

  /**
   * {@return ∂L/∂x of the last {@link #differentiate}, one tensor a real input, under its name:
   * {@code [size, …shape]}}
   */
  List<Tensor> inputGradients();
}
