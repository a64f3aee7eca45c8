package dev.mlpc.compiler.plan;

import dev.mlpc.compiler.graph.Value;
import dev.mlpc.compiler.plan.Kernel.Kind;
import dev.mlpc.compiler.plan.Kernel.Parameter;
import dev.mlpc.compiler.tensor.BinaryFunction;
import dev.mlpc.compiler.tensor.Comparison;
import dev.mlpc.compiler.tensor.Shape;
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

  /** The parameters that say which range is to be computed, where threads share the work. */
  static final String BEGIN = "begin";

  static final String END = "end";

  private static final Set<String> OWN =
      Set.of(
          SAMPLE, SAMPLES, "first", BEGIN, END, "i", "j", "k", "l", "lane", "LANES", "SPECIES",
          "NUMBERS");

  /** The parameter that says which of the application's samples is number 0. */
  static final String FIRST = "first";

  /** The variable that counts the samples of a block. */
  static final String LANE = "lane";

  /** What one turn of the innermost loops computes. */
  enum Way {
    /** One number, of arrays that lie row by row. */
    SINGLE,
    /** One element of one sample of a block. */
    BLOCKED,
    /** One element of as many samples of a block as a vector has lanes. */
    LANES,
    /** What exists once, in an engine of vectors: neighbouring elements where they are alike. */
    ONCE
  }

  private final Memory memory;
  private final Predicate<String> isArray;
  private final Way way;
  private final Split split;
  private boolean neighbours;
  private final Names names;
  private final Map<Argument, Parameter> parameters = new LinkedHashMap<>();
  private final List<Tile> tiles = new ArrayList<>();
  private final List<Kernel> parts = new ArrayList<>();

  /**
   * @param isArray whether an array bears a name: locals get others
   * @param split what several threads may do at once
   */
  KernelBuilder(Memory memory, Predicate<String> isArray, Way way, Split split) {
    this.split = split;
    this.memory = memory;
    this.isArray = isArray;
    this.way = way;
    this.names = new Names(OWN, isArray);
  }

  Way way() {
    return way;
  }

  /** Whether a loop takes neighbouring elements of what exists once in lanes. */
  void takeNeighbours(boolean inLanes) {
    neighbours = inLanes;
  }

  boolean takesNeighbours() {
    return neighbours;
  }

  /** What a number of the loop at hand is. */
  NumberType real() {
    return way == Way.LANES || neighbours ? NumberType.LANES : NumberType.REAL;
  }

  /** How many elements the array of a matrix has that does not lie row by row. */
  int matrixLength(Shape shape) {
    return way == Way.SINGLE ? shape.size() : Order.PANELS.length(shape);
  }

  /** Whether integers are computed as such; in blocks they lie as reals. */
  boolean hasIntegers() {
    return way == Way.SINGLE;
  }

  /** The number of the sample at hand. */
  Index sample() {
    Index sample = Index.of(SAMPLE);
    return way == Way.SINGLE ? sample : sample.plus(Index.of(LANE));
  }

  /** The loops over the samples. */
  List<Statement> eachSample(List<Statement> body) {
    return switch (way) {
      case SINGLE -> List.of(overSamples(1, body));
      case BLOCKED -> blocks(Index.of(1), body);
      case LANES -> blocks(Index.LANES, body);
      case ONCE -> throw new IllegalStateException("no samples");
    };
  }

  private List<Statement> blocks(Index step, List<Statement> body) {
    Statement lanes = new Statement.Loop(LANE, Index.ZERO, Index.of(Order.BLOCK), step, body);
    return List.of(overSamples(Order.BLOCK, List.of(lanes)));
  }

  /** A loop over the samples, or over those of the range to be computed. */
  Statement overSamples(int step, List<Statement> body) {
    return new Statement.Loop(SAMPLE, firstSample(), samplesEnd(), step, body);
  }

  /** The first sample to be computed. */
  Index firstSample() {
    return split.over() == Split.Over.SAMPLES ? begin() : Index.ZERO;
  }

  /** The sample after the last to be computed. */
  Index samplesEnd() {
    return split.over() == Split.Over.SAMPLES ? end() : samples();
  }

  private Index begin() {
    parameters.computeIfAbsent(new Argument.Begin(), key -> new Parameter(BEGIN, Kind.POSITION));
    return Index.of(BEGIN);
  }

  private Index end() {
    parameters.computeIfAbsent(new Argument.End(), key -> new Parameter(END, Kind.POSITION));
    return Index.of(END);
  }

  /** What is written for some of the elements that exist once. */
  interface Range {
    /**
     * Statements for so many elements.
     *
     * @param from the loop's variable, or where its last turn ended
     */
    List<Statement> at(Index from, int count);
  }

  /**
   * A loop over elements that exist once, so many at a time, and then what is left; where threads
   * share the elements, over those of the range to be computed.
   */
  List<Statement> overElements(String variable, int length, int step, Range range) {
    int whole = length - length % step;
    boolean shared = split.over() == Split.Over.ELEMENTS;
    if (shared && split.length() != length) {
      throw new IllegalStateException("a loop over " + length + " shared as " + split);
    }
    List<Statement> result = new ArrayList<>();
    Index to = Index.of(whole);
    if (shared && whole == length) {
      to = end();
    } else if (shared && whole > 0) {
      String last = local("last");
      Scalar least =
          new Scalar.Binary(
              BinaryFunction.MIN, new Scalar.Position(end()), new Scalar.Position(to));
      result.add(new Statement.Declare(NumberType.INTEGER, last, least));
      to = Index.of(last);
    }
    if (whole > 0) {
      Index from = shared ? begin() : Index.ZERO;
      result.add(new Statement.Loop(variable, from, to, step, range.at(Index.of(variable), step)));
    }
    if (whole < length) {
      List<Statement> rest = range.at(Index.of(whole), length - whole);
      if (shared) {
        Scalar reached =
            new Scalar.Compare(
                Comparison.LESS, new Scalar.Position(Index.of(whole)), new Scalar.Position(end()));
        result.add(new Statement.When(reached, rest));
      } else {
        result.addAll(rest);
      }
    }
    return result;
  }

  /** A loop over an array that exists once, by vectors; over its range, where threads share it. */
  Statement overLanes(String variable, int length, List<Statement> body) {
    boolean shared = split.over() == Split.Over.ELEMENTS;
    return new Statement.Loop(
        variable,
        shared ? begin() : Index.ZERO,
        shared ? end() : Index.of(length),
        Index.LANES,
        body);
  }

  /**
   * Zeros for elements that exist once; where threads share them, for those of the range.
   *
   * @param each how many numbers there are for one of the elements that are shared
   */
  Statement clear(Buffer buffer, int each) {
    boolean shared = split.over() == Split.Over.ELEMENTS;
    return new Statement.Clear(
        array(buffer),
        shared ? begin().times(each) : Index.ZERO,
        shared ? end().times(each) : Index.of(buffer.width()));
  }

  /** What exists once and is stored once: by the thread that has the first elements. */
  List<Statement> once(List<Statement> statements) {
    if (split.over() != Split.Over.ELEMENTS || statements.isEmpty()) {
      return statements;
    }
    Scalar first =
        new Scalar.Compare(
            Comparison.EQUAL, new Scalar.Position(begin()), new Scalar.Position(Index.ZERO));
    return List.of(new Statement.When(first, statements));
  }

  /** How many samples the batch has. */
  Index samples() {
    parameters.computeIfAbsent(new Argument.Samples(), key -> new Parameter(SAMPLES, Kind.SAMPLES));
    return Index.of(SAMPLES);
  }

  /** Whether a value has an array that this kernel may read. */
  boolean hasArray(Value value) {
    return memory.contains(value);
  }

  Buffer buffer(Value value) {
    return memory.of(value);
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
    Index base = buffer.batched() ? sample().times(buffer.width()) : Index.ZERO;
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

  /** Where an element of the current sample lies in a buffer's array. */
  Index address(Buffer buffer, Index place) {
    return switch (buffer.order()) {
      case BLOCKS ->
          Index.of(SAMPLE)
              .times(buffer.width())
              .plus(place.times(Order.BLOCK))
              .plus(Index.of(LANE));
      case TURNED -> throw new IllegalStateException("turned for a product alone: " + buffer);
      case ROWS, PADDED, COLUMNS, PANELS -> base(buffer).plus(place);
    };
  }

  Scalar load(Buffer buffer, Index place) {
    Index address = address(buffer, place);
    return isInLanes(buffer)
        ? new Scalar.LoadLanes(array(buffer), address)
        : new Scalar.Load(array(buffer), address);
  }

  Statement store(Buffer buffer, Index place, Scalar value) {
    Index address = address(buffer, place);
    return isInLanes(buffer)
        ? new Statement.StoreLanes(array(buffer), address, value)
        : new Statement.Store(array(buffer), address, value);
  }

  private boolean isInLanes(Buffer buffer) {
    if (way == Way.LANES && buffer.batched() && buffer.order() != Order.BLOCKS) {
      throw new IllegalStateException("not in blocks: " + buffer);
    }
    return buffer.batched() ? way == Way.LANES : neighbours && buffer.width() > 1;
  }

  /** A kernel that this one calls. */
  void addPart(Kernel part) {
    if (!parts.contains(part)) {
      parts.add(part);
    }
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

  private void moveToEnd(Argument argument) {
    Parameter parameter = parameters.remove(argument);
    if (parameter != null) {
      parameters.put(argument, parameter);
    }
  }

  /** A local variable's name. */
  String local(String name) {
    return names.claim(isArray.test(Names.identifier(name)) ? Names.join(name, "value") : name);
  }

  Program.Call build(String name, int place, List<Statement> body, List<String> documentation) {
    moveToEnd(new Argument.Begin());
    moveToEnd(new Argument.End());
    return new Program.Call(
        new Kernel(name, place, new ArrayList<>(parameters.values()), body, documentation, parts),
        new ArrayList<>(parameters.keySet()),
        split);
  }
}
