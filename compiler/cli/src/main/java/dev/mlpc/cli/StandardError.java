package dev.mlpc.cli;

import java.io.FileDescriptor;
import java.lang.reflect.Constructor;

/**
 * Where messages go. The JVM writes a warning of its own to descriptor 2 whenever a module
 * incubates; where the launcher keeps that from the user, it names another descriptor in the
 * property {@code mlpc.stderr}.
 */
final class StandardError {
  private StandardError() {}

  static FileDescriptor descriptor() {
    Integer number = Integer.getInteger("mlpc.stderr");
    return number == null ? FileDescriptor.err : inherited(number);
  }

  /**
   * A descriptor that was open when the JVM began. Opening {@code /dev/fd/3} instead would begin a
   * file anew, and cannot be done with a socket; so the jar's manifest opens {@code java.io}.
   */
  private static FileDescriptor inherited(int number) {
    try {
      Constructor<FileDescriptor> constructor =
          FileDescriptor.class.getDeclaredConstructor(int.class);
      constructor.setAccessible(true);
      return constructor.newInstance(number);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("no descriptor " + number, e);
    }
  }
}
