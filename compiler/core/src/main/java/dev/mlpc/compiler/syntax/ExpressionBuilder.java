package dev.mlpc.compiler.syntax;

import dev.mlpc.compiler.diagnostic.Code;
import dev.mlpc.compiler.diagnostic.Diagnostic;
import dev.mlpc.compiler.diagnostic.Span;
import dev.mlpc.compiler.syntax.Expression.Argument;
import dev.mlpc.compiler.syntax.Expression.BinaryOperator;
import dev.mlpc.compiler.syntax.Expression.Stage;
import dev.mlpc.compiler.syntax.Expression.UnaryOperator;
import dev.mlpc.grammar.MlpBaseVisitor;
import dev.mlpc.grammar.MlpParser;
import dev.mlpc.grammar.MlpParser.BinaryContext;
import dev.mlpc.grammar.MlpParser.OperandContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.Token;

/** Makes expressions of what the parser found. */
final class ExpressionBuilder extends MlpBaseVisitor<Expression> {
  private final Places places;
  private final Mistakes mistakes;
  private final Literals literals;

  ExpressionBuilder(Places places, Mistakes mistakes) {
    this.places = places;
    this.mistakes = mistakes;
    this.literals = new Literals(places, mistakes);
  }

  Name name(MlpParser.NameContext context) {
    return new Name(context.getText(), places.of(context));
  }

  Expression.Text text(Token string) {
    return literals.text(string);
  }

  List<Expression> all(List<MlpParser.ExpressionContext> contexts) {
    return contexts.stream().map(this::visit).toList();
  }

  @Override
  public Expression visitExpression(MlpParser.ExpressionContext context) {
    Expression source = visit(context.operand());
    return context.stage().isEmpty()
        ? source
        : new Expression.Pipe(
            source, context.stage().stream().map(this::stage).toList(), places.of(context));
  }

  private Stage stage(MlpParser.StageContext context) {
    Name callee = name(context.name(0));
    Expression layer =
        context.arguments() == null
            ? new Expression.Reference(callee, callee.span())
            : new Expression.Call(
                callee,
                arguments(context.arguments()),
                callee.span().to(places.of(context.arguments())));
    return new Stage(
        layer,
        Optional.ofNullable(context.primary()).map(this::visit),
        Optional.ofNullable(context.AS()).map(as -> name(context.name(1))),
        places.of(context));
  }

  // ---------------------------------------------------------------------------- operators

  @Override
  public Expression visitSingle(MlpParser.SingleContext context) {
    return visit(context.primary());
  }

  @Override
  public Expression visitNegation(MlpParser.NegationContext context) {
    return new Expression.Unary(UnaryOperator.NEGATE, visit(context.operand()), places.of(context));
  }

  @Override
  public Expression visitInversion(MlpParser.InversionContext context) {
    return new Expression.Unary(UnaryOperator.NOT, visit(context.operand()), places.of(context));
  }

  @Override
  public Expression visitBinary(BinaryContext context) {
    BinaryOperator operator = operator(context.operator);
    if (isComparison(operator)) {
      context.operand().forEach(this::requireNoComparison);
    }
    return new Expression.Binary(
        operator,
        visit(context.operand(0)),
        visit(context.operand(1)),
        places.of(context.operator),
        places.of(context));
  }

  private static BinaryOperator operator(Token token) {
    return switch (token.getType()) {
      case MlpParser.OR -> BinaryOperator.OR;
      case MlpParser.AND -> BinaryOperator.AND;
      case MlpParser.EQUAL -> BinaryOperator.EQUAL;
      case MlpParser.NOT_EQUAL -> BinaryOperator.NOT_EQUAL;
      case MlpParser.LESS -> BinaryOperator.LESS;
      case MlpParser.LESS_OR_EQUAL -> BinaryOperator.LESS_OR_EQUAL;
      case MlpParser.GREATER -> BinaryOperator.GREATER;
      case MlpParser.GREATER_OR_EQUAL -> BinaryOperator.GREATER_OR_EQUAL;
      case MlpParser.PLUS -> BinaryOperator.ADD;
      case MlpParser.MINUS -> BinaryOperator.SUBTRACT;
      case MlpParser.STAR -> BinaryOperator.MULTIPLY;
      case MlpParser.SLASH -> BinaryOperator.DIVIDE;
      case MlpParser.AT -> BinaryOperator.MATRIX_PRODUCT;
      case MlpParser.POWER -> BinaryOperator.POWER;
      default -> throw new IllegalStateException("no operator: " + token);
    };
  }

