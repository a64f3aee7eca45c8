package dev.mlpc.compiler.update;

import dev.mlpc.compiler.graph.Value;

/** How one parameter and its slots get their next values. */
interface Formula {
  /**
   * Adds the updates.
   *
   * @return what the parameter is from this step on
   */
  Value update(Learned parameter);
}
