package dev.mlpc.compiler.analysis;

import dev.mlpc.compiler.syntax.Declaration;
import dev.mlpc.compiler.syntax.Declaration.Option;
import dev.mlpc.compiler.syntax.Declaration.Port;
import java.util.List;
import java.util.Map;

/** What can be called, or can stand in a pipe. */
sealed interface Callable {

  String name();

  /** With its article, for messages: {@code a layer}. */
  String kind();

  /** What was declared with inputs and options. */
  sealed interface Declared extends Callable {
    Declaration declaration();

    /** The names that its body sees. */
    Library home();

    List<String> inputs();

    List<Option> options();

    /** The options that are set already: {@code leakyRelu(0.2)}. */
    Map<String, Given> given();

    Declared with(Map<String, Given> given);

    @Override
    default String name() {
      return declaration().name().text();
    }
  }

  /** An element-wise function. */
  record Activation(Declaration.Activation declaration, Library home, Map<String, Given> given)
      implements Declared {
    public Activation {
      given = Map.copyOf(given);
    }

    @Override
    public List<String> inputs() {
      return List.of(declaration.input().text());
    }

    @Override
    public List<Option> options() {
      return declaration.options();
    }

    @Override
    public Activation with(Map<String, Given> newGiven) {
      return new Activation(declaration, home, newGiven);
    }

    /** Whether each use has parameters of its own. */
    boolean learns() {
      return options().stream().anyMatch(option -> option.kind() != Option.Kind.CONSTANT);
    }

    @Override
    public String kind() {
      return "an activation";
    }
  }

  /** A scalar for each sample. */
  record Loss(Declaration.Loss declaration, Library home, Map<String, Given> given)
      implements Declared {
    public Loss {
      given = Map.copyOf(given);
    }

    @Override
    public List<String> inputs() {
      return declaration.inputs().stream().map(Object::toString).toList();
    }

    @Override
    public List<Option> options() {
      return declaration.options();
    }

    @Override
    public Loss with(Map<String, Given> newGiven) {
      return new Loss(declaration, home, newGiven);
    }

    @Override
    public String kind() {
      return "a loss";
    }
  }

  /** A reusable piece of graph. */
  record Layer(Declaration.Layer declaration, Library home, Map<String, Given> given)
      implements Declared {
    public Layer {
      given = Map.copyOf(given);
    }

    @Override
    public List<String> inputs() {
      return declaration.inputs().stream().map(Port::name).map(Object::toString).toList();
    }

    @Override
    public List<Option> options() {
      return declaration.options();
    }

    @Override
    public Layer with(Map<String, Given> newGiven) {
      return new Layer(declaration, home, newGiven);
    }

    @Override
    public String kind() {
      return "a layer";
    }
  }

  /**
   * One layer that is used in several places with the same parameters.
   *
   * @param prefix of its parameters' names
   */
  record Instance(String name, Layer layer, String prefix) implements Callable {
    @Override
    public String kind() {
      return "a shared layer";
    }
  }

  /** What the compiler brings along. */
  record Builtin(Primitive primitive) implements Callable {
    @Override
    public String name() {
      return primitive.name();
    }

    @Override
    public String kind() {
      return "a function";
    }
  }
}
