package dev.mlpc.runtime;

/** The live array behind a {@link Tensor}, of either type. Positions are those of the array. */
sealed interface Elements {

  ElementType type();

  int length();

  float getFloat(int position);

  double getDouble(int position);

  void set(int position, float value);

  /** Rounds to the nearest {@code float} where the array holds floats. */
  void set(int position, double value);

  /** An array of the same type and content. */
  Elements copy();

  /** Copies all positions of an array of the same type and length. */
  void copyFrom(Elements other);

  final class Floats implements Elements {
    private final float[] array;

    Floats(float[] array) {
      this.array = array;
    }

    @Override
    public ElementType type() {
      return ElementType.F32;
    }

    @Override
    public int length() {
      return array.length;
    }

    @Override
    public float getFloat(int position) {
      return array[position];
    }

    @Override
    public double getDouble(int position) {
      return array[position];
    }

    @Override
    public void set(int position, float value) {
      array[position] = value;
    }

    @Override
    public void set(int position, double value) {
      array[position] = (float) value;
    }

    @Override
    public Elements copy() {
      return new Floats(array.clone());
    }

    @Override
    public void copyFrom(Elements other) {
      System.arraycopy(((Floats) other).array, 0, array, 0, array.length);
    }
  }

  final class Doubles implements Elements {
    private final double[] array;

    Doubles(double[] array) {
      this.array = array;
    }

    @Override
    public ElementType type() {
      return ElementType.F64;
    }

    @Override
    public int length() {
      return array.length;
    }

    @Override
    public float getFloat(int position) {
      return (float) array[position];
    }

    @Override
    public double getDouble(int position) {
      return array[position];
    }

    @Override
    public void set(int position, float value) {
      array[position] = value;
    }

    @Override
    public void set(int position, double value) {
      array[position] = value;
    }

    @Override
    public Elements copy() {
      return new Doubles(array.clone());
    }

    @Override
    public void copyFrom(Elements other) {
      System.arraycopy(((Doubles) other).array, 0, array, 0, array.length);
    }
  }
}
