package dev.mlpc.compiler.syntax;

import dev.mlpc.compiler.diagnostic.Span;
import java.util.List;
import java.util.Optional;

/** Something that has a value. Brackets are not kept: the tree's shape says what they said. */
public sealed interface Expression {

  Span span();

  /** {@code 0.5}; {@code text} is the number as written, {@code 1_000}. */
  record Number(double value, String text, Span span) implements Expression {}

  /** {@code true}, {@code false}. */
  record Truth(boolean value, Span span) implements Expression {}

  /** {@code "setosa"}; {@code value} has its escapes resolved. */
  record Text(String value, Span span) implements Expression {}

  /** {@code x}; also a layer or function without arguments: {@code relu}. */
  record Reference(Name name, Span span) implements Expression {}

  /**
   * {@code mse(y, t)}, {@code Dense(16, relu, useBias = false)}: positional arguments come first.
   */
  record Call(Name callee, List<Argument> arguments, Span span) implements Expression {
    public Call {
      arguments = List.copyOf(arguments);
    }
  }

  /** {@code ["?", "NA"]}. */
  record ListOf(List<Expression> elements, Span span) implements Expression {
    public ListOf {
      elements = List.copyOf(elements);
    }
  }

  /** {@code 2..5}: from 2, before 5. Only as an index and in {@code columns}. */
  record Range(Expression from, Expression to, Span span) implements Expression {}

  /** {@code -x}, {@code not c}. */
  record Unary(UnaryOperator operator, Expression operand, Span span) implements Expression {}

  /**
   * {@code a + b}.
   *
   * @param operatorSpan the operator alone
   */
  record Binary(
      BinaryOperator operator, Expression left, Expression right, Span operatorSpan, Span span)
      implements Expression {}

  /** {@code if c then a else b}. */
  record Conditional(Expression condition, Expression then, Expression otherwise, Span span)
      implements Expression {}

  /** {@code x[3]}, {@code x[2..5]}: one index an axis, a {@link Range} to keep the axis. */
  record Element(Expression value, List<Expression> indices, Span span) implements Expression {
    public Element {
      indices = List.copyOf(indices);
    }
  }

  /** {@code x -> Dense(16) -> relu}: at least one stage. */
  record Pipe(Expression source, List<Stage> stages, Span span) implements Expression {
    public Pipe {
      stages = List.copyOf(stages);
    }
  }

  /** An argument of a call, by position or by name. */
  record Argument(Optional<Name> name, Expression value, Span span) {}

  /**
   * One stage of a pipe.
   *
   * @param layer a {@link Reference} or {@link Call}
   * @param repetitions {@code Block() * 3}
   * @param as {@code Dense(16) as hidden}
   */
  record Stage(Expression layer, Optional<Expression> repetitions, Optional<Name> as, Span span) {}

  /** Operators before their operand. */
  enum UnaryOperator {
    NEGATE("-"),
    NOT("not");

    private final String symbol;

    UnaryOperator(String symbol) {
      this.symbol = symbol;
    }

    @Override
    public String toString() {
      return symbol;
    }
  }

  /** Operators between two operands, loosest first. */
  enum BinaryOperator {
    OR("or"),
    AND("and"),
    EQUAL("=="),
    NOT_EQUAL("!="),
    LESS("<"),
    LESS_OR_EQUAL("<="),
    GREATER(">"),
    GREATER_OR_EQUAL(">="),
    ADD("+"),
    SUBTRACT("-"),
    MULTIPLY("*"),
    DIVIDE("/"),
    MATRIX_PRODUCT("@"),
    POWER("^");

    private final String symbol;

    BinaryOperator(String symbol) {
      this.symbol = symbol;
    }

    @Override
    public String toString() {
      return symbol;
    }
  }
}
