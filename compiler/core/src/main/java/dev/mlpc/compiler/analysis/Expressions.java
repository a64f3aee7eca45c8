package dev.mlpc.compiler.analysis;

import dev.mlpc.compiler.diagnostic.Code;
import dev.mlpc.compiler.diagnostic.Diagnostic;
import dev.mlpc.compiler.diagnostic.DidYouMean;
import dev.mlpc.compiler.diagnostic.Span;
import dev.mlpc.compiler.syntax.Expression;
import dev.mlpc.compiler.syntax.Expression.BinaryOperator;
import dev.mlpc.compiler.syntax.Expression.UnaryOperator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Unfolds expressions: finds what each means, and adds its operations to the graph. */
final class Expressions {
  private final Unfolding unfolding;
  private final Arithmetic arithmetic;
  private final Calls calls;
  private final Pipes pipes;
  private final Indexing indexing;

  Expressions(Unfolding unfolding) {
    this.unfolding = unfolding;
    this.arithmetic = new Arithmetic(unfolding);
    this.calls = new Calls(unfolding, this);
    this.pipes = new Pipes(unfolding, this, calls);
    this.indexing = new Indexing(unfolding);
  }

  /** What unfolds bodies of such expressions. */
  Bodies bodies() {
    return calls.bodies();
  }

  /** What an expression means. */
  Meaning evaluate(Expression expression, Site site) {
    unfolding.enter(site.frame(), expression.span());
    Meaning meaning = dispatch(expression, site);
    unfolding.leave();
    return meaning;
  }

  /** What an expression means, with where it stands. */
  Given given(Expression expression, Site site) {
    return new Given(
        evaluate(expression, site), expression.span(), Optional.of(expression), site.frame());
  }

  private Meaning dispatch(Expression expression, Site site) {
    if (expression instanceof Expression.Reference reference) {
      return reference(reference, site);
    } else if (expression instanceof Expression.Call call) {
      return calls.call(call, site);
    } else if (expression instanceof Expression.Unary unary) {
      return unary(unary, site);
    } else if (expression instanceof Expression.Binary binary) {
      return binary(binary, site);
    } else if (expression instanceof Expression.Conditional conditional) {
      return conditional(conditional, site);
    } else if (expression instanceof Expression.Element element) {
      return indexing.element(element, given(element.value(), site), site);
    } else if (expression instanceof Expression.Pipe pipe) {
      return pipes.pipe(pipe, site);
    } else if (expression instanceof Expression.Range range) {
      return fail(
          site,
          Diagnostic.error(
                  Code.TYPE_MISMATCH, range.span(), "a range is no value: it stands in brackets")
              .withHelp("x[2..5] are the elements 2, 3 and 4 of x"));
    }
    return known(site, constants -> constants.evaluate(expression));
  }

  private Meaning known(
      Site site, Function<ConstantEvaluator, Optional<ConstantValue>> evaluation) {
    return unfolding
        .reports()
        .constants(site.frame(), evaluation)
        .<Meaning>map(Meaning.Known::new)
        .orElse(Meaning.broken());
  }

  private Meaning reference(Expression.Reference reference, Site site) {
    String name = reference.name().text();
    Frame frame = site.frame();
    Optional<Frame.Binding> binding = frame.binding(name);
    if (binding.isPresent()) {
      return binding.get().meaning();
    }
    Optional<Span> later = frame.definedLater(name);
    if (later.isPresent()) {
      return fail(
          site,
          Diagnostic.error(
                  Code.UNKNOWN_NAME,
                  reference.span(),
                  "`%s` is used before it is defined".formatted(name))
              .withNote(later.get(), "`%s` is defined here".formatted(name))
              .withHelp("move that statement up"));
    }
    Optional<ConstantValue> constant = frame.lookup(name);
    if (constant.isPresent()) {
      return new Meaning.Known(constant.get());
    }
    if (frame.isFaulty(name)) {
      return Meaning.broken();
    }
    if (name.equals("training")) {
      return Meaning.Known.of(unfolding.isTraining());
    }
    Optional<Callable> function = frame.library().function(name);
    if (function.isPresent()) {
      return new Meaning.Function(function.get());
    }
    return Initializers.named(name).isPresent()
        ? calls.initializer(
            new Expression.Call(reference.name(), List.of(), reference.span()), site)
        : unknown(reference, site);
  }

