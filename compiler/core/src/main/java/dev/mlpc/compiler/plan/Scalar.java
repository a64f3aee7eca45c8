package dev.mlpc.compiler.plan;

import dev.mlpc.compiler.tensor.BinaryFunction;
import dev.mlpc.compiler.tensor.Comparison;
import dev.mlpc.compiler.tensor.UnaryFunction;

/** One number (or truth) of a kernel, as an expression over locals and array elements. */
public sealed interface Scalar {

  <R> R match(Cases<R> cases);

  /** A real number known when the code is written. */
  record Literal(double value) implements Scalar {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.literal(this);
    }
  }

  /** A local variable or scalar parameter. */
  record Local(String name) implements Scalar {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.local(this);
    }
  }

  /** An element of an array. */
  record Load(String array, Index index) implements Scalar {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.load(this);
    }
  }

  /** Neighbouring elements of an array, from a place on: as many as a vector has lanes. */
  record LoadLanes(String array, Index index) implements Scalar {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.loadLanes(this);
    }
  }

  /** A vector of {@code first}, {@code first} + 1 and so on, one a lane. */
  record LaneNumbers(Index first) implements Scalar {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.laneNumbers(this);
    }
  }

  /** What is left of a when it is divided by b, both integers. */
  record Remainder(Scalar a, Scalar b) implements Scalar {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.remainder(this);
    }
  }

  /** The same number in every lane. */
  record Spread(Scalar x) implements Scalar {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.spread(this);
    }
  }

  /** a · b + c, rounded once, in lanes. */
  record MultiplyAdd(Scalar a, Scalar b, Scalar c) implements Scalar {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.multiplyAdd(this);
    }
  }

  /** A position as an integer: a loop variable, say. */
  record Position(Index index) implements Scalar {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.position(this);
    }
  }

  /** f(x). */
  record Unary(UnaryFunction function, Scalar x) implements Scalar {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.unary(this);
    }
  }

  /** f(a, b). */
  record Binary(BinaryFunction function, Scalar a, Scalar b) implements Scalar {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.binary(this);
    }
  }

  /** Whether a and b stand in a relation. */
  record Compare(Comparison relation, Scalar a, Scalar b) implements Scalar {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.compare(this);
    }
  }

  /** a and b. */
  record And(Scalar a, Scalar b) implements Scalar {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.and(this);
    }
  }

  /** Not a. */
  record Not(Scalar a) implements Scalar {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.not(this);
    }
  }

  /** a where the condition holds, else b. */
  record Select(Scalar condition, Scalar a, Scalar b) implements Scalar {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.select(this);
    }
  }

  /** A wide real, rounded to the network's precision. */
  record Narrow(Scalar x) implements Scalar {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.narrow(this);
    }
  }

  /** An integer as a real of the network's precision. */
  record ToReal(Scalar x) implements Scalar {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.toReal(this);
    }
  }

  /**
   * 1 with probability {@code keep}, else 0: draw number {@code counter} of the stream that {@code
   * key} names.
   */
  record Bernoulli(double keep, String key, Index counter) implements Scalar {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.bernoulli(this);
    }
  }

  /** One case a kind. */
  interface Cases<R> {
    R literal(Literal scalar);

    R local(Local scalar);

    R load(Load scalar);

    R loadLanes(LoadLanes scalar);

    R laneNumbers(LaneNumbers scalar);

    R remainder(Remainder scalar);

    R spread(Spread scalar);

    R multiplyAdd(MultiplyAdd scalar);

    R position(Position scalar);

    R unary(Unary scalar);

    R binary(Binary scalar);

    R compare(Compare scalar);

    R and(And scalar);

    R not(Not scalar);

    R select(Select scalar);

    R narrow(Narrow scalar);

    R toReal(ToReal scalar);

    R bernoulli(Bernoulli scalar);
  }
}
