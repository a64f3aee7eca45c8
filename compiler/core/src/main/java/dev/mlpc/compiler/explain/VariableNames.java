package dev.mlpc.compiler.explain;

import dev.mlpc.compiler.explain.Formula.Symbol;
import dev.mlpc.compiler.explain.Variable.Kind;
import dev.mlpc.compiler.graph.Graph;
import dev.mlpc.compiler.graph.Op;
import dev.mlpc.compiler.graph.Value;
import dev.mlpc.compiler.tensor.BinaryFunction;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Gives variables the letters of textbooks: W, b, z and a with the number of the layer, μ and v of
 * what is normalised, γ and β of what scales it; and else the names of the spec.
 */
final class VariableNames {
  private final Graph graph;
  private final Structure structure;
  private final Map<Value, Kind> kinds;
  private final Symbols symbols = new Symbols();
  private final Map<Value, Integer> layers = new LinkedHashMap<>();
  private final Map<Value, Value> scales = new HashMap<>();
  private final Map<Value, Value> shifts = new HashMap<>();

  VariableNames(Graph graph, VariableChoice choice) {
    this.graph = graph;
    this.structure = choice.structure();
    this.kinds = choice.kinds();
    nameLayers(choice);
    nameEnds();
    kinds.forEach(this::nameOutright);
    findScales();
    kinds.forEach(this::wish);
  }

  Map<Value, Symbol> symbols() {
    return symbols.granted();
  }

  private List<Value> all(Kind kind) {
    return kinds.keySet().stream().filter(value -> kinds.get(value) == kind).toList();
  }

  /** Layers are numbered in the order of the computation, by their weights. */
  private void nameLayers(VariableChoice choice) {
    List<Value> affine = all(Kind.AFFINE);
    Map<Value, Integer> passes = new HashMap<>();
    for (Value z : affine) {
      layers.putIfAbsent(structure.weight(z), layers.size() + 1);
      passes.merge(structure.weight(z), 1, Integer::sum);
    }
    Map<Value, Integer> pass = new HashMap<>();
    Map<Value, String> marks = new HashMap<>();
    for (Value z : affine) {
      Value weight = structure.weight(z);
      int layer = Objects.requireNonNull(layers.get(weight));
      int now = pass.merge(weight, 1, Integer::sum);
      String mark = Symbols.layer(layer, now, Objects.requireNonNull(passes.get(weight)));
      if (now == 1) {
        symbols.give(weight, new Symbol("W", String.valueOf(layer), "", 2));
      }
      structure
          .bias(z)
          .filter(bias -> !symbols.isGiven(bias))
          .ifPresent(bias -> symbols.give(bias, new Symbol("b", String.valueOf(layer), "", 1)));
      symbols.give(z, new Symbol("z", mark, "", 1));
      marks.put(z, mark);
    }
    for (Value a : all(Kind.ACTIVATION)) {
      Optional<Value> z = choice.from(a).stream().filter(Value::batched).findFirst();
      Optional.ofNullable(marks.get(z.orElse(a)))
          .ifPresent(mark -> symbols.give(a, new Symbol("a", mark, "", 1)));
    }
  }

  /** No other is called L or J: ∂L has to be clear. */
  private void nameEnds() {
    boolean isMean = !all(Kind.LOSS).isEmpty();
    all(Kind.LOSS).forEach(loss -> symbols.give(loss, Symbol.scalar(Notions.LOSS)));
    all(Kind.OBJECTIVE)
        .forEach(
            objective ->
                symbols.give(objective, Symbol.scalar(isMean ? Notions.OBJECTIVE : Notions.LOSS)));
  }

  /** What the network's own statements name. */
  private void nameOutright(Value value, Kind kind) {
    if (symbols.isGiven(value)) {
      return;
    }
    String name = name(value);
    switch (kind) {
      case INPUT, TARGET, PARAMETER, STATE, ACTIVATION, OTHER -> {
        if (name.indexOf('.') < 0) {
          symbols.give(value, new Symbol(Greek.letter(name), "", "", value.shape().rank()));
        }
      }
      default -> {}
    }
  }

  private String name(Value value) {
    return graph.node(value).origin().name();
  }

  /** γ ⊙ x + β, for a normalised x. */
  private void findScales() {
    Set<Value> normalised = new HashSet<>(all(Kind.NORMALISED));
    graph
        .nodes()
        .forEach(
            node ->
                structure
                    .parameterBeside(node.value(), BinaryFunction.MULTIPLY, normalised)
                    .ifPresent(scale -> scales.put(scale, node.value())));
    Set<Value> scaled = new HashSet<>(scales.values());
    scaled.addAll(normalised);
    graph
        .nodes()
        .forEach(
            node ->
                structure
                    .parameterBeside(node.value(), BinaryFunction.ADD, scaled)
                    .ifPresent(shift -> shifts.put(shift, node.value())));
  }

  private void wish(Value value, Kind kind) {
    if (symbols.isGiven(value)) {
      return;
    }
    switch (kind) {
      case MEAN -> symbols.wish(value, "μ", "");
      case VARIANCE -> symbols.wish(value, "v", "");
      case MEAN_SQUARE -> symbols.wish(value, "q", "");
      case NORMALISED -> symbols.wish(value, "ẑ", "");
      case SCORES -> symbols.wish(value, value.shape().rank() == 2 ? "S" : "s", "");
      case MASK -> symbols.wish(value, "m", "");
      case TARGET_VECTOR -> wishTargetVector(value);
      case PARAMETER -> wishParameter(value);
      default -> symbols.wish(value, word(value), "");
    }
  }

  /** y, or the unit vector e of the target, if something else is called y. */
  private void wishTargetVector(Value value) {
    if (symbols.isTaken(Notions.TARGET_VECTOR)) {
      symbols.wish(value, "e", name(graph.op(value).operands().get(0)));
    } else {
      symbols.give(value, new Symbol(Notions.TARGET_VECTOR, "", "", 1));
    }
  }

  private void wishParameter(Value value) {
    String[] parts = name(value).split("\\.");
    String last = parts[parts.length - 1];
    String owner = "";
    for (String part : List.of(parts).subList(0, parts.length - 1)) {
      owner = part.matches("\\d+") ? owner : part;
    }
    if (scales.containsKey(value)) {
      symbols.wish(value, "γ", "");
    } else if (shifts.containsKey(value)) {
      symbols.wish(value, "β", "");
    } else if (value.shape().rank() == 2) {
      symbols.wish(value, isTable(value) ? "E" : "W", last.equals("weight") ? owner : last);
    } else if (last.equals("weight") || last.equals("bias")) {
      symbols.wish(value, last.substring(0, 1), owner);
    } else {
      symbols.wish(value, Greek.letter(last), "");
    }
  }

  /** Whether the rows of a matrix are looked up by number. */
  private boolean isTable(Value value) {
    return graph.nodes().stream()
        .map(node -> node.op())
        .anyMatch(
            op ->
                op instanceof Op.MatMul product
                    && product.b().equals(value)
                    && graph.op(product.a()) instanceof Op.OneHot);
  }

  /** The last part of a name that is a word; h for a value that has only numbers. */
  private String word(Value value) {
    String name = name(value);
    String last = name.substring(name.lastIndexOf('.') + 1);
    return last.matches("\\d+") ? "h" : Greek.letter(last);
  }
}
