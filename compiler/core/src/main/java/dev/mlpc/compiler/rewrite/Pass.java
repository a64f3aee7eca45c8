package dev.mlpc.compiler.rewrite;

import dev.mlpc.compiler.graph.Graph;

/** One walk over a graph that makes an equal one. */
interface Pass {

  /** A verb: what it does. */
  default String name() {
    return getClass().getSimpleName();
  }

  Graph run(Graph graph);
}
