package dev.mlpc.compiler.explain;

import dev.mlpc.compiler.explain.Explanation.Equation;
import dev.mlpc.compiler.explain.Formula.Call;
import dev.mlpc.compiler.explain.Formula.Symbol;
import dev.mlpc.compiler.graph.Graph;
import dev.mlpc.compiler.graph.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The functions of one number between z and a, each once: layers with the same function share its
 * name.
 */
final class Activations {
  private static final Symbol X = Symbol.scalar("x");
  private static final String SUBSCRIPTS = "₀₁₂₃₄₅₆₇₈₉";

  private final Map<Formula, Entry> entries = new LinkedHashMap<>();
  private final Map<Value, Entry> entryOf = new HashMap<>();
  private final boolean isOnlyOne;

  /** A function, and the layers that have it. */
  private static final class Entry {
    private final Formula function;
    private final Formula derivative;
    private final int number;
    private final List<String> layers = new ArrayList<>();

    Entry(Formula function, Formula derivative, int number) {
      this.function = function;
      this.derivative = derivative;
      this.number = number;
    }
  }

  Activations(Graph graph, Variables variables) {
    Map<Value, Formula> names = variables.names();
    for (Variable variable : variables.all()) {
      if (variable.is(Variable.Kind.ACTIVATION)) {
        Value z = argument(variable);
        Map<Value, Formula> local = new HashMap<>(names);
        variable.from().forEach(value -> local.put(value, asNumber(value, variables)));
        local.put(z, X);
        Formula function =
            Piecewise.simplify(new GraphFormulas(graph, local).definition(variable.value()), X);
        Formula ofAnyLayer = unmarked(function);
        Entry entry = entries.get(ofAnyLayer);
        if (entry == null) {
          Formula derivative = Derivative.ofFunction(graph, variable.value(), local, z, X);
          entry = new Entry(function, derivative, entries.size() + 1);
          entries.put(ofAnyLayer, entry);
        }
        entry.layers.add(variable.name());
        entryOf.put(variable.value(), entry);
      }
    }
    this.isOnlyOne = entries.size() == 1;
  }

  /** A function of one number has numbers for parameters. */
  private static Symbol asNumber(Value value, Variables variables) {
    Symbol symbol = variables.of(value).symbol();
    return new Symbol(symbol.letter(), symbol.upper(), symbol.lower(), 0);
  }

  /** The same without the marks that tell whose parameters they are. */
  private static Formula unmarked(Formula formula) {
    return new Rebuild() {
      @Override
      public Formula symbol(Symbol symbol) {
        return new Symbol(symbol.letter(), "", symbol.lower(), symbol.rank());
      }
    }.of(formula);
  }

  /** The z of a = g(z). */
  static Value argument(Variable activation) {
    return activation.from().stream().filter(Value::batched).findFirst().orElseThrow();
  }

  /** g(x). */
  Formula value(Variable activation, Formula x) {
    return Call.of(name(activation.value(), ""), x);
  }

  /** g′(x). */
  Formula slope(Variable activation, Formula x) {
    return Call.of(name(activation.value(), "′"), x);
  }

  private String name(Value activation, String prime) {
    Entry entry = entryOf.get(activation);
    if (entry == null) {
      throw new IllegalArgumentException("no activation " + activation);
    }
    return name(entry, prime);
  }

  private String name(Entry entry, String prime) {
    StringBuilder number = new StringBuilder();
    if (!isOnlyOne) {
      String.valueOf(entry.number)
          .chars()
          .forEach(digit -> number.append(SUBSCRIPTS.charAt(digit - '0')));
    }
    return "g" + number + prime;
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }

  /** A function with options is the same in all layers, but each has its own numbers for them. */
  private static String options(Entry entry) {
    Set<String> letters = new TreeSet<>();
    new Rebuild() {
      @Override
      public Formula symbol(Symbol symbol) {
        letters.add(new FormulaPrinter(new UnicodeNotation()).print(symbol));
        return symbol;
      }
    }.of(unmarked(entry.function));
    letters.remove("x");
    return letters.isEmpty() || entry.layers.size() == 1
        ? ""
        : "; each has its own " + String.join(" and ", letters);
  }

  /** Each function and its derivative. */
  List<Equation> equations() {
    List<Equation> equations = new ArrayList<>();
    for (Entry entry : entries.values()) {
      String layers = "in " + String.join(", ", entry.layers) + options(entry);
      boolean isOfOne = entry.layers.size() == 1;
      Formula function = isOfOne ? entry.function : unmarked(entry.function);
      Formula derivative = isOfOne ? entry.derivative : unmarked(entry.derivative);
      equations.add(new Equation(Call.of(name(entry, ""), X), function, layers));
      equations.add(new Equation(Call.of(name(entry, "′"), X), derivative, ""));
    }
    return equations;
  }
}
