package dev.mlpc.runtime;

import java.util.List;

/**
 * What every generated class offers to tools and training loops, whatever its inputs are.
 *
 * <p>Applications call the methods of the generated class, which take plain arrays. Parameters are
 * shared and read-only to {@link #predict}: any number of threads may predict with one network,
 * each with its own workspace.
 */
public interface Network {

  /** {@return its name, inputs, outputs, targets and fingerprint} */
  Signature signature();

  /** {@return its parameters and states, by name, in the order of the spec} */
  List<Tensor> tensors();

  /** {@return the memory that one thread needs in order to predict} */
  Workspace newWorkspace();

  /**
   * {@return the memory that a team needs in order to predict} The bits of a prediction do not
   * depend on the team; a network that is too small to be shared leaves it to the caller.
   *
   * @param team who works; one workspace at a time
   */
  default Workspace newWorkspace(Team team) {
    return newWorkspace();
  }

  /**
   * Computes the outputs of the samples {@code 0 … inputs.size() - 1}; allocates nothing.
   *
   * @param inputs one array an input of the signature
   * @param outputs one array an output; its size is set to that of the inputs
   * @param workspace of this network, and of this thread alone
   * @throws IllegalArgumentException if the batches are not of this network's ports, if {@code
   *     outputs} has too little room, or if the workspace is of another network
   */
  void predict(Batch inputs, Batch outputs, Workspace workspace);

  /**
   * {@return a trainer that changes this network's parameters}
   *
   * @throws IllegalStateException if the spec has no {@code train} block for this network
   */
  Trainer newTrainer();

  /**
   * {@return a trainer whose work a team shares} The bits of a step do not depend on the team; a
   * network that is too small to be shared leaves it to the caller.
   *
   * @param team who works; one trainer at a time
   * @throws IllegalStateException if the spec has no {@code train} block for this network
   */
  default Trainer newTrainer(Team team) {
    return newTrainer();
  }
}