  private static boolean isComparison(BinaryOperator operator) {
    return operator.compareTo(BinaryOperator.EQUAL) >= 0
        && operator.compareTo(BinaryOperator.GREATER_OR_EQUAL) <= 0;
  }

  /** {@code a < b < c} reads like two comparisons and would be one, of a truth with a number. */
  private void requireNoComparison(OperandContext context) {
    if (context instanceof BinaryContext inner && isComparison(operator(inner.operator))) {
      String first = inner.operator.getText();
      Span span = places.of(context);
      mistakes.report(
          Code.SYNTAX,
          span,
          "comparisons do not chain: " + Quote.of(span.text()) + " is true or false, and no number",
          "write `a " + first + " b and b " + first + " c`");
    }
  }

  @Override
  public Expression visitConditional(MlpParser.ConditionalContext context) {
    return new Expression.Conditional(
        visit(context.expression(0)),
        visit(context.expression(1)),
        visit(context.operand()),
        places.of(context));
  }

  // ---------------------------------------------------------------------------- primaries

  @Override
  public Expression visitElement(MlpParser.ElementContext context) {
    return new Expression.Element(
        visit(context.primary()),
        context.indices().range().stream().map(this::visit).toList(),
        places.of(context));
  }

  @Override
  public Expression visitRange(MlpParser.RangeContext context) {
    Expression from = visit(context.expression(0));
    return context.DOTS() == null
        ? from
        : new Expression.Range(from, visit(context.expression(1)), places.of(context));
  }

  @Override
  public Expression visitNumber(MlpParser.NumberContext context) {
    return literals.number(context.getStart());
  }

  @Override
  public Expression visitTruth(MlpParser.TruthContext context) {
    return new Expression.Truth(context.TRUE() != null, places.of(context));
  }

  @Override
  public Expression visitText(MlpParser.TextContext context) {
    return literals.text(context.getStart());
  }

  @Override
  public Expression visitReference(MlpParser.ReferenceContext context) {
    return new Expression.Reference(name(context.name()), places.of(context));
  }

  @Override
  public Expression visitCall(MlpParser.CallContext context) {
    return new Expression.Call(
        name(context.name()), arguments(context.arguments()), places.of(context));
  }

  @Override
  public Expression visitGrouped(MlpParser.GroupedContext context) {
    return visit(context.expression());
  }

  @Override
  public Expression visitListing(MlpParser.ListingContext context) {
    return new Expression.ListOf(all(context.list().expression()), places.of(context));
  }

  private List<Argument> arguments(MlpParser.ArgumentsContext context) {
    List<Argument> arguments = new ArrayList<>();
    Optional<Argument> named = Optional.empty();
    for (MlpParser.ArgumentContext each : context.argument()) {
      Argument argument = argument(each);
      if (argument.name().isPresent()) {
        named = Optional.of(argument);
      } else {
        named.ifPresent(before -> reportOrder(argument, before));
      }
      arguments.add(argument);
    }
    return arguments;
  }

  private Argument argument(MlpParser.ArgumentContext context) {
    if (context instanceof MlpParser.NamedContext named) {
      return new Argument(
          Optional.of(name(named.name())), visit(named.range()), places.of(context));
    }
    return new Argument(
        Optional.empty(),
        visit(((MlpParser.PositionalContext) context).range()),
        places.of(context));
  }

  private void reportOrder(Argument argument, Argument named) {
    mistakes.report(
        Diagnostic.error(
                Code.ARGUMENT_ORDER,
                argument.span(),
                Quote.of(argument.span().text())
                    + " has no name, but follows an argument that has one")
            .withNote(named.span(), Quote.of(named.span().text()) + " has one")
            .withHelp("put arguments without a name first, or give this one its name"));
  }
}
