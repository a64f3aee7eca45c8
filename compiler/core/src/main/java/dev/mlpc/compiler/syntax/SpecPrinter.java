package dev.mlpc.compiler.syntax;

import dev.mlpc.compiler.diagnostic.Diagnostics;
import dev.mlpc.compiler.diagnostic.Source;
import dev.mlpc.compiler.syntax.Declaration.Option;
import dev.mlpc.compiler.syntax.Declaration.Port;
import dev.mlpc.compiler.syntax.LayoutWriter.Element;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Writes specs as text, in one style. What is read from the text equals the tree but for the
 * places.
 *
 * <p>A tree has no comments but its documentation; they come back where the text is there that it
 * was read from.
 */
public final class SpecPrinter {
  private static final int WIDTH = 100;

  private final LayoutWriter writer;
  private final ExpressionPrinter expressions;
  private final StatementPrinter statements;

  private SpecPrinter(Trivia trivia) {
    this.writer = new LayoutWriter(trivia);
    this.expressions = new ExpressionPrinter(writer);
    this.statements = new StatementPrinter(writer, expressions);
  }

  /** The whole text of a tree, ended by a line break. */
  public static String print(Spec spec) {
    return new SpecPrinter(new Trivia.OfTree()).spec(spec);
  }

  /** An expression on one line. */
  public static String print(Expression expression) {
    return ExpressionPrinter.print(expression);
  }

  /**
   * The text of a source in the one style, with its comments. To write that again changes nothing.
   *
   * @param diagnostics what is wrong with the source is reported here
   * @return none if the source has mistakes
   */
  public static Optional<String> format(Source source, Diagnostics diagnostics) {
    return SpecParser.read(source, diagnostics)
        .filter(reading -> !diagnostics.hasErrors())
        .map(reading -> new SpecPrinter(new SourceTrivia(reading.tokens())).spec(reading.spec()));
  }

  private String spec(Spec spec) {
    writer.line();
    spec.packageName().ifPresent(this::packageName);
    spec.imports().forEach(this::importOf);
    if (!spec.imports().isEmpty()) {
      writer.blankLine();
    }
    Iterator<Declaration> rest = spec.declarations().iterator();
    Optional<Declaration> previous = Optional.empty();
    while (rest.hasNext()) {
      Declaration declaration = rest.next();
      if (previous.filter(before -> belongTogether(before, declaration)).isPresent()) {
        writer.line();
      }
      writer.documentation(declaration.documentation());
      declaration(declaration);
      writer.blankLine();
      previous = Optional.of(declaration);
    }
    return writer.finish(WIDTH);
  }

  private void packageName(Spec.PackageName name) {
    writer.word("package");
    writer.space();
    Iterator<Name> parts = name.parts().iterator();
    writer.word(parts.next().text());
    while (parts.hasNext()) {
      writer.word(".");
      writer.word(parts.next().text());
    }
    writer.word(";");
    writer.blankLine();
  }

  private void importOf(Spec.Import each) {
    writer.word("import");
    writer.space();
    writer.word(ExpressionPrinter.quoted(each.path()));
    writer.word(";");
    writer.line();
  }

  /** Short declarations of one kind stand in groups, unless one has something to say for itself. */
  private static boolean belongTogether(Declaration first, Declaration second) {
    boolean isShort =
        second instanceof Declaration.Constant
            || second instanceof Declaration.Activation
            || second instanceof Declaration.Loss;
    return isShort
        && first.getClass().equals(second.getClass())
        && second.documentation().isEmpty();
  }

  // ---------------------------------------------------------------------------- declarations

  private void declaration(Declaration declaration) {
    if (declaration instanceof Declaration.Constant constant) {
      head("const", constant);
      defined(constant.value());
    } else if (declaration instanceof Declaration.Activation activation) {
      head("activation", activation);
      inputs(names(List.of(activation.input())), activation.options());
      defined(activation.value());
    } else if (declaration instanceof Declaration.Loss loss) {
      head("loss", loss);
      inputs(names(loss.inputs()), loss.options());
      defined(loss.value());
    } else if (declaration instanceof Declaration.Layer layer) {
      head("layer", layer);
      inputs(ports(layer.inputs()), layer.options());
      outputs(layer.outputs());
      writer.braces(() -> statements.body(layer.body()));
    } else if (declaration instanceof Declaration.Network network) {
      head("network", network);
      inputs(ports(network.inputs()), List.of());
      outputs(network.outputs());
      writer.braces(() -> statements.body(network.body()));
    } else if (declaration instanceof Declaration.Train train) {
      head("train", train);
      writer.braces(() -> statements.settings(train.entries()));
    } else {
      Declaration.Data data = (Declaration.Data) declaration;
      head("data", data);
      writer.braces(() -> statements.settings(data.entries()));
    }
  }

  private void head(String kind, Declaration declaration) {
    writer.word(kind);
    writer.space();
    writer.word(declaration.name().text());
  }

  private void defined(Expression value) {
    writer.space();
    writer.word("=");
    expressions.define(value);
    writer.word(";");
  }

  private List<Element> names(List<Name> names) {
    return ExpressionPrinter.separated(names, name -> writer.word(name.text()));
  }

  private List<Element> ports(List<Port> ports) {
    return ExpressionPrinter.separated(ports, this::port);
  }

  private void port(Port port) {
    writer.word(port.name().text());
    statements.typed(port.type());
  }

  /** What flows in, and after a semicolon the options. */
  private void inputs(List<Element> inputs, List<Option> options) {
    writer.brackets("(", options.isEmpty() ? inputs : joined(inputs, options), ")");
  }

  private List<Element> joined(List<Element> inputs, List<Option> options) {
    Element last = inputs.get(inputs.size() - 1);
    List<Element> all = new ArrayList<>(inputs.subList(0, inputs.size() - 1));
    all.add(new Element(";", last.writing()));
    all.addAll(ExpressionPrinter.separated(options, this::option));
    return all;
  }

  private void outputs(List<Port> outputs) {
    writer.space();
    writer.word("->");
    writer.space();
    writer.yieldingBrackets("(", ports(outputs), ")");
  }

  private void option(Option option) {
    writer.word(option.name().text());
    if (option.kind() != Option.Kind.CONSTANT) {
      writer.word(":");
      writer.space();
      writer.word("param");
    }
    if (option.kind() == Option.Kind.LEARNED_PER_UNIT) {
      writer.word("[");
      writer.word("]");
    }
    if (option.value().isPresent()) {
      writer.space();
      writer.word("=");
      writer.space();
      expressions.write(option.value().orElseThrow());
    }
  }
}