  /** One statement that is missing, or misspelt, is missed once. */
  private Meaning unknown(Expression.Reference reference, Site site) {
    String name = reference.name().text();
    if (!site.frame().miss(name)) {
      return Meaning.broken();
    }
    Set<String> known = new LinkedHashSet<>(site.frame().ownNames());
    known.addAll(site.frame().names());
    known.addAll(site.frame().library().functionNames());
    known.add("training");
    Diagnostic diagnostic =
        Diagnostic.error(
            Code.UNKNOWN_NAME, reference.span(), "nothing is called `%s`".formatted(name));
    return fail(site, DidYouMean.addTo(diagnostic, name, known));
  }

  private Meaning unary(Expression.Unary unary, Site site) {
    Given operand = given(unary.operand(), site);
    if (operand.meaning().isBroken()) {
      return Meaning.broken();
    }
    if (operand.meaning() instanceof Meaning.Known known) {
      return known(site, constants -> constants.operators().unary(unary, known.value()));
    }
    return unary.operator() == UnaryOperator.NOT
        ? arithmetic.not(operand, site)
        : arithmetic.negate(operand, site);
  }

  private Meaning binary(Expression.Binary binary, Site site) {
    Given left = given(binary.left(), site);
    if (decides(binary.operator(), left.meaning())) {
      return left.meaning();
    }
    Given right = given(binary.right(), site);
    if (left.meaning().isBroken() || right.meaning().isBroken()) {
      return Meaning.broken();
    }
    if (left.meaning() instanceof Meaning.Known a && right.meaning() instanceof Meaning.Known b) {
      return known(site, constants -> constants.operators().binary(binary, a.value(), b.value()));
    }
    if (left.meaning() instanceof Meaning.Initial || right.meaning() instanceof Meaning.Initial) {
      return initials(binary, left.meaning(), right.meaning(), site);
    }
    return arithmetic.binary(binary.operator(), left, right, binary.span(), site);
  }

  /** Whether the left side alone says what {@code and} or {@code or} comes to. */
  private static boolean decides(BinaryOperator operator, Meaning left) {
    return left instanceof Meaning.Known known
        && known.value() instanceof ConstantValue.Truth truth
        && ((operator == BinaryOperator.AND && !truth.value())
            || (operator == BinaryOperator.OR && truth.value()));
  }

  /** Initialisers can be compared, so that one default may follow another option. */
  private Meaning initials(Expression.Binary binary, Meaning left, Meaning right, Site site) {
    return switch (binary.operator()) {
      case EQUAL -> Meaning.Known.of(left.equals(right));
      case NOT_EQUAL -> Meaning.Known.of(!left.equals(right));
      default ->
          fail(
              site,
              Diagnostic.error(
                  Code.TYPE_MISMATCH,
                  binary.span(),
                  "`%s` takes numbers, but an initialiser is none".formatted(binary.operator())));
    };
  }

  /** A constant condition chooses; any other is asked for each element. */
  private Meaning conditional(Expression.Conditional conditional, Site site) {
    Given condition = given(conditional.condition(), site);
    if (condition.meaning() instanceof Meaning.Known known
        && known.value() instanceof ConstantValue.Truth truth) {
      return evaluate(truth.value() ? conditional.then() : conditional.otherwise(), site);
    }
    if (condition.meaning().isBroken()) {
      return Meaning.broken();
    }
    Given then = given(conditional.then(), site);
    Given otherwise = given(conditional.otherwise(), site);
    return arithmetic.select(condition, then, otherwise, conditional.span(), site);
  }

  private Meaning fail(Site site, Diagnostic diagnostic) {
    return unfolding.reports().fail(site.frame(), diagnostic);
  }
}
