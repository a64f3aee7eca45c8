package dev.mlpc.compiler.analysis;

import dev.mlpc.compiler.diagnostic.Span;
import dev.mlpc.compiler.syntax.Expression;
import dev.mlpc.compiler.syntax.Expression.Argument;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The names of the layers that one statement makes, which begin the names of their parameters: that
 * of the statement, with a number in the order of the text where it makes several. An activation
 * that learns counts as a layer; {@code as} names the layer instead of its number.
 */
final class Instances {
  private final Frame frame;
  private final List<Span> uses = new ArrayList<>();
  private final Map<Span, String> prefixes = new HashMap<>();

  private Instances(Frame frame) {
    this.frame = frame;
  }

  /** Those of a statement. */
  static Instances ofStatement(Expression expression, String name, Frame frame) {
    Instances instances = new Instances(frame);
    instances.find(expression);
    instances.number(frame.qualified(name), instances.uses.size() > 1);
    return instances;
  }

  /** Those of an activation's or loss's formula, which has no statement to name them. */
  static Instances ofFormula(Expression expression, Frame frame) {
    Instances instances = new Instances(frame);
    instances.find(expression);
    instances.number(frame.qualified(""), true);
    return instances;
  }

  /** None: in an option no layer can be made. */
  static Instances none(Frame frame) {
    return new Instances(frame);
  }

  /** Those of one copy of a stage that is repeated: its layers have the copy's number too. */
  Instances copy(Span stage, int number) {
    Instances copy = new Instances(frame);
    prefixes.forEach(
        (use, prefix) -> {
          boolean within = stage.start() <= use.start() && use.end() <= stage.end();
          copy.prefixes.put(use, within ? Frame.join(prefix, Integer.toString(number)) : prefix);
        });
    return copy;
  }

  /** The name of the layer that is used at {@code use}; empty where none can be made. */
  Optional<String> prefix(Span use) {
    return Optional.ofNullable(prefixes.get(use));
  }

  private void number(String base, boolean several) {
    String stem = base.endsWith(".") ? base.substring(0, base.length() - 1) : base;
    for (int i = 0; i < uses.size(); i++) {
      String numbered = several ? Frame.join(stem, Integer.toString(i)) : stem;
      prefixes.putIfAbsent(uses.get(i), numbered);
    }
  }

  private void find(Expression expression) {
    if (expression instanceof Expression.Unary unary) {
      find(unary.operand());
    } else if (expression instanceof Expression.Binary binary) {
      find(binary.left());
      find(binary.right());
    } else if (expression instanceof Expression.Conditional conditional) {
      find(conditional.condition());
      find(conditional.then());
      find(conditional.otherwise());
    } else if (expression instanceof Expression.Element element) {
      find(element.value());
    } else if (expression instanceof Expression.Call call) {
      findCall(call, false);
    } else if (expression instanceof Expression.Pipe pipe) {
      find(pipe.source());
      pipe.stages().forEach(this::findStage);
    }
  }

  private void findStage(Expression.Stage stage) {
    if (stage.layer() instanceof Expression.Call call) {
      findCall(call, true);
    } else if (stage.layer() instanceof Expression.Reference reference) {
      count(reference.name().text(), reference.span());
    }
    stage.as().ifPresent(name -> prefixes.put(stage.layer().span(), frame.qualified(name.text())));
  }

  private void findCall(Expression.Call call, boolean piped) {
    Optional<Callable> callee = Calls.callee(call.callee().text(), frame);
    count(call.callee().text(), call.span());
    int inputs = Integer.MAX_VALUE;
    List<String> names = List.of();
    if (callee.isPresent() && callee.get() instanceof Callable.Declared declared) {
      names = declared.inputs();
      inputs = names.size() - (piped ? 1 : 0);
    }
    for (int i = 0; i < call.arguments().size(); i++) {
      Argument argument = call.arguments().get(i);
      boolean input =
          argument.name().isPresent() ? names.contains(argument.name().get().text()) : i < inputs;
      if (input) {
        find(argument.value());
      }
    }
  }

  private void count(String name, Span use) {
    Optional<Callable> callee = Calls.callee(name, frame);
    boolean layer =
        callee.isPresent()
            && (callee.get() instanceof Callable.Layer
                || (callee.get() instanceof Callable.Activation activation && activation.learns()));
    if (layer) {
      uses.add(use);
    }
  }
}
