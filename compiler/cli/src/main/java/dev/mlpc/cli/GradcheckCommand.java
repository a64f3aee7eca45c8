package dev.mlpc.cli;

import static dev.mlpc.cli.TextTable.Side.LEFT;
import static dev.mlpc.cli.TextTable.Side.RIGHT;

import dev.mlpc.compiler.CompilerOptions;
import dev.mlpc.compiler.definition.Precision;
import dev.mlpc.runtime.Network;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mlpc gradcheck}: generated gradients against differences of the loss. */
@Command(
    name = "gradcheck",
    description = {
      "Compares the gradients of the generated code with central differences of its loss, on a"
          + " build of the network in f64, with random parameters, inputs and targets.",
      "The error of an element is |a - n| / max(|a|, |n|, 1e-4 m): a is the generated gradient, n the"
          + " difference, m the largest |a| of its tensor. Where the loss has a kink so near that"
          + " no difference tells the slope, the element is skipped, and counted as such."
    },
    footer = {
      "  mlpc gradcheck iris.mlp",
      "  mlpc gradcheck iris.mlp --points 1000 --seed 7 --json"
    })
final class GradcheckCommand extends ToolCommand {

  @Parameters(paramLabel = "FILE", description = "The spec.")
  private Path file;

  @Option(names = "--network", paramLabel = "N", description = "Only this network.")
  private Optional<String> network = Optional.empty();

  @Option(
      names = "--samples",
      paramLabel = "N",
      defaultValue = "4",
      description = "How many samples the batch has (default: ${DEFAULT-VALUE}).")
  private int samples;

  @Option(
      names = "--points",
      paramLabel = "N",
      defaultValue = "64",
      description =
          "At most so many elements of each tensor, at random (default: ${DEFAULT-VALUE}).")
  private int points;

  @Option(
      names = "--tolerance",
      paramLabel = "E",
      defaultValue = "1e-6",
      description = "The largest error that passes (default: ${DEFAULT-VALUE}).")
  private double tolerance;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Chooses the random numbers (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Override
  int run(Console console) throws Failure {
    if (samples < 1 || points < 1) {
      throw Failure.usage("--samples and --points must be at least 1", "leave them out");
    }
    SpecFile spec = SpecFile.read(file);
    CompilerOptions options =
        CompilerOptions.defaults().withPrecision(Precision.F64).withGradients();
    List<Model> models = Model.trained(spec, options, network, console);
    List<Map<String, Object>> objects = new ArrayList<>();
    boolean passed = true;
    for (Model model : models) {
      Network checked = model.factory().apply(seed);
      GradientCheck check = new GradientCheck(checked, samples, points, seed);
      List<GradientCheck.Row> rows = check.run();
      passed &= rows.stream().allMatch(row -> row.passes(tolerance));
      show(model, rows, console);
      objects.add(object(model, rows));
    }
    console.result(passed ? "passed" : "FAILED: an error is above " + tolerance);
    int status = passed ? ExitStatus.DONE : ExitStatus.WRONG_INPUT;
    console.object(
        Json.fields()
            .put("status", status)
            .put("passed", passed)
            .put("tolerance", tolerance)
            .put("networks", objects)
            .map());
    return status;
  }

  private void show(Model model, List<GradientCheck.Row> rows, Console console) {
    console.result(model.name() + ": f64, " + Numerals.count(samples, "sample") + ", seed " + seed);
    TextTable table =
        new TextTable(
            List.of("gradient by", "elements", "checked", "at kinks", "largest error", ""),
            List.of(LEFT, RIGHT, RIGHT, RIGHT, RIGHT, LEFT));
    for (GradientCheck.Row row : rows) {
      table.row(
          row.name(),
          Numerals.whole(row.elements()),
          Numerals.whole(row.checked()),
          row.skipped() == 0 ? "" : Numerals.whole(row.skipped()),
          "%.1e".formatted(row.error()),
          row.checked() == 0 ? "none checked" : row.passes(tolerance) ? "ok" : worst(row));
    }
    table.lines(console.surroundings().width()).forEach(console::result);
  }

  private static String worst(GradientCheck.Row row) {
    return "WRONG at [%d]: %s, but differences say %s"
        .formatted(row.worst(), Numerals.real(row.analytic()), Numerals.real(row.numeric()));
  }

  private Map<String, Object> object(Model model, List<GradientCheck.Row> rows) {
    return Json.fields()
        .put("network", model.name())
        .put(
            "gradients",
            rows.stream()
                .map(
                    row ->
                        Json.fields()
                            .put("name", row.name())
                            .put("elements", row.elements())
                            .put("checked", row.checked())
                            .put("skipped", row.skipped())
                            .put("error", row.error())
                            .put("passed", row.passes(tolerance))
                            .map())
                .toList())
        .map();
  }
}
