package dev.mlpc.compiler.analysis;

import dev.mlpc.compiler.definition.InitializerDefinition;
import dev.mlpc.compiler.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The initialisers by the names that specs use. */
final class Initializers {
  private Initializers() {}

  static Optional<InitializerDefinition.Kind> named(String word) {
    return Arrays.stream(InitializerDefinition.Kind.values())
        .filter(kind -> kind.word().equals(word))
        .findFirst();
  }

  static List<String> words() {
    return Arrays.stream(InitializerDefinition.Kind.values())
        .map(InitializerDefinition.Kind::word)
        .toList();
  }

  /**
   * How a tensor of that shape begins. The fans of a bias are those of the weight before it.
   *
   * @param weight the last matrix of the same layer
   */
  static InitializerDefinition of(Meaning.Initial initial, Shape shape, Optional<Shape> weight) {
    Shape fans = shape.rank() >= 2 ? shape : weight.orElse(shape);
    int fanOut = fans.isScalar() ? 1 : fans.dimension(0);
    int fanIn = fans.rank() < 2 ? fanOut : fans.dimension(1);
    return new InitializerDefinition(initial.kind(), initial.arguments(), fanIn, fanOut);
  }
}
