package dev.mlpc.compiler.syntax;

import dev.mlpc.compiler.diagnostic.Diagnostics;
import dev.mlpc.compiler.diagnostic.Source;
import dev.mlpc.grammar.MlpLexer;
import dev.mlpc.grammar.MlpParser;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.BailErrorStrategy;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.atn.PredictionMode;
import org.antlr.v4.runtime.misc.ParseCancellationException;

/** Reads the text of a spec. */
public final class SpecParser {
  private SpecParser() {}

  /**
   * The tree of a spec.
   *
   * @return what could be read; where there were errors, without the declarations and statements
   *     that they stand in
   */
  public static Spec parse(Source source, Diagnostics diagnostics) {
    CommonTokenStream tokens = new CommonTokenStream(new MlpLexer(new TextStream(source)));
    MlpParser parser = new MlpParser(tokens);
    parser.removeErrorListeners();
    try {
      return new TreeBuilder(source, tokens, diagnostics).spec(read(parser, source, diagnostics));
    } catch (ParseCancellationException reported) {
      return new Spec(source, Optional.empty(), List.of(), List.of());
    }
  }

  /** Tries the fast way first, which is right for nearly every text without mistakes. */
  private static MlpParser.SpecContext read(
      MlpParser parser, Source source, Diagnostics diagnostics) {
    try {
      parser.getInterpreter().setPredictionMode(PredictionMode.SLL);
      parser.setErrorHandler(new BailErrorStrategy());
      return parser.spec();
    } catch (ParseCancellationException slower) {
      parser.reset();
      parser.getInterpreter().setPredictionMode(PredictionMode.LL);
      parser.setErrorHandler(new Recovery(new Places(source), diagnostics));
      return parser.spec();
    }
  }
}
