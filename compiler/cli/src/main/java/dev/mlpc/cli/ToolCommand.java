package dev.mlpc.cli;

import dev.mlpc.compiler.diagnostic.Diagnostic;
import dev.mlpc.data.DataException;
import dev.mlpc.runtime.file.TensorFileException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What all commands have in common: their options, and how they fail. */
@Command(
    mixinStandardHelpOptions = true,
    versionProvider = Mlpc.Version.class,
    sortOptions = false,
    usageHelpAutoWidth = true,
    descriptionHeading = "%n",
    parameterListHeading = "%n",
    optionListHeading = "%n",
    footerHeading = "%nExamples:%n")
abstract class ToolCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--json",
      description = "Print one JSON object on standard output; messages go to standard error.")
  private boolean json;

  @Option(names = "--verbose", description = "Show the details of an internal fault.")
  private boolean verbose;

  boolean isVerbose() {
    return verbose;
  }

  /** Does the work, and says what came of it. */
  abstract int run(Console console) throws Failure, DataException, IOException;

  /** A number that must be at least 1. */
  static void requirePositive(String option, int value) throws Failure {
    if (value < 1) {
      throw Failure.usage(option + " must be at least 1, but is " + value, "leave it out");
    }
  }

  @Override
  public final Integer call() {
    Mlpc mlpc = (Mlpc) spec.root().userObject();
    Console console = new Console(mlpc.surroundings(), json);
    try {
      return run(console);
    } catch (Failure e) {
      return failed(console, e);
    } catch (DataException e) {
      console.diagnostics(FaultText.diagnostics(e));
      FaultText.lines(e).forEach(console::message);
      console.object(
          error(ExitStatus.WRONG_INPUT, "the data is wrong")
              .put("total", e.total())
              .put("faults", e.faults().stream().map(FaultText::object).toList())
              .map());
      return ExitStatus.WRONG_INPUT;
    } catch (TensorFileException e) {
      return failed(console, Failure.wrong(String.valueOf(e.getMessage())));
    } catch (IOException e) {
      return failed(
          console,
          Failure.usage(
              "cannot write: " + e.getMessage(), "is the directory there, and may it be written?"));
    }
  }

  private static int failed(Console console, Failure failure) {
    String message = String.valueOf(failure.getMessage());
    List<Diagnostic> diagnostics = failure.diagnostics();
    if (diagnostics.isEmpty()) {
      console.error(message);
    } else {
      console.diagnostics(diagnostics);
      console.message(message);
    }
    failure.help().ifPresent(console::help);
    Json.Fields object = error(failure.status(), message).put("help", failure.help());
    if (!diagnostics.isEmpty()) {
      object.put("diagnostics", DiagnosticObjects.of(diagnostics));
    }
    console.object(object.map());
    return failure.status();
  }

  private static Json.Fields error(int status, String message) {
    return Json.fields().put("status", status).put("error", message);
  }
}
