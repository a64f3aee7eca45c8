package dev.mlpc.compiler.syntax;

import dev.mlpc.compiler.diagnostic.Span;
import java.util.List;
import java.util.Optional;

/** A line in the body of a layer or network. */
public sealed interface Statement {

  /** The name that it is about; where it defines several, the first. */
  Name name();

  /** The names that it defines. */
  default List<Name> names() {
    return List.of(name());
  }

  Span span();

  /** {@code h = x -> Dense(16);} */
  record Define(Name name, Expression value, Optional<String> documentation, Span span)
      implements Statement {}

  /** {@code mean, deviation = x -> Moments();} */
  record DefineSeveral(
      List<Name> names, Expression value, Optional<String> documentation, Span span)
      implements Statement {
    public DefineSeveral {
      names = List.copyOf(names);
    }

    @Override
    public Name name() {
      return names.get(0);
    }
  }

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

  /** {@code update mean = 0.9 * mean + 0.1 * batchMean(x);} */
  record Update(Name name, Expression value, Optional<String> documentation, Span span)
      implements Statement {
    @Override
    public List<Name> names() {
      return List.of();
    }
  }

  /** {@code shared tower = Dense(32, relu);} */
  record Shared(Name name, Expression layer, Optional<String> documentation, Span span)
      implements Statement {}

  /** {@code labels p = ["setosa", "versicolor"];} */
  record Labels(Name name, List<Expression.Text> labels, Span span) implements Statement {
    public Labels {
      labels = List.copyOf(labels);
    }

    @Override
    public List<Name> names() {
      return List.of();
    }
  }
}
