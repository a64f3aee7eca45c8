package dev.mlpc.cli;

import dev.mlpc.compiler.Compiler;
import dev.mlpc.compiler.CompilerOptions;
import dev.mlpc.compiler.FormatResult;
import dev.mlpc.compiler.diagnostic.Diagnostic;
import dev.mlpc.compiler.diagnostic.Source;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mlpc fmt}: specs in one style. */
@Command(
    name = "fmt",
    description = {
      "Writes specs in one style, and keeps their comments.",
      "A spec with mistakes in its syntax stays as it is."
    },
    footer = {
      "  mlpc fmt iris.mlp",
      "  mlpc fmt --check samples/*/*.mlp",
      "  mlpc fmt --stdin < draft.mlp > iris.mlp"
    })
final class FmtCommand extends ToolCommand {

  @Parameters(arity = "0..*", paramLabel = "FILE", description = "The specs.")
  private List<Path> files = List.of();

  @Option(
      names = "--check",
      description = "Change nothing: list the files that would change, and exit with 1 if any.")
  private boolean check;

  @Option(names = "--stdin", description = "Read a spec from standard input, and print it.")
  private boolean stdin;

  private final Compiler compiler = new Compiler(CompilerOptions.defaults());

  @Override
  int run(Console console) throws Failure, IOException {
    if (stdin != files.isEmpty()) {
      throw stdin
          ? Failure.usage("--stdin goes without files", "leave out one of them")
          : Failure.usage("there is nothing to format", "name a spec, or give --stdin");
    }
    return stdin ? filter(console) : rewrite(console);
  }

  // ---------------------------------------------------------------------------- files

  private int rewrite(Console console) throws Failure, IOException {
    List<SpecFile> specs = new ArrayList<>();
    for (Path file : files) {
      specs.add(SpecFile.read(file));
    }
    List<String> changed = new ArrayList<>();
    List<Diagnostic> diagnostics = new ArrayList<>();
    for (SpecFile spec : specs) {
      FormatResult result = compiler.format(spec.source());
      diagnostics.addAll(result.diagnostics());
      Optional<String> text = result.text().filter(some -> !some.equals(spec.source().text()));
      if (text.isPresent()) {
        changed.add(spec.path().toString());
        if (!check) {
          WholeFile.write(spec.path(), text.get().getBytes(StandardCharsets.UTF_8));
        }
        console.result(spec.path().toString());
      }
    }
    int status = status(diagnostics, !changed.isEmpty());
    console.diagnostics(diagnostics);
    console.object(
        Json.fields()
            .put("status", status)
            .put("files", files.stream().map(Path::toString).toList())
            .put("changed", changed)
            .put("diagnostics", DiagnosticObjects.of(diagnostics))
            .map());
    return status;
  }

  private int status(List<Diagnostic> diagnostics, boolean isChanged) {
    return diagnostics.isEmpty() && !(check && isChanged)
        ? ExitStatus.DONE
        : ExitStatus.WRONG_INPUT;
  }

  // ---------------------------------------------------------------------------- standard input

  private int filter(Console console) throws Failure {
    Source source = SpecFile.standardInput(console.surroundings().in());
    FormatResult result = compiler.format(source);
    boolean isChanged = result.text().filter(some -> !some.equals(source.text())).isPresent();
    int status = status(result.diagnostics(), isChanged);
    console.diagnostics(result.diagnostics());
    if (!check) {
      result.text().ifPresent(console::text);
    } else if (isChanged) {
      console.result(source.name());
    }
    console.object(
        Json.fields()
            .put("status", status)
            .put("changed", isChanged)
            .put("text", result.text())
            .put("diagnostics", DiagnosticObjects.of(result.diagnostics()))
            .map());
    return status;
  }
}
