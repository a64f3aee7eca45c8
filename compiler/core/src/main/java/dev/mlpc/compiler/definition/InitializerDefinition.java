package dev.mlpc.compiler.definition;

import java.util.List;

/**
 * How a parameter begins.
 *
 * @param kind the formula
 * @param arguments its numbers, in the order of the language: none for most
 * @param fanIn how many values each unit takes; for a bias, that of its layer's weight
 * @param fanOut how many units there are
 */
public record InitializerDefinition(Kind kind, List<Double> arguments, int fanIn, int fanOut) {

  public InitializerDefinition {
    arguments = List.copyOf(arguments);
  }

  /** The initialisers of the language. */
  public enum Kind {
    ZEROS("zeros", 0),
    ONES("ones", 0),
    CONSTANT("constant", 1),
    UNIFORM("uniform", 2),
    NORMAL("normal", 2),
    TRUNCATED_NORMAL("truncatedNormal", 2),
    GLOROT_UNIFORM("glorotUniform", 0),
    GLOROT_NORMAL("glorotNormal", 0),
    HE_UNIFORM("heUniform", 0),
    HE_NORMAL("heNormal", 0),
    LECUN_NORMAL("lecunNormal", 0),
    ORTHOGONAL("orthogonal", 0),
    TORCH_LINEAR("torchLinear", 0);

    private final String word;
    private final int arguments;

    Kind(String word, int arguments) {
      this.word = word;
      this.arguments = arguments;
    }

    /** How a spec writes it. */
    public String word() {
      return word;
    }

    /** How many numbers it takes. */
    public int arguments() {
      return arguments;
    }
  }
}
