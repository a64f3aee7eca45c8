package dev.mlpc.cli;

import com.fasterxml.jackson.jr.ob.JSON;
import com.fasterxml.jackson.jr.ob.JSONObjectException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Objects for programs. JSON knows no NaN and no infinity: they are written as null. */
final class Json {
  private static final JSON PRETTY =
      JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT).with(JSON.Feature.WRITE_NULL_PROPERTIES);

  private Json() {}

  static String text(Object value) {
    return write(PRETTY, value);
  }

  /** On one line. */
  static String line(Object value) {
    return write(JSON.std, value);
  }

  private static String write(JSON json, Object value) {
    try {
      return json.asString(value);
    } catch (IOException e) {
      // Nothing is read or written but memory.
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads a list.
   *
   * @return empty if the text is no list of such elements
   */
  static <T> Optional<List<T>> list(Class<T> type, String text) {
    try {
      return Optional.of(JSON.std.listOfFrom(type, text));
    } catch (JSONObjectException e) {
      return Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** An object that keeps the order in which it is filled. */
  static Fields fields() {
    return new Fields();
  }

  /** The fields of an object. */
  static final class Fields {
    private final Map<String, Object> fields = new LinkedHashMap<>();

    Fields put(String name, Object value) {
      fields.put(name, value);
      return this;
    }

    Fields put(String name, long value) {
      fields.put(name, value);
      return this;
    }

    /** A number that JSON may not know. */
    Fields put(String name, double value) {
      fields.put(name, number(value));
      return this;
    }

    Fields put(String name, OptionalDouble value) {
      if (value.isPresent()) {
        put(name, value.getAsDouble());
      }
      return this;
    }

    Fields put(String name, OptionalInt value) {
      if (value.isPresent()) {
        fields.put(name, value.getAsInt());
      }
      return this;
    }

    Fields put(String name, Optional<?> value) {
      value.ifPresent(present -> fields.put(name, present));
      return this;
    }

    Map<String, Object> map() {
      return fields;
    }
  }

  private static @org.jspecify.annotations.Nullable Object number(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
