package dev.mlpc.compiler.plan;

import dev.mlpc.compiler.graph.Value;
import dev.mlpc.compiler.plan.Kernel.Kind;
import dev.mlpc.compiler.plan.Kernel.Parameter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Collects the parameters and names of a kernel while its body is being made. */
final class KernelBuilder {
  /** The loop variable that counts samples, and the parameter that says how many there are. */
  static final String SAMPLE = "s";

  static final String SAMPLES = "n";

  private final Map<Value, Buffer> memory;
  private final Names names = new Names(Set.of(SAMPLE, SAMPLES, "i", "j", "k"));
  private final Map<Argument, Parameter> parameters = new LinkedHashMap<>();

  KernelBuilder(Map<Value, Buffer> memory) {
    this.memory = memory;
  }

  Index samples() {
    parameters.computeIfAbsent(new Argument.Samples(), key -> new Parameter(SAMPLES, Kind.SAMPLES));
    return Index.of(SAMPLES);
  }

  /** Whether a value has an array that this kernel may read. */
  boolean hasArray(Value value) {
    return memory.containsKey(value);
  }

  Buffer buffer(Value value) {
    Buffer buffer = memory.get(value);
    if (buffer == null) {
      throw new IllegalStateException("no memory for " + value);
    }
    return buffer;
  }

  /** The parameter that bears a buffer's array. */
  String array(Buffer buffer) {
    Kind kind = buffer.integers() ? Kind.INTEGERS : Kind.REALS;
    return parameter(new Argument.Array(buffer.name()), buffer.name(), kind);
  }

  /** Where the elements of the current sample begin in a buffer's array. */
  Index base(Buffer buffer) {
    Index base = buffer.batched() ? Index.of(SAMPLE).times(buffer.width()) : Index.ZERO;
    return base.plus(origin(buffer));
  }

  /** Where the first sample begins: applications may pass a part of an array. */
  Index origin(Buffer buffer) {
    boolean foreign =
        buffer.storage() == Buffer.Storage.GIVEN || buffer.storage() == Buffer.Storage.WANTED;
    return foreign
        ? Index.of(
            parameter(
                new Argument.Offset(buffer.name()),
                Names.join(buffer.name(), "offset"),
                Kind.OFFSET))
        : Index.ZERO;
  }

  Scalar load(Buffer buffer, Index place) {
    return new Scalar.Load(array(buffer), base(buffer).plus(place));
  }

  Statement store(Buffer buffer, Index place, Scalar value) {
    return new Statement.Store(array(buffer), base(buffer).plus(place), value);
  }

  String rate() {
    return parameter(new Argument.Rate(), "rate", Kind.NUMBER);
  }

  String biasCorrection(double beta) {
    return parameter(new Argument.BiasCorrection(beta), "correction", Kind.NUMBER);
  }

  String key(int stream) {
    return parameter(new Argument.Key(stream), "key", Kind.KEY);
  }

  private String parameter(Argument argument, String name, Kind kind) {
    Parameter known = parameters.get(argument);
    if (known == null) {
      known = new Parameter(names.claim(name), kind);
      parameters.put(argument, known);
    }
    return known.name();
  }

  /** A local variable's name. */
  String local(String name) {
    return names.claim(name);
  }

  Program.Call build(String name, List<Statement> body, List<String> documentation) {
    return new Program.Call(
        new Kernel(name, new ArrayList<>(parameters.values()), body, documentation),
        new ArrayList<>(parameters.keySet()));
  }
}
