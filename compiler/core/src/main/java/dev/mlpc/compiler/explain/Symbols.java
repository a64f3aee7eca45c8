package dev.mlpc.compiler.explain;

import dev.mlpc.compiler.explain.Formula.Symbol;
import dev.mlpc.compiler.graph.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Hands out symbols, no two of which look the same. What the spec names outright has its name; of
 * the others, those that want the same letter are numbered.
 */
final class Symbols {
  private static final String PASSES = "abcdefghijklmnop";

  private final Map<Value, Symbol> symbols = new HashMap<>();
  private final Set<Symbol> taken = new HashSet<>();
  private final Map<Symbol, List<Value>> wishes = new LinkedHashMap<>();

  /** A value gets exactly this symbol, or, if another has it, the next that is free. */
  void give(Value value, Symbol symbol) {
    Symbol free = symbol;
    for (int i = 1; taken.contains(plain(free)); i++) {
      free = new Symbol(symbol.letter(), String.valueOf(i), symbol.lower(), symbol.rank());
    }
    taken.add(plain(free));
    symbols.put(value, free);
  }

  /** Whether a value has its symbol. */
  boolean isGiven(Value value) {
    return symbols.containsKey(value);
  }

  boolean isTaken(String letter) {
    return taken.contains(Symbol.scalar(letter));
  }

  /** A value would like a letter, with a lower mark or none. */
  void wish(Value value, String letter, String lower) {
    wishes.computeIfAbsent(new Symbol(letter, "", lower, 0), key -> new ArrayList<>()).add(value);
  }

  /** Grants the wishes: a letter alone to the only one that wants it, else numbers. */
  Map<Value, Symbol> granted() {
    wishes.forEach(
        (wish, values) -> {
          boolean isAlone = values.size() == 1 && !taken.contains(wish);
          int number = 0;
          for (Value value : values) {
            Symbol symbol = wish;
            while (!isAlone && (symbol.upper().isEmpty() || taken.contains(symbol))) {
              symbol = new Symbol(wish.letter(), String.valueOf(++number), wish.lower(), 0);
            }
            taken.add(symbol);
            symbols.put(
                value,
                new Symbol(symbol.letter(), symbol.upper(), symbol.lower(), value.shape().rank()));
          }
        });
    return symbols;
  }

  /** The upper mark of a layer: its number, and a letter for each pass where it is used again. */
  static String layer(int number, int pass, int passes) {
    if (passes == 1) {
      return String.valueOf(number);
    }
    return pass <= PASSES.length()
        ? number + PASSES.substring(pass - 1, pass)
        : number + "." + pass;
  }

  private static Symbol plain(Symbol symbol) {
    return new Symbol(symbol.letter(), symbol.upper(), symbol.lower(), 0);
  }
}
