package dev.mlpc.compiler.syntax;

import dev.mlpc.compiler.diagnostic.Code;
import dev.mlpc.compiler.syntax.Declaration.Entry;
import dev.mlpc.compiler.syntax.Declaration.Option;
import dev.mlpc.compiler.syntax.Declaration.Port;
import dev.mlpc.grammar.MlpBaseVisitor;
import dev.mlpc.grammar.MlpParser;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.antlr.v4.runtime.ParserRuleContext;

/** Makes declarations of what the parser found; what it could not read is left out. */
final class TreeBuilder extends MlpBaseVisitor<Declaration> {
  private final Mistakes mistakes;
  private final Places places;
  private final ExpressionBuilder expressions;
  private final StatementBuilder statements;
  private final Documentation documentation;

  TreeBuilder(Tokens tokens, Mistakes mistakes) {
    this.mistakes = mistakes;
    this.places = new Places(tokens.source());
    this.expressions = new ExpressionBuilder(places, mistakes);
    this.documentation = tokens.documentation();
    this.statements = new StatementBuilder(places, expressions, documentation);
  }

  Spec spec(MlpParser.SpecContext context) {
    checkOrder(context);
    return new Spec(
        places.source(),
        whole(context.packageClause()).map(this::packageName).findFirst(),
        whole(context.importClause()).map(this::importOf).toList(),
        whole(context.declaration()).map(this::visit).toList());
  }

  /** A file begins with its package, and then says what it imports. */
  private void checkOrder(MlpParser.SpecContext context) {
    Order last = Order.PACKAGE;
    boolean named = false;
    for (ParserRuleContext part : context.getRuleContexts(ParserRuleContext.class)) {
      Order next = Order.of(part);
      if (next == Order.PACKAGE && named) {
        mistakes.report(
            Code.REDEFINED, places.of(part), "a file has one package", "leave out the second");
      } else if (next.compareTo(last) < 0) {
        mistakes.report(
            Code.SYNTAX,
            places.of(part),
            "expected `" + part.getStart().getText() + "` before the declarations",
            "the package stands first, then imports, then declarations");
      } else {
        last = next;
      }
      named |= next == Order.PACKAGE;
    }
  }

  private enum Order {
    PACKAGE,
    IMPORT,
    DECLARATION;

    static Order of(ParserRuleContext part) {
      return switch (part.getRuleIndex()) {
        case MlpParser.RULE_packageClause -> PACKAGE;
        case MlpParser.RULE_importClause -> IMPORT;
        default -> DECLARATION;
      };
    }
  }

  /** Those that the parser could read to their end. */
  static <C extends ParserRuleContext> Stream<C> whole(List<C> contexts) {
    return contexts.stream().filter(Recovery::isWhole);
  }

  private Spec.PackageName packageName(MlpParser.PackageClauseContext context) {
    return new Spec.PackageName(
        context.name().stream().map(expressions::name).toList(), places.of(context));
  }

  private Spec.Import importOf(MlpParser.ImportClauseContext context) {
    return new Spec.Import(
        expressions.text(context.STRING().getSymbol()).value(), places.of(context));
  }

  @Override
  public Declaration visitConstant(MlpParser.ConstantContext context) {
    return new Declaration.Constant(
        expressions.name(context.name()),
        expressions.visit(context.expression()),
        documentation.before(context),
        places.of(context));
  }

  @Override
  public Declaration visitActivation(MlpParser.ActivationContext context) {
    return new Declaration.Activation(
        expressions.name(context.name(0)),
        expressions.name(context.name(1)),
        options(Optional.ofNullable(context.options())),
        expressions.visit(context.expression()),
        documentation.before(context),
        places.of(context));
  }

  @Override
  public Declaration visitLoss(MlpParser.LossContext context) {
    return new Declaration.Loss(
        expressions.name(context.name(0)),
        context.name().stream().skip(1).map(expressions::name).toList(),
        options(Optional.ofNullable(context.options())),
        expressions.visit(context.expression()),
        documentation.before(context),
        places.of(context));
  }

  @Override
  public Declaration visitLayer(MlpParser.LayerContext context) {
    MlpParser.LayerHeaderContext header = context.layerHeader();
    return new Declaration.Layer(
        expressions.name(header.name()),
        ports(header.ports(0)),
        options(Optional.ofNullable(header.options())),
        ports(header.ports(1)),
        statements.body(context.body()),
        documentation.before(context),
        places.of(context));
  }

  @Override
  public Declaration visitNetwork(MlpParser.NetworkContext context) {
    MlpParser.NetworkHeaderContext header = context.networkHeader();
    return new Declaration.Network(
        expressions.name(header.name()),
        ports(header.ports(0)),
        ports(header.ports(1)),
        statements.body(context.body()),
        documentation.before(context),
        places.of(context));
  }

  @Override
  public Declaration visitTrain(MlpParser.TrainContext context) {
    return new Declaration.Train(
        expressions.name(context.trainHeader().name()),
        entries(context.settings()),
        documentation.before(context),
        places.of(context));
  }

  @Override
  public Declaration visitData(MlpParser.DataContext context) {
    return new Declaration.Data(
        expressions.name(context.dataHeader().name()),
        entries(context.settings()),
        documentation.before(context),
        places.of(context));
  }

  private List<Port> ports(MlpParser.PortsContext context) {
    return context.port().stream()
        .map(
            port ->
                new Port(
                    expressions.name(port.name()), statements.type(port.type()), places.of(port)))
        .toList();
  }

  private List<Option> options(Optional<MlpParser.OptionsContext> context) {
    return context.stream().flatMap(some -> some.option().stream()).map(this::option).toList();
  }

  private Option option(MlpParser.OptionContext context) {
    return new Option(
        expressions.name(context.name()),
        kind(Optional.ofNullable(context.learned())),
        Optional.ofNullable(context.expression()).map(expressions::visit),
        places.of(context));
  }

  private static Option.Kind kind(Optional<MlpParser.LearnedContext> learned) {
    return learned
        .map(
            some ->
                some instanceof MlpParser.LearnedPerUnitContext
                    ? Option.Kind.LEARNED_PER_UNIT
                    : Option.Kind.LEARNED_SCALAR)
        .orElse(Option.Kind.CONSTANT);
  }

  private List<Entry> entries(MlpParser.SettingsContext context) {
    return whole(context.entry()).map(statements::entry).toList();
  }
}
