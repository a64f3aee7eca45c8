package dev.mlpc.compiler.graph;

import dev.mlpc.compiler.tensor.Shape;

/**
 * A variable of the computational graph: what a node computes.
 *
 * @param id its place in the graph that it belongs to
 */
public record Value(int id, TensorType type) {

  public Shape shape() {
    return type.shape();
  }

  public boolean batched() {
    return type.batched();
  }

  @Override
  public String toString() {
    return "v" + id;
  }
}
