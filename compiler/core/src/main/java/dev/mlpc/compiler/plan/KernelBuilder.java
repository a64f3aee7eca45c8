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

  /** The parameter that says which of the application's samples is number 0. */
  static final String FIRST = "first";

  private final Map<Value, Buffer> memory;
  private final Names names = new Names(Set.of(SAMPLE, SAMPLES, FIRST, "i", "j", "k", "l"));
  private final Map<Argument, Parameter> parameters = new LinkedHashMap<>();
  private final List<Tile> tiles = new ArrayList<>();

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

  /** Where the first sample begins: a prediction takes an application's arrays part by part. */
  Index origin(Buffer buffer) {
    if (!buffer.isForeign()) {
      return Index.ZERO;
    }
    parameters.computeIfAbsent(new Argument.First(), key -> new Parameter(FIRST, Kind.FIRST));
    return Index.of(FIRST).times(buffer.width());
  }

  /** The parameter that bears the rows of a tile. */
  String rows(Tile tile) {
    tiles.add(tile);
    return parameter(new Argument.Rows(tile.name()), tile.name(), Kind.ROWS);
  }

  Scalar load(Buffer buffer, Index place) {
    return new Scalar.Load(array(buffer), base(buffer).plus(place));
  }

  Statement store(Buffer buffer, Index place, Scalar value) {
    return new Statement.Store(array(buffer), base(buffer).plus(place), value);
  }

  /** The tiles it works in. */
  List<Tile> tiles() {
    return tiles;
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
