package dev.mlpc.compiler.explain;

import dev.mlpc.compiler.tensor.Comparison;
import java.util.List;

/**
 * A formula as one writes it. A difference is a sum with a factor -1, a quotient a product with a
 * power -1: {@link Algebra} makes them so, and printing turns them back.
 */
public sealed interface Formula {

  <R> R match(Cases<R> cases);

  /** A number. */
  record Number(double value) implements Formula {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.number(this);
    }
  }

  /**
   * A name: {@code W} with an upper mark {@code 1} in parentheses and a lower mark {@code ji}.
   *
   * @param upper which layer; empty for none
   * @param lower which element, or of what; empty for none
   * @param rank how many axes it has: 0 of a scalar, 1 of a vector
   */
  record Symbol(String letter, String upper, String lower, int rank) implements Formula {

    /** A scalar without marks. */
    static Symbol scalar(String letter) {
      return new Symbol(letter, "", "", 0);
    }

    /** One element of it. */
    Symbol element(String index) {
      return new Symbol(letter, upper, lower + index, 0);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.symbol(this);
    }
  }

  /** a + b + … */
  record Sum(List<Formula> terms) implements Formula {
    public Sum {
      terms = List.copyOf(terms);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.sum(this);
    }
  }

  /** a b …, element by element. */
  record Product(List<Formula> factors) implements Formula {
    public Product {
      factors = List.copyOf(factors);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.product(this);
    }
  }

  /** baseᵉˣᵖᵒⁿᵉⁿᵗ. */
  record Power(Formula base, Formula exponent) implements Formula {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.power(this);
    }
  }

  /** f(a, b, …). */
  record Call(String function, List<Formula> arguments) implements Formula {
    public Call {
      arguments = List.copyOf(arguments);
    }

    static Call of(String function, Formula... arguments) {
      return new Call(function, List.of(arguments));
    }

    /** Whether it is f of something. */
    boolean is(String name) {
      return function.equals(name);
    }

    Formula argument() {
      return arguments.get(0);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.call(this);
    }
  }

  /** The value of the first branch whose condition holds, else another. */
  record Choice(List<Branch> branches, Formula otherwise) implements Formula {
    public Choice {
      branches = List.copyOf(branches);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.choice(this);
    }
  }

  /** A value, and when it is that. */
  record Branch(Formula condition, Formula value) {}

  /** Whether a and b stand in a relation. */
  record Relation(Formula left, Comparison relation, Formula right) implements Formula {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.relation(this);
    }
  }

  /** a and b. */
  record Both(Formula left, Formula right) implements Formula {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.both(this);
    }
  }

  /** Not a. */
  record Not(Formula of) implements Formula {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.not(this);
    }
  }

  /** A x. */
  record MatrixProduct(Formula left, Formula right) implements Formula {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.matrixProduct(this);
    }
  }

  /** Aᵀ. */
  record Transpose(Formula of) implements Formula {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.transpose(this);
    }
  }

  /** Σ of the body over an index. */
  record Total(String index, Formula body) implements Formula {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.total(this);
    }
  }

  /** One case a kind. */
  interface Cases<R> {
    R number(Number formula);

    R symbol(Symbol formula);

    R sum(Sum formula);

    R product(Product formula);

    R power(Power formula);

    R call(Call formula);

    R choice(Choice formula);

    R relation(Relation formula);

    R both(Both formula);

    R not(Not formula);

    R matrixProduct(MatrixProduct formula);

    R transpose(Transpose formula);

    R total(Total formula);
  }
}
