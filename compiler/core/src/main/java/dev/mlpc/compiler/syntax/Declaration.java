package dev.mlpc.compiler.syntax;

import dev.mlpc.compiler.diagnostic.Span;
import java.util.List;
import java.util.Optional;

/** What stands at the outermost level of a spec. */
public sealed interface Declaration {

  Name name();

  /** The text of the {@code ///} lines before it, without the slashes. */
  Optional<String> documentation();

  Span span();

  /** {@code const width = 32;} */
  record Constant(Name name, Expression value, Optional<String> documentation, Span span)
      implements Declaration {}

  /** {@code activation f(x; a = 1.0, b: param = 0.5) = expr;} */
  record Activation(
      Name name,
      Name input,
      List<Option> options,
      Expression value,
      Optional<String> documentation,
      Span span)
      implements Declaration {
    public Activation {
      options = List.copyOf(options);
    }
  }

  /** {@code loss f(y, t; a = 1.0) = expr;} */
  record Loss(
      Name name,
      List<Name> inputs,
      List<Option> options,
      Expression value,
      Optional<String> documentation,
      Span span)
      implements Declaration {
    public Loss {
      inputs = List.copyOf(inputs);
      options = List.copyOf(options);
    }
  }

  /** {@code layer L(x: f32[n]; k, a = 1) -> (y: f32[m]) { … }} */
  record Layer(
      Name name,
      List<Port> inputs,
      List<Option> options,
      List<Port> outputs,
      List<Statement> body,
      Optional<String> documentation,
      Span span)
      implements Declaration {
    public Layer {
      inputs = List.copyOf(inputs);
      options = List.copyOf(options);
      outputs = List.copyOf(outputs);
      body = List.copyOf(body);
    }
  }

  /** {@code network N(x: f32[4]) -> (p: f32[3]) { … }} */
  record Network(
      Name name,
      List<Port> inputs,
      List<Port> outputs,
      List<Statement> body,
      Optional<String> documentation,
      Span span)
      implements Declaration {
    public Network {
      inputs = List.copyOf(inputs);
      outputs = List.copyOf(outputs);
      body = List.copyOf(body);
    }
  }

  /** {@code train N { … }}; {@code name} is the network's. */
  record Train(Name name, List<Entry> entries, Optional<String> documentation, Span span)
      implements Declaration {
    public Train {
      entries = List.copyOf(entries);
    }
  }

  /** {@code data N { … }}; {@code name} is the network's. */
  record Data(Name name, List<Entry> entries, Optional<String> documentation, Span span)
      implements Declaration {
    public Data {
      entries = List.copyOf(entries);
    }
  }

  /** An input or output of a network or layer: {@code x: f32[4]}. */
  record Port(Name name, TypeReference type, Span span) {}

  /**
   * What may be set when an activation, loss or layer is used. Without a default it must be.
   *
   * @param kind a constant, a learned scalar ({@code b: param = 0.5}), or one learned for each unit
   *     ({@code b: param[] = 0.5})
   */
  record Option(Name name, Kind kind, Optional<Expression> value, Span span) {
    /** How an option comes by its value. */
    public enum Kind {
      CONSTANT,
      LEARNED_SCALAR,
      LEARNED_PER_UNIT
    }
  }

  /** A line of a {@code train} or {@code data} block. */
  sealed interface Entry {

    Span span();

    /** {@code target y: class[3];} */
    record Target(Name name, TypeReference type, Span span) implements Entry {}

    /** {@code batch = 16;}, {@code x = columns(0..4) / 255;} */
    record Setting(Name name, Expression value, Span span) implements Entry {}

    /** {@code report accuracy, topK(5);} */
    record Report(List<Expression> figures, Span span) implements Entry {
      public Report {
        figures = List.copyOf(figures);
      }
    }
  }
}
