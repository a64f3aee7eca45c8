package dev.mlpc.compiler.syntax;

import dev.mlpc.compiler.syntax.Declaration.Entry;
import dev.mlpc.grammar.MlpBaseVisitor;
import dev.mlpc.grammar.MlpParser;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.tree.TerminalNode;

/** Makes the lines of bodies and blocks of what the parser found. */
final class StatementBuilder extends MlpBaseVisitor<Statement> {
  private final Places places;
  private final ExpressionBuilder expressions;
  private final Documentation documentation;

  StatementBuilder(Places places, ExpressionBuilder expressions, Documentation documentation) {
    this.places = places;
    this.expressions = expressions;
    this.documentation = documentation;
  }

  List<Statement> body(MlpParser.BodyContext context) {
    return TreeBuilder.whole(context.statement()).map(this::visit).toList();
  }

  @Override
  public Statement visitDefine(MlpParser.DefineContext context) {
    List<Name> names = context.name().stream().map(expressions::name).toList();
    Expression value = expressions.visit(context.expression());
    Optional<String> text = documentation.before(context);
    return names.size() == 1
        ? new Statement.Define(names.get(0), value, text, places.of(context))
        : new Statement.DefineSeveral(names, value, text, places.of(context));
  }

  @Override
  public Statement visitUpdate(MlpParser.UpdateContext context) {
    return new Statement.Update(
        expressions.name(context.name()),
        expressions.visit(context.expression()),
        documentation.before(context),
        places.of(context));
  }

  @Override
  public Statement visitParameter(MlpParser.ParameterContext context) {
    return new Statement.Parameter(
        expressions.name(context.name()),
        type(context.type()),
        expressions.visit(context.expression(0)),
        Optional.ofNullable(context.expression(1)).map(expressions::visit),
        documentation.before(context),
        places.of(context));
  }

  @Override
  public Statement visitState(MlpParser.StateContext context) {
    return new Statement.State(
        expressions.name(context.name()),
        type(context.type()),
        expressions.visit(context.expression()),
        documentation.before(context),
        places.of(context));
  }

  @Override
  public Statement visitShared(MlpParser.SharedContext context) {
    return new Statement.Shared(
        expressions.name(context.name()),
        expressions.visit(context.expression()),
        documentation.before(context),
        places.of(context));
  }

  @Override
  public Statement visitLabels(MlpParser.LabelsContext context) {
    return new Statement.Labels(
        expressions.name(context.name()),
        context.labelList().STRING().stream()
            .map(TerminalNode::getSymbol)
            .map(expressions::text)
            .toList(),
        places.of(context));
  }

  Entry entry(MlpParser.EntryContext context) {
    if (context instanceof MlpParser.TargetContext target) {
      return new Entry.Target(
          expressions.name(target.name()), type(target.type()), places.of(context));
    }
    if (context instanceof MlpParser.ReportContext report) {
      return new Entry.Report(expressions.all(report.expression()), places.of(context));
    }
    MlpParser.SettingContext setting = (MlpParser.SettingContext) context;
    return new Entry.Setting(
        expressions.name(setting.name()),
        expressions.visit(setting.expression()),
        places.of(context));
  }

  TypeReference type(MlpParser.TypeContext context) {
    return new TypeReference(
        kind(context),
        Optional.ofNullable(context.dimensions())
            .map(dimensions -> expressions.all(dimensions.expression()))
            .orElse(List.of()),
        places.of(context));
  }

  private static TypeReference.Kind kind(MlpParser.TypeContext context) {
    return switch (context.kind.getType()) {
      case MlpParser.F32 -> TypeReference.Kind.F32;
      case MlpParser.F64 -> TypeReference.Kind.F64;
      case MlpParser.REAL -> TypeReference.Kind.REAL;
      case MlpParser.INDEX -> TypeReference.Kind.INDEX;
      case MlpParser.CLASS -> TypeReference.Kind.CLASS;
      default -> throw new IllegalStateException("no type: " + context.kind);
    };
  }
}
