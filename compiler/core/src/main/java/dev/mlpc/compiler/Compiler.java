package dev.mlpc.compiler;

import dev.mlpc.compiler.analysis.Analyzer;
import dev.mlpc.compiler.definition.NetworkDefinition;
import dev.mlpc.compiler.diagnostic.Diagnostic;
import dev.mlpc.compiler.diagnostic.Diagnostics;
import dev.mlpc.compiler.diagnostic.Source;
import dev.mlpc.compiler.diagnostic.SourceResolver;
import dev.mlpc.compiler.emit.JavaEmitter;
import dev.mlpc.compiler.emit.JavaSource;
import dev.mlpc.compiler.explain.Explainer;
import dev.mlpc.compiler.explain.Explanation;
import dev.mlpc.compiler.graph.Graph;
import dev.mlpc.compiler.load.JavaCompilation;
import dev.mlpc.compiler.load.NetworkLoader;
import dev.mlpc.compiler.plan.Plan;
import dev.mlpc.compiler.plan.Planner;
import dev.mlpc.compiler.syntax.ImportReader;
import dev.mlpc.compiler.syntax.IntactPart;
import dev.mlpc.compiler.syntax.Module;
import dev.mlpc.compiler.syntax.Spec;
import dev.mlpc.compiler.syntax.SpecParser;
import dev.mlpc.compiler.syntax.SpecPrinter;
import dev.mlpc.runtime.Network;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongFunction;

/**
 * The front door: from the text of a spec to classes. Mistakes of the spec come back as
 * diagnostics; only a fault of the compiler throws, a {@link CompilerFault}.
 */
public final class Compiler {
  private final CompilerOptions options;
  private final StageListener listener;

  public Compiler(CompilerOptions options) {
    this(options, StageListener.NONE);
  }

  /** A compiler that shows what its phases make. */
  public Compiler(CompilerOptions options, StageListener listener) {
    this.options = options;
    this.listener = listener;
  }

  /** What a check finds: the networks as defined, if there is no error, and the diagnostics. */
  public record CheckResult(List<NetworkDefinition> networks, List<Diagnostic> diagnostics) {

    public CheckResult {
      networks = List.copyOf(networks);
      diagnostics = List.copyOf(diagnostics);
    }

    /** Whether there is no error. */
    public boolean succeeded() {
      return CompileResult.succeeded(diagnostics);
    }
  }

  /** Reads and understands a spec that imports nothing, and makes no code. */
  public CheckResult check(Source source) {
    return check(source, SourceResolver.NONE);
  }

  /** Reads and understands a spec and what it imports, and makes no code. */
  public CheckResult check(Source source, SourceResolver resolver) {
    Diagnostics diagnostics = new Diagnostics();
    Spec spec = IntactPart.of(parse(source, diagnostics), diagnostics);
    Module module = readImports(spec, resolver, diagnostics);
    List<NetworkDefinition> networks = analyze(module, diagnostics);
    return new CheckResult(diagnostics.hasErrors() ? List.of() : networks, diagnostics.inOrder());
  }

  /** Writes a spec in the one style, comments and all; whether it makes sense does not count. */
  public FormatResult format(Source source) {
    Diagnostics diagnostics = new Diagnostics();
    Optional<String> text =
        Phase.FORMAT.run(source.name(), () -> SpecPrinter.format(source, diagnostics));
    return new FormatResult(text, diagnostics.inOrder());
  }

  /** Makes Java source of every network of a spec that imports nothing. */
  public CompileResult compile(Source source) {
    return compile(source, SourceResolver.NONE);
  }

  /** Makes Java source of every network of a spec; none of those that it imports. */
  public CompileResult compile(Source source, SourceResolver resolver) {
    CheckResult checked = check(source, resolver);
    return new CompileResult(
        checked.networks().stream().map(this::compile).toList(), checked.diagnostics());
  }

  /** Says what the compiler derives of every network of a spec that imports nothing. */
  public ExplainResult explain(Source source, ExplainOptions explainOptions) {
    return explain(source, SourceResolver.NONE, explainOptions);
  }

  /**
   * Says of every network of a spec what the compiler derives: formulas, gradients, costs; nothing
   * of those that it imports.
   */
  public ExplainResult explain(
      Source source, SourceResolver resolver, ExplainOptions explainOptions) {
    CheckResult checked = check(source, resolver);
    return new ExplainResult(
        checked.networks().stream().map(network -> explain(network, explainOptions)).toList(),
        checked.diagnostics());
  }

