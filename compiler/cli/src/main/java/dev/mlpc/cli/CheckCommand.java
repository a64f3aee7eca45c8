package dev.mlpc.cli;

import dev.mlpc.compiler.Compiler;
import dev.mlpc.compiler.CompilerOptions;
import dev.mlpc.compiler.diagnostic.Diagnostic;
import dev.mlpc.compiler.diagnostic.Severity;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code mlpc check}: diagnostics only. */
@Command(
    name = "check",
    description = "Finds mistakes in specs, and writes nothing.",
    footer = {"  mlpc check iris.mlp", "  mlpc check --json samples/*/*.mlp"})
final class CheckCommand extends ToolCommand {

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "The specs.")
  private List<Path> files;

  @Override
  int run(Console console) throws Failure {
    List<Diagnostic> diagnostics = new ArrayList<>();
    List<String> networks = new ArrayList<>();
    for (Path file : files) {
      Compiler compiler = new Compiler(CompilerOptions.defaults());
      SpecFile spec = SpecFile.read(file);
      Compiler.CheckResult result = compiler.check(spec.source(), spec.resolver());
      diagnostics.addAll(result.diagnostics());
      result.networks().forEach(network -> networks.add(network.name()));
    }
    console.diagnostics(diagnostics);
    long errors = diagnostics.stream().filter(d -> d.severity() == Severity.ERROR).count();
    int status = errors == 0 ? ExitStatus.DONE : ExitStatus.WRONG_INPUT;
    String found =
        Numerals.count(errors, "error")
            + ", "
            + Numerals.count(diagnostics.size() - errors, "warning");
    if (errors == 0) {
      console.result(
          Numerals.count(files.size(), "file")
              + " checked, "
              + Numerals.count(networks.size(), "network")
              + (diagnostics.isEmpty() ? ": no mistakes" : ": " + found));
    } else {
      console.message(found);
    }
    console.object(
        Json.fields()
            .put("status", status)
            .put("files", files.stream().map(Path::toString).toList())
            .put("networks", networks)
            .put("errors", errors)
            .put("diagnostics", DiagnosticObjects.of(diagnostics))
            .map());
    return status;
  }
}
