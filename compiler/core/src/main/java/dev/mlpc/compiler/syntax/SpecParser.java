package dev.mlpc.compiler.syntax;

import dev.mlpc.compiler.diagnostic.Diagnostics;
import dev.mlpc.compiler.diagnostic.Source;
import dev.mlpc.grammar.MlpParser;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.BailErrorStrategy;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ListTokenSource;
import org.antlr.v4.runtime.atn.PredictionMode;
import org.antlr.v4.runtime.misc.ParseCancellationException;

/** Reads the text of a spec. */
public final class SpecParser {
  private SpecParser() {}

  /**
   * The tree of a spec.
   *
   * @return what could be read; where there were errors, without the declarations and statements
   *     that they stand in, so that what refers to those may seem wrong too
   */
  public static Spec parse(Source source, Diagnostics diagnostics) {
    return read(source, diagnostics)
        .map(Reading::spec)
        .orElseGet(() -> new Spec(source, Optional.empty(), List.of(), List.of()));
  }

  /** A tree, and the words that it was made of. */
  record Reading(Spec spec, Tokens tokens) {}

  /**
   * The tree of a spec with its words.
   *
   * @return none if there is too much wrong with the text
   */
  static Optional<Reading> read(Source source, Diagnostics diagnostics) {
    Mistakes mistakes = new Mistakes(diagnostics);
    try {
      Tokens tokens = Brackets.balance(Scanner.scan(source, mistakes), mistakes);
      if (!Nesting.isBounded(tokens, mistakes)) {
        return Optional.empty();
      }
      Spec spec = new TreeBuilder(tokens, mistakes).spec(read(tokens, mistakes));
      return Optional.of(new Reading(spec, tokens));
    } catch (Mistakes.TooManyException told) {
      return Optional.empty();
    }
  }

  /** Tries the fast way first, which is right for nearly every text without mistakes. */
  private static MlpParser.SpecContext read(Tokens tokens, Mistakes mistakes) {
    MlpParser parser = new MlpParser(new CommonTokenStream(new ListTokenSource(tokens.list())));
    parser.removeErrorListeners();
    try {
      parser.getInterpreter().setPredictionMode(PredictionMode.SLL);
      parser.setErrorHandler(new BailErrorStrategy());
      return parser.spec();
    } catch (ParseCancellationException slower) {
      parser.reset();
      parser.getInterpreter().setPredictionMode(PredictionMode.LL);
      parser.setErrorHandler(new Recovery(tokens, mistakes));
      return parser.spec();
    }
  }
}
