package dev.mlpc.cli;

import static dev.mlpc.cli.TextTable.Side.LEFT;
import static dev.mlpc.cli.TextTable.Side.RIGHT;

import dev.mlpc.cli.Benchmark.Cost;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Shows what was measured of a network: a table for people, fields for programs. */
final class BenchmarkReport {
  private static final String WITHOUT_TRAINING = "a step was not measured: no `train` block";

  private final Benchmark benchmark;

  BenchmarkReport(Benchmark benchmark) {
    this.benchmark = benchmark;
  }

  /** At most 60 columns wide, but for long names. */
  List<String> lines(int width) {
    List<String> lines = new ArrayList<>(title(width));
    lines.add("");
    TextTable table =
        new TextTable(
            List.of("", "median", "quietest", "GFLOP/s", "of peak", "samples/s"),
            List.of(LEFT, RIGHT, RIGHT, RIGHT, RIGHT, RIGHT));
    addRow(table, "predict one", benchmark.one());
    addRow(table, "predict", benchmark.whole());
    benchmark.step().ifPresent(step -> addRow(table, "step", step));
    lines.addAll(table.lines(width));
    lines.add("");
    if (benchmark.step().isEmpty()) {
      lines.add(WITHOUT_TRAINING);
    }
    lines.add("p99 of predict one: " + time(benchmark.oneSlow()));
    lines.add("allocated: " + allocated());
    lines.add(
        "first call: "
            + time(1e9 * benchmark.firstCallSeconds())
            + " (after javac's "
            + time(1e9 * benchmark.loadSeconds())
            + ")");
    lines.add("FMA peak: " + peak());
    return lines;
  }

  /** One line, or two where the terminal is narrow. */
  private List<String> title(int width) {
    String what =
        "%s: %s, batch %d, %s"
            .formatted(
                benchmark.network().definition().name(),
                precision(),
                benchmark.batch(),
                Numerals.count(benchmark.threads(), "thread"));
    String how = "%s kernels, Java %d".formatted(benchmark.kernels(), Runtime.version().feature());
    String line = what + ", " + how;
    return line.length() <= width ? List.of(line) : List.of(what, how);
  }

  private void addRow(TextTable table, String name, Cost cost) {
    OptionalDouble share = benchmark.shareOfPeak(cost);
    table.row(
        name,
        time(cost.time().median()),
        time(cost.time().quietest()),
        threeDigits(cost.gigaflops()),
        share.isPresent() ? threeDigits(100 * share.getAsDouble()) + "%" : "-",
        scaled(cost.samplesPerSecond()));
  }

  private String allocated() {
    String predict = Numerals.count(benchmark.whole().allocated(), "byte") + " a prediction";
    return benchmark
        .step()
        .map(step -> predict + ", " + Numerals.whole(step.allocated()) + " a step")
        .orElse(predict);
  }

  private String peak() {
    OptionalDouble peak = benchmark.peak();
    OptionalInt bits = benchmark.vectorBits();
    return peak.isPresent() && bits.isPresent()
        ? "%s GFLOP/s in %s, vectors of %d bits"
            .formatted(threeDigits(peak.getAsDouble()), precision(), bits.getAsInt())
        : "not known without\n  --add-modules jdk.incubator.vector";
  }

  private String precision() {
    return benchmark.network().definition().precision().name().toLowerCase(Locale.ROOT);
  }

  /** {@code 61.2 ns}, {@code 5.13 us}. */
  private static String time(double nanoseconds) {
    if (nanoseconds < 1e3) {
      return threeDigits(nanoseconds) + " ns";
    }
    if (nanoseconds < 1e6) {
      return threeDigits(nanoseconds * 1e-3) + " us";
    }
    return nanoseconds < 1e9
        ? threeDigits(nanoseconds * 1e-6) + " ms"
        : threeDigits(nanoseconds * 1e-9) + " s";
  }

  /** {@code 61.2 k}, {@code 5.13 M}. */
  private static String scaled(double number) {
    if (number < 1e3) {
      return threeDigits(number);
    }
    if (number < 1e6) {
      return threeDigits(number * 1e-3) + " k";
    }
    return number < 1e9 ? threeDigits(number * 1e-6) + " M" : threeDigits(number * 1e-9) + " G";
  }

  private static String threeDigits(double number) {
    int decimals = number < 9.995 ? 2 : number < 99.95 ? 1 : 0;
    return String.format(Locale.ROOT, "%." + decimals + "f", number);
  }

  Map<String, Object> object() {
    Cost one = benchmark.one();
    Cost whole = benchmark.whole();
    Json.Fields fields =
        Json.fields()
            .put("status", ExitStatus.DONE)
            .put("network", benchmark.network().definition().name())
            .put("precision", precision())
            .put("kernels", benchmark.kernels())
            .put("threads", benchmark.threads())
            .put("batch", benchmark.batch())
            .put("java", Runtime.version().toString())
            .put("predict_one_ns", one.time().median())
            .put("predict_one_quietest_ns", one.time().quietest())
            .put("predict_one_p99_ns", benchmark.oneSlow())
            .put("predict_batch_us", 1e-3 * whole.time().median())
            .put("predict_batch_quietest_us", 1e-3 * whole.time().quietest())
            .put("predict_samples_per_second", whole.samplesPerSecond())
            .put("flops_predict", whole.flops())
            .put("gflops_predict_one", one.gigaflops())
            .put("gflops_predict", whole.gigaflops())
            .put("peak_share_predict", benchmark.shareOfPeak(whole))
            .put("alloc_bytes_predict_one", one.allocated())
            .put("alloc_bytes_predict", whole.allocated());
    benchmark
        .step()
        .ifPresent(
            step ->
                fields
                    .put("step_us", 1e-3 * step.time().median())
                    .put("step_quietest_us", 1e-3 * step.time().quietest())
                    .put("step_samples_per_second", step.samplesPerSecond())
                    .put("flops_step", step.flops())
                    .put("gflops_step", step.gigaflops())
                    .put("peak_share_step", benchmark.shareOfPeak(step))
                    .put("alloc_bytes_step", step.allocated()));
    return fields
        .put("fma_peak_gflops", benchmark.peak())
        .put("vector_bits", benchmark.vectorBits())
        .put("load_ms", 1e3 * benchmark.loadSeconds())
        .put("first_call_us", 1e6 * benchmark.firstCallSeconds())
        .map();
  }
}
