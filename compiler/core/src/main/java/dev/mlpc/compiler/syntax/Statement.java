package dev.mlpc.compiler.syntax;

import dev.mlpc.compiler.diagnostic.Span;
import java.util.List;
import java.util.Optional;

/** A line in the body of a layer or network. */
public sealed interface Statement {

  Name name();

  Span span();

  /** {@code h = x -> Dense(16);} */
  record Define(Name name, Expression value, Optional<String> documentation, Span span)
      implements Statement {}

  /** {@code param weight: real[units, n] = init when useWeight;} */
  record Parameter(
      Name name,
      TypeReference type,
      Expression initializer,
      Optional<Expression> condition,
      Optional<String> documentation,
      Span span)
      implements Statement {}

  /** {@code state mean: real[n] = zeros;} */
  record State(
      Name name,
      TypeReference type,
      Expression initializer,
      Optional<String> documentation,
      Span span)
      implements Statement {}

  /** {@code shared tower = Dense(32, relu);} */
  record Shared(Name name, Expression layer, Optional<String> documentation, Span span)
      implements Statement {}

  /** {@code labels p = ["setosa", "versicolor"];} */
  record Labels(Name name, List<Expression.Text> labels, Span span) implements Statement {
    public Labels {
      labels = List.copyOf(labels);
    }
  }
}
