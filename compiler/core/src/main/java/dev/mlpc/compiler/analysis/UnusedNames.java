package dev.mlpc.compiler.analysis;

import dev.mlpc.compiler.diagnostic.Code;
import dev.mlpc.compiler.diagnostic.Diagnostic;
import dev.mlpc.compiler.diagnostic.Diagnostics;
import dev.mlpc.compiler.diagnostic.Severity;
import dev.mlpc.compiler.syntax.Declaration;
import dev.mlpc.compiler.syntax.Declaration.Entry;
import dev.mlpc.compiler.syntax.Declaration.Port;
import dev.mlpc.compiler.syntax.Expression;
import dev.mlpc.compiler.syntax.Name;
import dev.mlpc.compiler.syntax.Spec;
import dev.mlpc.compiler.syntax.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Warns of inputs and values that nothing uses: often a slip, never wrong. */
final class UnusedNames {
  private final Diagnostics diagnostics;

  UnusedNames(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  /**
   * @param trains how each network learns, by its name
   */
  void check(Spec spec, Map<String, Declaration.Train> trains) {
    for (Declaration declaration : spec.declarations()) {
      if (declaration instanceof Declaration.Layer layer) {
        check(layer.inputs(), layer.outputs(), layer.body(), Set.of());
      } else if (declaration instanceof Declaration.Train train) {
        checkTargets(train);
      } else if (declaration instanceof Declaration.Network network) {
        check(
            network.inputs(),
            network.outputs(),
            network.body(),
            usedIn(Optional.ofNullable(trains.get(network.name().text()))));
      }
    }
  }

  private static Set<String> usedIn(Optional<Declaration.Train> train) {
    NamesUsed names = new NamesUsed();
    if (train.isPresent()) {
      for (Entry entry : train.get().entries()) {
        if (entry instanceof Entry.Setting setting) {
          names.add(setting.value());
        }
      }
    }
    return names.all();
  }

  private void checkTargets(Declaration.Train train) {
    Set<String> used = usedIn(Optional.of(train));
    for (Entry entry : train.entries()) {
      if (entry instanceof Entry.Target target) {
        warn(target.name(), "the target", used);
      }
    }
  }

  private void check(
      List<Port> inputs, List<Port> outputs, List<Statement> body, Set<String> elsewhere) {
    Set<String> used = new HashSet<>(elsewhere);
    outputs.forEach(output -> used.add(output.name().text()));
    NamesUsed names = new NamesUsed();
    for (Statement statement : body) {
      if (statement instanceof Statement.Define define) {
        names.add(define.value());
      } else if (statement instanceof Statement.DefineSeveral several) {
        names.add(several.value());
      } else if (statement instanceof Statement.Update update) {
        names.add(update.value());
      } else if (statement instanceof Statement.State state) {
        names.add(state.initializer());
      } else if (statement instanceof Statement.Shared shared) {
        names.add(shared.layer());
      } else if (statement instanceof Statement.Parameter parameter) {
        names.add(parameter.initializer());
      }
    }
    used.addAll(names.all());
    for (Port input : inputs) {
      warn(input.name(), "the input", used);
    }
    body.forEach(statement -> statement.names().forEach(name -> warn(name, "", used)));
  }

  private void warn(Name name, String what, Set<String> used) {
    if (!used.contains(name.text())) {
      diagnostics.report(
          new Diagnostic(
              Code.UNUSED,
              Severity.WARNING,
              name.span(),
              "%s`%s` is not used".formatted(what.isEmpty() ? "" : what + " ", name),
              List.of(),
              Optional.empty()));
    }
  }

  /** All names in expressions, called or referred to. */
  private static final class NamesUsed {
    private final Set<String> names = new HashSet<>();

    Set<String> all() {
      return names;
    }

    void add(Expression expression) {
      if (expression instanceof Expression.Reference reference) {
        names.add(reference.name().text());
      } else if (expression instanceof Expression.Call call) {
        names.add(call.callee().text());
        call.arguments().forEach(argument -> add(argument.value()));
      } else if (expression instanceof Expression.ListOf list) {
        list.elements().forEach(this::add);
      } else if (expression instanceof Expression.Range range) {
        add(range.from());
        add(range.to());
      } else if (expression instanceof Expression.Unary unary) {
        add(unary.operand());
      } else if (expression instanceof Expression.Binary binary) {
        add(binary.left());
        add(binary.right());
      } else if (expression instanceof Expression.Conditional conditional) {
        add(conditional.condition());
        add(conditional.then());
        add(conditional.otherwise());
      } else if (expression instanceof Expression.Element element) {
        add(element.value());
        element.indices().forEach(this::add);
      } else if (expression instanceof Expression.Pipe pipe) {
        add(pipe.source());
        pipe.stages().forEach(stage -> add(stage.layer()));
      }
    }
  }
}
