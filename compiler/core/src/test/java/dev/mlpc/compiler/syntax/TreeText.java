package dev.mlpc.compiler.syntax;

import dev.mlpc.compiler.diagnostic.Source;
import dev.mlpc.compiler.diagnostic.Span;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Trees as text, to be compared by all but their places. */
public final class TreeText {
  private TreeText() {}

  public static String withoutPlaces(Object part) {
    if (part instanceof Span || part instanceof Source) {
      return "";
    }
    if (part instanceof Optional<?> some) {
      return some.map(TreeText::withoutPlaces).orElse("none");
    }
    if (part instanceof Collection<?> all) {
      return all.stream().map(TreeText::withoutPlaces).collect(Collectors.joining(", ", "[", "]"));
    }
    if (part instanceof Record) {
      return Stream.of(part.getClass().getRecordComponents())
          .map(component -> withoutPlaces(component(part, component)))
          .collect(Collectors.joining(", ", part.getClass().getSimpleName() + "(", ")"));
    }
    return part.toString();
  }

  private static Object component(Object record, RecordComponent component) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException fault) {
      throw new LinkageError(fault.getMessage(), fault);
    }
  }
}
