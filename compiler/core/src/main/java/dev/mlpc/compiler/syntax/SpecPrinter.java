package dev.mlpc.compiler.syntax;

import dev.mlpc.compiler.syntax.Declaration.Entry;
import dev.mlpc.compiler.syntax.Declaration.Option;
import dev.mlpc.compiler.syntax.Declaration.Port;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Writes trees as text, in one style. What is read from the text equals the tree but for the
 * places; comments are not in a tree, documentation is.
 */
public final class SpecPrinter {
  private static final int WIDTH = 100;
  private static final String INDENT = "  ";
  private static final String CONTINUED = "    ";

  private final StringBuilder text = new StringBuilder();

  private SpecPrinter() {}

  /** The whole text of a spec, ended by a line break. */
  public static String print(Spec spec) {
    SpecPrinter printer = new SpecPrinter();
    printer.spec(spec);
    return printer.text.toString();
  }

  /** An expression on one line. */
  public static String print(Expression expression) {
    return ExpressionPrinter.print(expression);
  }

  private void spec(Spec spec) {
    spec.packageName().ifPresent(name -> line("package " + joined(name.parts(), ".") + ";"));
    if (!spec.imports().isEmpty()) {
      blankLine();
      spec.imports().forEach(each -> line("import " + ExpressionPrinter.quoted(each.path()) + ";"));
    }
    Optional<Declaration> previous = Optional.empty();
    for (Declaration declaration : spec.declarations()) {
      if (!(previous.isPresent() && belongTogether(previous.orElseThrow(), declaration))) {
        blankLine();
      }
      documentation(declaration.documentation(), "");
      declaration(declaration);
      previous = Optional.of(declaration);
    }
  }

  /** Constants stand in groups, unless one has something to say for itself. */
  private static boolean belongTogether(Declaration first, Declaration second) {
    return first instanceof Declaration.Constant
        && second instanceof Declaration.Constant
        && second.documentation().isEmpty();
  }

  // ---------------------------------------------------------------------------- declarations

  private void declaration(Declaration declaration) {
    if (declaration instanceof Declaration.Constant constant) {
      defined("const " + constant.name() + " = ", constant.value(), "", "");
    } else if (declaration instanceof Declaration.Activation activation) {
      String head =
          "activation %s(%s%s) = "
              .formatted(activation.name(), activation.input(), options(activation.options()));
      defined(head, activation.value(), "", "");
    } else if (declaration instanceof Declaration.Loss loss) {
      String head =
          "loss %s(%s%s) = "
              .formatted(loss.name(), joined(loss.inputs(), ", "), options(loss.options()));
      defined(head, loss.value(), "", "");
    } else if (declaration instanceof Declaration.Layer layer) {
      line(
          "layer %s(%s%s) -> (%s) {"
              .formatted(
                  layer.name(),
                  ports(layer.inputs()),
                  options(layer.options()),
                  ports(layer.outputs())));
      layer.body().forEach(this::statement);
      line("}");
    } else if (declaration instanceof Declaration.Network network) {
      line(
          "network %s(%s) -> (%s) {"
              .formatted(network.name(), ports(network.inputs()), ports(network.outputs())));
      network.body().forEach(this::statement);
      line("}");
    } else if (declaration instanceof Declaration.Train train) {
      block("train " + train.name(), train.entries());
    } else {
      Declaration.Data data = (Declaration.Data) declaration;
      block("data " + data.name(), data.entries());
    }
  }

  private void block(String head, List<Entry> entries) {
    line(head + " {");
    entries.forEach(this::entry);
    line("}");
  }

  private static String ports(List<Port> ports) {
    return ports.stream()
        .map(port -> port.name() + ": " + type(port.type()))
        .collect(Collectors.joining(", "));
  }

  private static String options(List<Option> options) {
    return options.isEmpty()
        ? ""
        : options.stream().map(SpecPrinter::option).collect(Collectors.joining(", ", "; ", ""));
  }

