package dev.mlpc.runtime;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Chooses how a generated class computes, once, when it is loaded: in vectors, where the JVM was
 * started with {@code --add-modules jdk.incubator.vector} and the class for it is there, else in
 * plain Java. What it chose against, and the cure, stands in one line of the log {@code
 * dev.mlpc.runtime}.
 *
 * <p>The system property {@code dev.mlpc.engine} decides otherwise: {@code portable} never takes
 * vectors, {@code vector} throws where there are none.
 */
public final class Engines {
  private static final String PROPERTY = "dev.mlpc.engine";
  private static final String MODULE = "jdk.incubator.vector";
  private static final AtomicBoolean TOLD = new AtomicBoolean();

  private Engines() {}

  /**
   * {@return what makes a network's engine}
   *
   * @param network of the generated class
   * @param engine what all engines of the network are
   * @param vectorClass the qualified name of the engine in vectors
   * @param portable makes the engine in plain Java
   * @param <E> what all engines of the network are
   * @throws IllegalStateException if vectors are demanded, and there are none
   */
  public static <E> Supplier<E> choose(
      MethodHandles.Lookup network, Class<E> engine, String vectorClass, Supplier<E> portable) {
    String wanted = System.getProperty(PROPERTY, "");
    if (wanted.equals("portable")) {
      return portable;
    }
    boolean demanded = wanted.equals("vector");
    if (ModuleLayer.boot().findModule(MODULE).isEmpty()) {
      return instead(
          portable, demanded, "vector kernels are off; start java with --add-modules " + MODULE);
    }
    try {
      MethodHandle constructor =
          network
              .findConstructor(network.findClass(vectorClass), MethodType.methodType(void.class))
              .asType(MethodType.methodType(engine));
      return () -> make(constructor, engine);
    } catch (ClassNotFoundException e) {
      return instead(
          portable,
          demanded,
          "vector kernels are off, since there is no class "
              + vectorClass
              + "; mlpc compile --classes writes it");
    } catch (IllegalAccessException | NoSuchMethodException e) {
      throw new IllegalStateException("not an engine of this version: " + vectorClass, e);
    }
  }

  private static <E> Supplier<E> instead(Supplier<E> portable, boolean demanded, String reason) {
    if (demanded) {
      throw new IllegalStateException(PROPERTY + " is vector, but " + reason);
    }
    if (TOLD.compareAndSet(false, true)) {
      Logger log = System.getLogger(Engines.class.getPackageName());
      log.log(Level.INFO, reason);
    }
    return portable;
  }

  private static <E> E make(MethodHandle constructor, Class<E> engine) {
    try {
      return engine.cast(constructor.invoke());
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("an engine's constructor throws what none declares", e);
    }
  }
}