  private ExplainResult.Document explain(NetworkDefinition network, ExplainOptions wanted) {
    Planner.Graphs graphs = DerivedGraphs.of(network, options, listener);
    Summary summary = summarize(network, graphs);
    List<Explanation.Section> plan =
        wanted.plan().map(engines -> explainPlan(network, graphs, engines)).orElse(List.of());
    String text =
        Phase.EXPLAIN.run(
            network.name(),
            () -> {
              Explanation explanation =
                  Explainer.explain(network, summary.costs()).withSections(plan);
              return wanted.format().render(wanted.edges().of(explanation));
            });
    return new ExplainResult.Document(network.name(), text);
  }

  private List<Explanation.Section> explainPlan(
      NetworkDefinition network, Planner.Graphs graphs, ExplainOptions.Engines engines) {
    Plan plan = plan(network, graphs);
    return Phase.EXPLAIN.run(network.name(), () -> Explainer.explainPlan(plan, engines.kinds()));
  }

  private CompiledNetwork compile(NetworkDefinition network) {
    Planner.Graphs graphs = DerivedGraphs.of(network, options, listener);
    Plan plan = plan(network, graphs);
    JavaSource java = emit(network, plan);
    Summary summary = summarize(network, graphs);
    JavaSource vector = Phase.EMIT.run(network.name(), () -> JavaEmitter.emitVector(plan));
    listener.emitted(network, vector);
    return new CompiledNetwork(
        network, java.className(), java.text(), vector.className(), vector.text(), summary);
  }

  private Spec parse(Source source, Diagnostics diagnostics) {
    Spec spec = Phase.PARSE.run(source.name(), () -> SpecParser.parse(source, diagnostics));
    listener.parsed(spec);
    return spec;
  }

  private static Module readImports(Spec spec, SourceResolver resolver, Diagnostics diagnostics) {
    return Phase.PARSE.run(
        spec.source().name(), () -> ImportReader.read(spec, resolver, diagnostics));
  }

  private List<NetworkDefinition> analyze(Module module, Diagnostics diagnostics) {
    String name = module.spec().source().name();
    List<NetworkDefinition> networks =
        Phase.ANALYZE.run(name, () -> Analyzer.analyze(module, diagnostics)).stream()
            .map(network -> options.precision().map(network::withPrecision).orElse(network))
            .toList();
    networks.forEach(listener::analyzed);
    return networks;
  }

  private Plan plan(NetworkDefinition network, Planner.Graphs graphs) {
    Plan plan =
        Phase.PLAN.run(network.name(), () -> Planner.plan(network, graphs, network.precision()));
    listener.planned(network, plan);
    return plan;
  }

  private JavaSource emit(NetworkDefinition network, Plan plan) {
    JavaSource java = Phase.EMIT.run(network.name(), () -> JavaEmitter.emit(plan));
    listener.emitted(network, java);
    return java;
  }

  private static Summary summarize(NetworkDefinition network, Planner.Graphs graphs) {
    Optional<Graph> step = graphs.training().map(Planner.TrainingGraphs::step);
    return Phase.SUMMARIZE.run(network.name(), () -> SummaryBuilder.summarize(network, step));
  }

  /**
   * Compiles generated source with javac, in memory, and loads it.
   *
   * @return makes networks, each from a seed for its initial parameters
   */
  public static LongFunction<Network> load(CompiledNetwork network) {
    return Phase.LOAD.run(
        network.className(),
        () ->
            NetworkLoader.load(
                network.className(),
                JavaCompilation.hasVectors()
                    ? network.sources()
                    : Map.of(network.className(), network.javaSource())));
  }

  /**
   * The class files of a network, by their path below a class-path root: {@code a/b/Iris.class};
   * also those that compute it in vectors, where this JDK has the module for them.
   */
  public static Map<String, byte[]> classFiles(CompiledNetwork network) {
    Map<String, byte[]> byName =
        Phase.LOAD.run(
            network.className(),
            () ->
                JavaCompilation.canCompileVectors()
                    ? JavaCompilation.compile(network.sources(), JavaCompilation.VECTORS)
                    : JavaCompilation.compile(
                        Map.of(network.className(), network.javaSource()),
                        JavaCompilation.PORTABLE));
    Map<String, byte[]> byPath = new TreeMap<>();
    byName.forEach((name, bytes) -> byPath.put(name.replace('.', '/') + ".class", bytes));
    return byPath;
  }
}
