package dev.mlpc.compiler.analysis;

import java.util.List;
import java.util.stream.Collectors;

/** What a constant expression comes to. Its text is how messages show it. */
sealed interface ConstantValue {

  /** What kind of thing it is, with its article: {@code a number}. */
  String kind();

  /** A finite number. */
  record Number(double value) implements ConstantValue {
    public Number {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException("not finite: " + value);
      }
    }

    /** Whether it is a whole number that a double holds exactly. */
    boolean isWhole() {
      return value == Math.rint(value) && Math.abs(value) < 0x1p53;
    }

    @Override
    public String kind() {
      return "a number";
    }

    @Override
    public String toString() {
      return isWhole()
          ? Long.toString((long) value)
          : Double.toString(value).replace(".0E", "e").replace("E", "e");
    }
  }

  /** {@code true} or {@code false}. */
  record Truth(boolean value) implements ConstantValue {
    @Override
    public String kind() {
      return "a truth value";
    }

    @Override
    public String toString() {
      return Boolean.toString(value);
    }
  }

  /** A text. */
  record Text(String value) implements ConstantValue {
    @Override
    public String kind() {
      return "a text";
    }

    @Override
    public String toString() {
      return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }
  }

  /** A list. */
  record ListOf(List<ConstantValue> elements) implements ConstantValue {
    public ListOf {
      elements = List.copyOf(elements);
    }

    @Override
    public String kind() {
      return "a list";
    }

    @Override
    public String toString() {
      return elements.stream()
          .map(ConstantValue::toString)
          .collect(Collectors.joining(", ", "[", "]"));
    }
  }
}
