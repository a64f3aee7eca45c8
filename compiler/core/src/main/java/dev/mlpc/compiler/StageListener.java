package dev.mlpc.compiler;

import dev.mlpc.compiler.definition.NetworkDefinition;
import dev.mlpc.compiler.emit.JavaSource;
import dev.mlpc.compiler.graph.Graph;
import dev.mlpc.compiler.plan.Plan;
import dev.mlpc.compiler.syntax.Spec;

/** Looks on while a spec is compiled: what each phase made, as soon as it is made. */
public interface StageListener {

  /** Looks away. */
  StageListener NONE = new StageListener() {};

  /** The tree of a spec; partial where there were errors. */
  default void parsed(Spec spec) {}

  /** A network without errors. */
  default void analyzed(NetworkDefinition network) {}

  /** The loss and its gradients by the learned parameters, before any rewriting. */
  default void differentiated(NetworkDefinition network, Graph gradients) {}

  /** A whole training step, before any rewriting. */
  default void updated(NetworkDefinition network, Graph step) {}

  /** A graph of the network after rewriting. */
  default void rewritten(NetworkDefinition network, Stage stage, Graph graph) {}

  default void planned(NetworkDefinition network, Plan plan) {}

  default void emitted(NetworkDefinition network, JavaSource source) {}

  /** What a graph is for. */
  enum Stage {
    INFERENCE,
    STEP,
    EVALUATION,
    MEASUREMENT,
    GRADIENTS
  }
}
