package dev.mlpc.cli;

import dev.mlpc.compiler.Compiler;
import dev.mlpc.compiler.CompilerOptions;
import dev.mlpc.compiler.ExplainOptions;
import dev.mlpc.compiler.ExplainResult;
import dev.mlpc.compiler.diagnostic.DidYouMean;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mlpc explain}: what the compiler derived, as a document. */
@Command(
    name = "explain",
    description = {
      "Explains a network: each value's formula, each gradient's derivation,",
      "the derivatives of its activations, the computational graph and the costs.",
      "svg and dot hold the graph alone; they and html hold one network."
    },
    footer = {
      "  mlpc explain iris.mlp",
      "  mlpc explain iris.mlp --format html > iris.html",
      "  mlpc explain iris.mlp --format svg --graph forward > iris.svg",
      "  mlpc explain iris.mlp --plan",
      "  mlpc explain iris.mlp --plan --engine portable"
    })
final class ExplainCommand extends ToolCommand {

  @Parameters(paramLabel = "FILE", description = "The spec.")
  private Path file;

  @Option(names = "--network", paramLabel = "N", description = "Only this network.")
  private Optional<String> network = Optional.empty();

  @Option(
      names = "--format",
      paramLabel = "F",
      description = "One of text, markdown, html, svg, dot (text).")
  private ExplainOptions.Format format = ExplainOptions.Format.TEXT;

  @Option(
      names = "--graph",
      paramLabel = "G",
      description = "The picture's edges: forward, backward or both (both).")
  private ExplainOptions.Edges edges = ExplainOptions.Edges.BOTH;

  @Option(
      names = "--plan",
      description = "Say how it becomes code: methods, schedules, arrays, bytes.")
  private boolean plan;

  @Option(
      names = "--engine",
      paramLabel = "E",
      description = "The plan's engine: vector, portable or both (vector).")
  private ExplainOptions.Engines engine = ExplainOptions.Engines.VECTOR;

  @Override
  int run(Console console) throws Failure {
    SpecFile spec = SpecFile.read(file);
    ExplainResult result =
        new Compiler(CompilerOptions.defaults()).explain(spec.source(), spec.resolver(), options());
    if (!result.succeeded()) {
      throw Failure.spec(result.diagnostics());
    }
    console.diagnostics(result.diagnostics());
    List<ExplainResult.Document> documents = wanted(result.documents());
    documents.forEach(document -> console.result(document.text().stripTrailing()));
    console.object(
        Json.fields()
            .put("status", ExitStatus.DONE)
            .put("documents", documents.stream().map(ExplainCommand::object).toList())
            .map());
    return ExitStatus.DONE;
  }

  private ExplainOptions options() {
    return new ExplainOptions(format, edges, plan ? Optional.of(engine) : Optional.empty());
  }

  private List<ExplainResult.Document> wanted(List<ExplainResult.Document> all) throws Failure {
    List<String> names = all.stream().map(ExplainResult.Document::network).toList();
    if (network.isPresent()) {
      String name = network.get();
      if (!names.contains(name)) {
        throw Failure.usage(
            file + " has no network `" + name + "`",
            DidYouMean.closest(name, names)
                .map(near -> "did you mean `" + near + "`?")
                .orElse("it has " + (names.isEmpty() ? "none" : String.join(", ", names))));
      }
      return all.stream().filter(document -> document.network().equals(name)).toList();
    }
    boolean isWholeFile =
        format != ExplainOptions.Format.TEXT && format != ExplainOptions.Format.MARKDOWN;
    if (isWholeFile && all.size() > 1) {
      throw Failure.usage(
          file + " has " + all.size() + " networks: " + String.join(", ", names),
          "choose one by --network");
    }
    return all;
  }

  private static Map<String, Object> object(ExplainResult.Document document) {
    return Json.fields().put("network", document.network()).put("text", document.text()).map();
  }
}
