package dev.mlpc.compiler.plan;

import dev.mlpc.compiler.graph.Value;
import dev.mlpc.compiler.plan.Kernel.Kind;
import dev.mlpc.compiler.plan.Kernel.Parameter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Collects the parameters and names of a kernel while its body is being made. */
final class KernelBuilder {
  /** The loop variable that counts samples, and the parameter that says how many there are. */
  static final String SAMPLE = "s";

  static final String SAMPLES = "n";

  /** The parameter that says which of the application's samples is number 0. */
  static final String FIRST = "first";

  private final Map<Value, Buffer> memory;
  private final Predicate<String> isArray;
  private final Names names;
  private final Map<Argument, Parameter> parameters = new LinkedHashMap<>();
  private final List<Tile> tiles = new ArrayList<>();

  /**
   * @param memory the array of each value that has one
   * @param isArray whether an array bears a name: locals get others
   */
  KernelBuilder(Map<Value, Buffer> memory, Predicate<String> isArray) {
    this.memory = memory;
    this.isArray = isArray;
    this.names = new Names(Set.of(SAMPLE, SAMPLES, FIRST, "i", "j", "k", "l"), isArray);
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
    return parameters
        .computeIfAbsent(
            new Argument.Array(buffer.name()), key -> new Parameter(buffer.name(), kind))
        .name();
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
    return parameters
        .computeIfAbsent(
            new Argument.Rows(tile.name()), key -> new Parameter(tile.name(), Kind.ROWS))
        .name();
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
    return names.claim(isArray.test(Names.identifier(name)) ? Names.join(name, "value") : name);
  }

  Program.Call build(String name, int place, List<Statement> body, List<String> documentation) {
    return new Program.Call(
        new Kernel(name, place, new ArrayList<>(parameters.values()), body, documentation),
        new ArrayList<>(parameters.keySet()));
  }
}
