package dev.mlpc.compiler;

import dev.mlpc.compiler.definition.NetworkDefinition;
import dev.mlpc.compiler.diagnostic.Diagnostic;
import dev.mlpc.compiler.diagnostic.Source;
import dev.mlpc.runtime.Network;
import java.util.List;
import java.util.function.LongFunction;

/** The front door: from the text of a spec to classes. */
@SuppressWarnings("DoNotCallSuggester") // until the phases are in
public final class Compiler {
  private final CompilerOptions options;

  public Compiler(CompilerOptions options) {
    this.options = options;
  }

  /** What a check finds: the networks as defined, if there is no error, and the diagnostics. */
  public record CheckResult(List<NetworkDefinition> networks, List<Diagnostic> diagnostics) {}

  /** Reads and understands a spec, and makes no code. */
  public CheckResult check(Source source) {
    throw new IllegalStateException("under construction: " + source + options);
  }

  /** Makes Java source of every network of a spec. */
  public CompileResult compile(Source source) {
    throw new IllegalStateException("under construction: " + source);
  }

  /**
   * Compiles generated source with javac, in memory, and loads it.
   *
   * @return makes networks, each from a seed for its initial parameters
   */
  public static LongFunction<Network> load(CompiledNetwork network) {
    throw new IllegalStateException("under construction: " + network);
  }

  /**
   * The class files of a network, by their path below a class-path root: {@code a/b/Iris.class}.
   */
  public static java.util.Map<String, byte[]> classFiles(CompiledNetwork network) {
    throw new IllegalStateException("under construction: " + network);
  }
}
