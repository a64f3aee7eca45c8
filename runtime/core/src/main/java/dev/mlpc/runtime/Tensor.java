package dev.mlpc.runtime;

import java.util.List;
import java.util.Objects;

/**
 * A named parameter, state or slot of an optimiser: a view of the array that the generated code
 * computes with. Reading shows what the code sees; {@link #set(double[])} and {@link #copyFrom}
 * change it.
 *
 * <p>All that goes in or comes out is in row-major order, whatever the {@link Layout} of the array.
 * A layout arranges matrices, so a tensor of another rank is taken for one: the last dimension
 * makes the columns, those before it the rows.
 *
 * <p>Not synchronised: whoever writes while another thread predicts sees to the publication.
 */
public final class Tensor {
  private final String name;
  private final List<Integer> shape;
  private final Layout layout;
  private final Elements elements;
  private final int size;
  private final int rows;
  private final int columns;

  /**
   * A view of an array of floats.
   *
   * @param name as in the spec and in files
   * @param shape dimensions, none of them 0; empty for a scalar
   * @param layout how the elements lie in the array
   * @param storage the array, which is not copied
   * @throws IllegalArgumentException if the array's length is not what the layout needs
   */
  public Tensor(String name, List<Integer> shape, Layout layout, float[] storage) {
    this(name, shape, layout, new Elements.Floats(storage));
  }

  /**
   * As the other, of an array of doubles.
   *
   * @param name as in the spec and in files
   * @param shape dimensions, none of them 0; empty for a scalar
   * @param layout how the elements lie in the array
   * @param storage the array, which is not copied
   */
  public Tensor(String name, List<Integer> shape, Layout layout, double[] storage) {
    this(name, shape, layout, new Elements.Doubles(storage));
  }

  private Tensor(String name, List<Integer> shape, Layout layout, Elements elements) {
    this.name = Objects.requireNonNull(name);
    this.shape = List.copyOf(shape);
    this.layout = Objects.requireNonNull(layout);
    this.elements = elements;
    this.size = product(name, this.shape);
    this.columns = this.shape.isEmpty() ? 1 : this.shape.get(this.shape.size() - 1);
    this.rows = size / columns;
    int expected = layout.length(rows, columns);
    if (elements.length() != expected) {
      throw new IllegalArgumentException(
          "tensor "
              + name
              + " of shape "
              + shape
              + " in layout "
              + layout
              + " needs an array of "
              + expected
              + " elements, but got one of "
              + elements.length());
    }
  }

  /** {@return its name, as in the spec and in files, such as {@code hidden.weight}} */
  public String name() {
    return name;
  }

  /** {@return its dimensions; empty for a scalar} */
  public List<Integer> shape() {
    return shape;
  }

  /** {@return how many elements it has: the product of its shape} */
  public int size() {
    return size;
  }

  /** {@return what its elements are} */
  public ElementType elementType() {
    return elements.type();
  }

  /** {@return how its elements lie in the array} */
  public Layout layout() {
    return layout;
  }

  /** {@return a copy of its elements in row-major order, rounded where they are doubles} */
  public float[] toFloats() {
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = elements.getFloat(position(i));
    }
    return values;
  }

  /** {@return a copy of its elements in row-major order} */
  public double[] toDoubles() {
    double[] values = new double[size];
    for (int i = 0; i < size; i++) {
      values[i] = elements.getDouble(position(i));
    }
    return values;
  }

  /**
   * Replaces all elements.
   *
   * @param values in row-major order
   * @throws IllegalArgumentException if there are more or fewer than {@link #size}
   */
  public void set(float[] values) {
    requireSize(values.length);
    for (int i = 0; i < size; i++) {
      elements.set(position(i), values[i]);
    }
  }

  /**
   * Replaces all elements, each rounded to the nearest float where it holds floats.
   *
   * @param values in row-major order
   * @throws IllegalArgumentException if there are more or fewer than {@link #size}
   */
  public void set(double[] values) {
    requireSize(values.length);
    for (int i = 0; i < size; i++) {
      elements.set(position(i), values[i]);
    }
  }

  /**
   * Replaces all elements by those of another tensor, whose type and layout may differ.
   *
   * @param source of the same shape
   * @throws IllegalArgumentException if it has another shape
   */
  public void copyFrom(Tensor source) {
    if (!shape.equals(source.shape)) {
      throw new IllegalArgumentException(
          "tensor "
              + name
              + " has shape "
              + shape
              + ", but "
              + source.name
              + " has "
              + source.shape);
    }
    if (layout == source.layout && elementType() == source.elementType()) {
      elements.copyFrom(source.elements);
      return;
    }
    for (int i = 0; i < size; i++) {
      elements.set(position(i), source.elements.getDouble(source.position(i)));
    }
  }

  /** {@return a tensor with the same name, shape, layout and elements over an array of its own} */
  public Tensor copy() {
    return new Tensor(name, shape, layout, elements.copy());
  }

  /** {@return whether no element is infinite or NaN} */
  public boolean isFinite() {
    for (int i = 0; i < size; i++) {
      if (!Double.isFinite(elements.getDouble(position(i)))) {
        return false;
      }
    }
    return true;
  }

  /** Its name, type and shape, as in {@code hidden.weight: f32[16, 4]}. */
  @Override
  public String toString() {
    return name + ": " + (elementType() == ElementType.F32 ? "f32" : "f64") + shape;
  }

  private int position(int index) {
    return layout.offset(index, rows, columns);
  }

  private void requireSize(int length) {
    if (length != size) {
      throw new IllegalArgumentException(
          "tensor "
              + name
              + " of shape "
              + shape
              + " has "
              + size
              + " elements, but got "
              + length);
    }
  }

  private static int product(String name, List<Integer> shape) {
    int product = 1;
    for (int dimension : shape) {
      if (dimension <= 0) {
        throw new IllegalArgumentException("tensor " + name + " has shape " + shape);
      }
      product = Math.multiplyExact(product, dimension);
    }
    return product;
  }
}
