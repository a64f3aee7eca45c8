package dev.mlpc.compiler.plan;

import dev.mlpc.compiler.plan.Buffer.Storage;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the programs of one class share: kernels that are equal are one method, arrays that are
 * alike and of one name are one field.
 */
final class Registry {
  private final Names methods;
  private final Names fields;
  private final Map<String, Kernel> kernels;
  private final Map<String, Buffer> scratch = new HashMap<>();
  private final String distinction;
  private final String sampleRows;
  private final String matrixRows;

  /**
   * @param methods names that methods cannot have are taken
   * @param fields names that arrays cannot have are taken
   */
  Registry(Names methods, Names fields) {
    this.distinction = "samples";
    this.methods = methods;
    this.fields = fields;
    this.kernels = new HashMap<>();
    this.sampleRows = fields.claim("sampleRows");
    this.matrixRows = fields.claim("matrixRows");
  }

  /** Arrays of its own, but the kernels of {@code other} too. */
  Registry(Names fields, Registry other) {
    this.distinction = "training";
    this.methods = other.methods;
    this.fields = fields;
    this.kernels = other.kernels;
    this.sampleRows = fields.claim("sampleRows");
    this.matrixRows = fields.claim("matrixRows");
  }

  /** The call with its kernel under a name of its own, or with an equal kernel that is known. */
  Program.Call share(Program.Call call) {
    return new Program.Call(share(call.kernel()), call.arguments(), call.split());
  }

  /** The kernel under a name of its own, or an equal one that is known. */
  Kernel share(Kernel kernel) {
    String content = kernel.name() + kernel.parameters() + kernel.body();
    return kernels.computeIfAbsent(
        content,
        key ->
            new Kernel(
                methods.claim(kernel.name(), distinction),
                kernel.place(),
                kernel.parameters(),
                kernel.body(),
                kernel.documentation(),
                kernel.parts()));
  }

  /**
   * An array for intermediate values.
   *
   * @param taken names that the asking program has given already; receives the new one
   */
  Buffer scratch(
      String subject,
      boolean integers,
      int width,
      boolean batched,
      Order order,
      Set<String> taken) {
    for (int i = 0; ; i++) {
      String key = subject + "#" + i;
      Buffer known = scratch.get(key);
      if (known == null) {
        Buffer created =
            new Buffer(
                fields.claim(subject), Storage.SCRATCH, subject, integers, width, batched, order);
        scratch.put(key, created);
        taken.add(created.name());
        return created;
      }
      boolean alike =
          known.integers() == integers
              && known.width() == width
              && known.batched() == batched
              && known.order() == order;
      if (alike && taken.add(known.name())) {
        return known;
      }
    }
  }

  /** Whether an array bears this name: a field, port or tensor. */
  boolean isArray(String name) {
    return fields.isClaimed(name);
  }

  /** A row for each sample of a block. */
  Tile sampleRows(int rows, int width) {
    return new Tile(sampleRows, rows, width);
  }

  /** Rows for a part of a matrix. */
  Tile matrixRows(int rows, int width) {
    return new Tile(matrixRows, rows, width);
  }

  static Set<String> none() {
    return new HashSet<>();
  }

  static List<String> reservedMethods() {
    return List.of(
        "create",
        "load",
        "save",
        "predict",
        "classify",
        "newWorkspace",
        "newScratch",
        "newTrainer",
        "signature",
        "tensors",
        "predictRange",
        "run",
        "runOne",
        "describe",
        "grow",
        "reserve",
        "runStep",
        "runLoss",
        "runGradients",
        "biasCorrection",
        "key",
        "steps",
        "settings",
        "team",
        "state",
        "rate",
        "planSteps",
        "overrideRate",
        "overrideSeed",
        "measure",
        "measurements",
        "finishMeasurement",
        "differentiate",
        "parameterGradients",
        "inputGradients",
        "step",
        "loss",
        "check",
        "useAverages",
        "exchangeAverages",
        "epochEnded",
        "getClass",
        "hashCode",
        "equals",
        "toString",
        "clone",
        "finalize",
        "notify",
        "notifyAll",
        "wait",
        "main");
  }
}
