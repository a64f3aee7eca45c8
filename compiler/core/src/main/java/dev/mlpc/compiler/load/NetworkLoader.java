package dev.mlpc.compiler.load;

import dev.mlpc.runtime.Network;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;

/** From generated source to a class that can be used. */
public final class NetworkLoader {
  private NetworkLoader() {}

  /**
   * Compiles and loads a generated class.
   *
   * @param className of the network
   * @param sources it and what goes with it, by name
   * @return makes networks, each from a seed for its initial parameters
   */
  public static LongFunction<Network> load(String className, Map<String, String> sources) {
    List<String> options = sources.size() > 1 ? JavaCompilation.VECTORS : List.of();
    Map<String, byte[]> classes = JavaCompilation.compile(sources, options);
    try {
      Class<?> network = new Classes(classes).loadClass(className);
      MethodHandle create =
          MethodHandles.publicLookup()
              .findStatic(network, "create", MethodType.methodType(network, long.class))
              .asType(MethodType.methodType(Network.class, long.class));
      return seed -> create(create, seed);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a generated class without create(seed): " + className, e);
    }
  }

  private static Network create(MethodHandle create, long seed) {
    try {
      return (Network) create.invokeExact(seed);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("create(seed) throws what it does not declare", e);
    }
  }

  /**
   * Class files in memory. They come before what the application knows under the same names: an
   * application may hold an older class of the network that it compiles.
   */
  private static final class Classes extends ClassLoader {
    private final Map<String, byte[]> files;

    Classes(Map<String, byte[]> files) {
      super(Network.class.getClassLoader());
      this.files = files;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!files.containsKey(name)) {
        return super.loadClass(name, resolve);
      }
      synchronized (getClassLoadingLock(name)) {
        Class<?> known = findLoadedClass(name);
        return known != null ? known : findClass(name);
      }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      byte[] file = files.get(name);
      if (file == null) {
        throw new ClassNotFoundException(name);
      }
      return defineClass(name, file, 0, file.length);
    }
  }
}
