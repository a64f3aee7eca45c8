package dev.mlpc.compiler.load;

import dev.mlpc.runtime.Network;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.lang.module.ModuleFinder;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles generated source with the JDK's own compiler, in memory. */
public final class JavaCompilation {
  /** What makes class files for every Java from 17 on, not only for the one that runs. */
  public static final List<String> PORTABLE = List.of("--release", "17");

  private static final String VECTOR_MODULE = "jdk.incubator.vector";

  /** The same for classes in vectors; --release would hide the module that they need. */
  public static final List<String> VECTORS =
      List.of("-source", "17", "-target", "17", "--add-modules", VECTOR_MODULE);

  private JavaCompilation() {}

  /** Whether this JVM was started with the module that vectors need. */
  public static boolean hasVectors() {
    return ModuleLayer.boot().findModule(VECTOR_MODULE).isPresent();
  }

  /** Whether this JDK has the module that vectors need, so that it can compile for it. */
  public static boolean canCompileVectors() {
    return ModuleFinder.ofSystem().find(VECTOR_MODULE).isPresent();
  }

  /**
   * The class files of some compilation units, by binary name.
   *
   * @param sources each unit's text by the qualified name of its class
   * @param options of javac, beyond the class path
   * @throws IllegalStateException if the JVM has no compiler, or if javac refuses the source: a
   *     fault of this compiler, never of a spec
   */
  public static Map<String, byte[]> compile(Map<String, String> sources, List<String> options) {
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    if (javac == null) {
      throw new IllegalStateException("this Java has no compiler: a JDK is needed, not a JRE");
    }
    DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
    Memory memory =
        new Memory(javac.getStandardFileManager(found, Locale.ROOT, StandardCharsets.UTF_8));
    boolean done =
        javac
            .getTask(
                null,
                memory,
                found,
                options(options),
                null,
                new TreeMap<>(sources)
                    .entrySet().stream()
                        .map(source -> new Text(source.getKey(), source.getValue()))
                        .toList())
            .call();
    if (!done) {
      String errors =
          found.getDiagnostics().stream()
              .filter(d -> d.getKind() == Diagnostic.Kind.ERROR || options.contains("-Werror"))
              .map(d -> "line " + d.getLineNumber() + ": " + d.getMessage(Locale.ROOT))
              .collect(Collectors.joining("\n"));
      throw new IllegalStateException(
          "javac refuses " + String.join(", ", new TreeMap<>(sources).keySet()) + ":\n" + errors);
    }
    return memory.classes();
  }

  private static List<String> options(List<String> more) {
    List<String> options = new ArrayList<>();
    options.addAll(List.of("-proc:none", "-g", "-classpath", classPath()));
    options.addAll(more);
    return options;
  }

  /**
   * Where the runtime was loaded from: the one thing that generated code links to. The JVM's own
   * class path need not name it, as where a launcher's jar has the true path in its manifest.
   */
  private static String classPath() {
    CodeSource source = Network.class.getProtectionDomain().getCodeSource();
    if (source != null && "file".equals(source.getLocation().getProtocol())) {
      return Path.of(URI.create(source.getLocation().toString())).toString();
    }
    return System.getProperty("java.class.path");
  }

  private static final class Text extends SimpleJavaFileObject {
    private final String source;

    Text(String className, String source) {
      super(URI.create("mem:///" + className.replace('.', '/') + ".java"), Kind.SOURCE);
      this.source = source;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return source;
    }
  }

  private static final class Bytes extends SimpleJavaFileObject {
    private final ByteArrayOutputStream content = new ByteArrayOutputStream();

    Bytes(String className) {
      super(URI.create("mem:///" + className.replace('.', '/') + ".class"), Kind.CLASS);
    }

    @Override
    public OutputStream openOutputStream() {
      return content;
    }
  }

  private static final class Memory extends ForwardingJavaFileManager<StandardJavaFileManager> {
    private final Map<String, Bytes> written = new TreeMap<>();

    Memory(StandardJavaFileManager files) {
      super(files);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        JavaFileManager.Location location,
        String className,
        JavaFileObject.Kind kind,
        FileObject sibling) {
      return written.computeIfAbsent(className, Bytes::new);
    }

    Map<String, byte[]> classes() {
      Map<String, byte[]> result = new TreeMap<>();
      written.forEach((name, bytes) -> result.put(name, bytes.content.toByteArray()));
      return result;
    }
  }
}