  private static String option(Option option) {
    String learned =
        switch (option.kind()) {
          case CONSTANT -> "";
          case LEARNED_SCALAR -> ": param";
          case LEARNED_PER_UNIT -> ": param[]";
        };
    String value = option.value().map(some -> " = " + print(some)).orElse("");
    return option.name() + learned + value;
  }

  private static String type(TypeReference type) {
    return type.dimensions().isEmpty()
        ? type.kind().toString()
        : type.dimensions().stream()
            .map(SpecPrinter::print)
            .collect(Collectors.joining(", ", type.kind() + "[", "]"));
  }

  // ---------------------------------------------------------------------------- statements

  private void statement(Statement statement) {
    documentation(documentation(statement), INDENT);
    if (statement instanceof Statement.Define define) {
      defined(define.name() + " = ", define.value(), "", INDENT);
    } else if (statement instanceof Statement.DefineSeveral several) {
      defined(joined(several.names(), ", ") + " = ", several.value(), "", INDENT);
    } else if (statement instanceof Statement.Update update) {
      defined("update " + update.name() + " = ", update.value(), "", INDENT);
    } else if (statement instanceof Statement.Parameter parameter) {
      String when = parameter.condition().map(some -> " when " + print(some)).orElse("");
      String head = "param %s: %s = ".formatted(parameter.name(), type(parameter.type()));
      defined(head, parameter.initializer(), when, INDENT);
    } else if (statement instanceof Statement.State state) {
      String head = "state %s: %s = ".formatted(state.name(), type(state.type()));
      defined(head, state.initializer(), "", INDENT);
    } else if (statement instanceof Statement.Shared shared) {
      defined("shared " + shared.name() + " = ", shared.layer(), "", INDENT);
    } else {
      Statement.Labels labels = (Statement.Labels) statement;
      line(
          labels.labels().stream()
              .map(label -> ExpressionPrinter.quoted(label.value()))
              .collect(
                  Collectors.joining(", ", INDENT + "labels " + labels.name() + " = [", "];")));
    }
  }

  private static Optional<String> documentation(Statement statement) {
    if (statement instanceof Statement.Define define) {
      return define.documentation();
    }
    if (statement instanceof Statement.DefineSeveral several) {
      return several.documentation();
    }
    if (statement instanceof Statement.Update update) {
      return update.documentation();
    }
    if (statement instanceof Statement.Parameter parameter) {
      return parameter.documentation();
    }
    if (statement instanceof Statement.State state) {
      return state.documentation();
    }
    return statement instanceof Statement.Shared shared ? shared.documentation() : Optional.empty();
  }

  private void entry(Entry entry) {
    if (entry instanceof Entry.Target target) {
      line(INDENT + "target " + target.name() + ": " + type(target.type()) + ";");
    } else if (entry instanceof Entry.Report report) {
      line(
          report.figures().stream()
              .map(SpecPrinter::print)
              .collect(Collectors.joining(", ", INDENT + "report ", ";")));
    } else {
      Entry.Setting setting = (Entry.Setting) entry;
      defined(setting.name() + " = ", setting.value(), "", INDENT);
    }
  }

  /** A definition; a pipe that is too long for a line gets a line for each stage. */
  private void defined(String head, Expression value, String tail, String indent) {
    String whole = indent + head + print(value) + tail + ";";
    if (whole.length() > WIDTH && value instanceof Expression.Pipe pipe) {
      String lineStart = "\n" + indent + CONTINUED;
      line(indent + head + ExpressionPrinter.printStages(pipe, lineStart) + tail + ";");
    } else {
      line(whole);
    }
  }

  // ---------------------------------------------------------------------------- lines

  private void documentation(Optional<String> documentation, String indent) {
    documentation.ifPresent(
        some -> some.lines().forEach(each -> line((indent + "/// " + each).stripTrailing())));
  }

  private static String joined(List<Name> names, String separator) {
    return names.stream().map(Name::text).collect(Collectors.joining(separator));
  }

  private void line(String content) {
    text.append(content).append('\n');
  }

  private void blankLine() {
    if (!text.isEmpty()) {
      text.append('\n');
    }
  }
}
