package dev.mlpc.compiler.syntax;

import dev.mlpc.compiler.syntax.Declaration.Entry;
import java.util.List;
import java.util.Optional;

/** Writes the lines of bodies and blocks. */
final class StatementPrinter {
  /** Settings up to this width may share a line, where the author let them. */
  private static final int SHORT = 30;

  private final LayoutWriter writer;
  private final ExpressionPrinter expressions;

  StatementPrinter(LayoutWriter writer, ExpressionPrinter expressions) {
    this.writer = writer;
    this.expressions = expressions;
  }

  void body(List<Statement> statements) {
    writer.firstLine();
    for (Statement statement : statements) {
      writer.documentation(documentation(statement));
      statement(statement);
      writer.word(";");
      writer.line();
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

  private void statement(Statement statement) {
    if (statement instanceof Statement.Define define) {
      defined(define.name(), define.value());
    } else if (statement instanceof Statement.DefineSeveral several) {
      writer.elements(
          ExpressionPrinter.separated(several.names(), name -> writer.word(name.text())));
      writer.space();
      writer.word("=");
      expressions.define(several.value());
    } else if (statement instanceof Statement.Update update) {
      word("update");
      defined(update.name(), update.value());
    } else if (statement instanceof Statement.Parameter parameter) {
      typed("param", parameter.name(), parameter.type(), parameter.initializer());
      parameter.condition().ifPresent(this::when);
    } else if (statement instanceof Statement.State state) {
      typed("state", state.name(), state.type(), state.initializer());
    } else if (statement instanceof Statement.Shared shared) {
      word("shared");
      defined(shared.name(), shared.layer());
    } else {
      Statement.Labels labels = (Statement.Labels) statement;
      word("labels");
      word(labels.name().text());
      word("=");
      expressions.list(labels.labels());
    }
  }

  private void defined(Name name, Expression value) {
    word(name.text());
    writer.word("=");
    expressions.define(value);
  }

  private void typed(String kind, Name name, TypeReference type, Expression value) {
    word(kind);
    writer.word(name.text());
    typed(type);
    writer.space();
    writer.word("=");
    expressions.define(value);
  }

  private void when(Expression condition) {
    writer.space();
    word("when");
    expressions.write(condition);
  }

  /** A colon and a type. */
  void typed(TypeReference type) {
    writer.word(":");
    writer.space();
    writer.word(type.kind().toString());
    if (!type.dimensions().isEmpty()) {
      expressions.list(type.dimensions());
    }
  }

  /** A word and a space. */
  private void word(String word) {
    writer.word(word);
    writer.space();
  }

  // ---------------------------------------------------------------------------- settings

  void settings(List<Entry> entries) {
    writer.firstLine();
    boolean mayShare = false;
    for (Entry entry : entries) {
      boolean isShort = isShort(entry);
      if (mayShare && isShort && writer.nextIsBeside()) {
        writer.fill();
      }
      entry(entry);
      writer.word(";");
      writer.line();
      mayShare = isShort;
    }
  }

  private boolean isShort(Entry entry) {
    return entry instanceof Entry.Setting setting
        && !writer.hasComment(setting.span())
        && setting.name().text().length()
                + " = ".length()
                + ExpressionPrinter.print(setting.value()).length()
            <= SHORT;
  }

  private void entry(Entry entry) {
    if (entry instanceof Entry.Target target) {
      word("target");
      writer.word(target.name().text());
      typed(target.type());
    } else if (entry instanceof Entry.Report report) {
      writer.word("report");
      writer.open();
      writer.indent(LayoutWriter.CONTINUED);
      writer.space();
      writer.elements(ExpressionPrinter.separated(report.figures(), expressions::write));
      writer.closeBreaking();
    } else {
      Entry.Setting setting = (Entry.Setting) entry;
      defined(setting.name(), setting.value());
    }
  }
}
