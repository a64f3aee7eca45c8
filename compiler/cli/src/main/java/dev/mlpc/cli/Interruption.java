package dev.mlpc.cli;

import java.lang.reflect.Proxy;
import java.util.Optional;

/**
 * Ctrl-C while something runs that should end in order: the first asks for the end, the second ends
 * the process at once. Belongs to a try statement around that work.
 *
 * <p>The JDK's only way to learn of a signal without being shut down is {@code sun.misc.Signal}, of
 * which javac warns in a way that no annotation silences; hence reflection. Where that class is
 * absent, or the virtual machine keeps signals to itself, Ctrl-C ends the process as everywhere.
 */
final class Interruption implements AutoCloseable {
  private final Optional<Object> before;
  private volatile boolean requested;

  Interruption() {
    before = handler().flatMap(Interruption::install);
  }

  private void interrupted() {
    if (requested) {
      Runtime.getRuntime().halt(ExitStatus.INTERRUPTED);
    }
    requested = true;
  }

  /** Whether the user asked for the end. */
  boolean isRequested() {
    return requested;
  }

  /** Gives the signal back to whom it belonged. */
  @Override
  public void close() {
    before.ifPresent(Interruption::install);
  }

  private Optional<Object> handler() {
    try {
      Class<?> type = Class.forName("sun.misc.SignalHandler");
      return Optional.of(
          Proxy.newProxyInstance(
              Interruption.class.getClassLoader(),
              new Class<?>[] {type},
              (proxy, method, arguments) ->
                  switch (method.getName()) {
                    case "handle" -> {
                      interrupted();
                      yield null;
                    }
                    case "equals" -> proxy == arguments[0];
                    case "hashCode" -> System.identityHashCode(proxy);
                    default -> "interruption";
                  }));
    } catch (ClassNotFoundException e) {
      return Optional.empty();
    }
  }

  /** Has a handler called, and says which one was called before. */
  private static Optional<Object> install(Object handler) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> type = Class.forName("sun.misc.SignalHandler");
      Object interrupt = signal.getConstructor(String.class).newInstance("INT");
      return Optional.ofNullable(
          signal.getMethod("handle", signal, type).invoke(null, interrupt, handler));
    } catch (ReflectiveOperationException e) {
      return Optional.empty();
    }
  }
}
