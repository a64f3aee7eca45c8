package dev.mlpc.compiler.syntax;

import java.util.Map;
import java.util.Optional;

/** Words of other languages and libraries, and what one writes here instead. */
final class ForeignWord {
  private static final String VALUE = "a value is defined by its name alone: `y = …;`";
  private static final String FUNCTION =
      "a function of each element is an `activation`, a piece of network a `layer`";
  private static final String CHOICE = "a choice is a value: `y = if condition then a else b;`";
  private static final String LOOP = "there are no loops; `x -> Block() * 3` repeats a layer";

  private static final Map<String, String> STATEMENTS =
      Map.ofEntries(
          Map.entry("let", VALUE),
          Map.entry("var", VALUE),
          Map.entry("val", VALUE),
          Map.entry("final", VALUE),
          Map.entry("auto", VALUE),
          Map.entry("int", VALUE),
          Map.entry("float", VALUE),
          Map.entry("double", VALUE),
          Map.entry("self", VALUE),
          Map.entry("return", "an output is defined like any value, by its name: `y = …;`"),
          Map.entry("for", LOOP),
          Map.entry("while", LOOP),
          Map.entry("def", FUNCTION),
          Map.entry("function", FUNCTION),
          Map.entry("print", "`mlpc predict` shows what a network computes"),
          Map.entry("weight", "what is learned is declared by `param weight: f32[3, 4] = …;`"),
          Map.entry("with", CHOICE),
          Map.entry("switch", CHOICE),
          Map.entry("match", CHOICE));

  private static final Map<String, String> DECLARATIONS =
      Map.ofEntries(
          Map.entry("def", FUNCTION),
          Map.entry("function", FUNCTION),
          Map.entry("func", FUNCTION),
          Map.entry("fn", FUNCTION),
          Map.entry("fun", FUNCTION),
          Map.entry("public", "write `network Name(x: f32[4]) -> (y: f32[2]) { … }`"),
          Map.entry("class", "write `network Name(x: f32[4]) -> (y: f32[2]) { … }`"),
          Map.entry("model", "write `network Name(x: f32[4]) -> (y: f32[2]) { … }`"),
          Map.entry("module", "write `layer Name(x: f32[n]) -> (y: f32[n]) { … }`"),
          Map.entry("struct", "write `network Name(x: f32[4]) -> (y: f32[2]) { … }`"),
          Map.entry("from", "functions and layers need no import; files come in by `import`"),
          Map.entry("let", "a constant is declared by `const`"),
          Map.entry("var", "a constant is declared by `const`"),
          Map.entry("val", "a constant is declared by `const`"),
          Map.entry("final", "a constant is declared by `const`"),
          Map.entry("training", "write `train Name { … }`, with the network's name"),
          Map.entry("fit", "write `train Name { … }`, with the network's name"),
          Map.entry("dataset", "write `data Name { … }`, with the network's name"));

  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("float", "a number of 32 bits is f32"),
          Map.entry("float32", "a number of 32 bits is f32"),
          Map.entry("double", "a number of 64 bits is f64"),
          Map.entry("float64", "a number of 64 bits is f64"),
          Map.entry("int", "a whole number below k is index[k], as a target class[k]"),
          Map.entry("long", "a whole number below k is index[k], as a target class[k]"),
          Map.entry("int32", "a whole number below k is index[k], as a target class[k]"),
          Map.entry("int64", "a whole number below k is index[k], as a target class[k]"),
          Map.entry("bool", "a truth comes in as a number, 0 or 1: f32"),
          Map.entry("boolean", "a truth comes in as a number, 0 or 1: f32"),
          Map.entry("string", "a text comes in as its number: index[k], as a target class[k]"),
          Map.entry("String", "a text comes in as its number: index[k], as a target class[k]"),
          Map.entry("Tensor", "a vector of four is f32[4], a matrix f32[3, 4]"),
          Map.entry("tensor", "a vector of four is f32[4], a matrix f32[3, 4]"),
          Map.entry("vector", "a vector of four is f32[4]"),
          Map.entry("matrix", "a matrix of three rows is f32[3, 4]"),
          Map.entry("[", "write what the elements are before the bracket: f32[4]"));

  private ForeignWord() {}

  static Optional<String> atStatement(String word) {
    return Optional.ofNullable(STATEMENTS.get(word));
  }

  static Optional<String> atDeclaration(String word) {
    return Optional.ofNullable(DECLARATIONS.get(word));
  }

  static Optional<String> asType(String word) {
    return Optional.ofNullable(TYPES.get(word));
  }
}
