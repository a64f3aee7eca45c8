package dev.mlpc.compiler.graph;

import dev.mlpc.compiler.tensor.Shape;

/**
 * What a value is.
 *
 * @param element what its elements are
 * @param shape of one sample
 * @param batched whether each sample of the batch has its own; parameters and what follows from
 *     them alone exist once
 */
public record TensorType(Element element, Shape shape, boolean batched) {

  /** What an element is. Whether a real number is f32 or f64 is decided later, by the plan. */
  public enum Element {
    REAL,
    /** An integer from 0 on: the number of a class, a position. */
    INDEX,
    TRUTH
  }

  public static TensorType real(Shape shape, boolean batched) {
    return new TensorType(Element.REAL, shape, batched);
  }

  public TensorType withShape(Shape newShape) {
    return new TensorType(element, newShape, batched);
  }

  public TensorType withBatched(boolean newBatched) {
    return new TensorType(element, shape, newBatched);
  }

  @Override
  public String toString() {
    String word =
        switch (element) {
          case REAL -> "real";
          case INDEX -> "index";
          case TRUTH -> "truth";
        };
    return (batched ? "batch " : "") + word + shape;
  }
}
