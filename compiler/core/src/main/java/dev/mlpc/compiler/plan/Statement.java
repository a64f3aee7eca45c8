package dev.mlpc.compiler.plan;

import java.util.List;

/** One step of a kernel: loops over arrays, as the emitted Java will have them. */
public sealed interface Statement {

  <R> R match(Cases<R> cases);

  /** {@code float h = …;} */
  record Declare(NumberType type, String name, Scalar value) implements Statement {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.declare(this);
    }
  }

  /** {@code h = …;} */
  record Assign(String name, Scalar value) implements Statement {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.assign(this);
    }
  }

  /** {@code a[i] = …;} */
  record Store(String array, Index index, Scalar value) implements Statement {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.store(this);
    }
  }

  /** {@code a[i] += …;} */
  record AddTo(String array, Index index, Scalar value) implements Statement {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.addTo(this);
    }
  }

  /**
   * {@code for (int i = from; i < to; i += step) { … }}.
   *
   * @param from where it begins; no variable: the value that an earlier loop's ended with
   */
  record Loop(String variable, Index from, Index to, int step, List<Statement> body)
      implements Statement {
    public Loop {
      body = List.copyOf(body);
    }

    /** A loop over {@code 0 … length - 1}. */
    public static Loop over(String variable, Index length, List<Statement> body) {
      return new Loop(variable, Index.ZERO, length, 1, body);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.loop(this);
    }
  }

  /** {@code int o = 16 * b;}: an offset that an inner loop should not compute anew. */
  record Offset(String name, Index index) implements Statement {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.offset(this);
    }
  }

  /** {@code if (a > best) { … }}. */
  record When(Scalar condition, List<Statement> body) implements Statement {
    public When {
      body = List.copyOf(body);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.when(this);
    }
  }

  /** {@code // …}: for the reader. */
  record Remark(String text) implements Statement {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.remark(this);
    }
  }

  /** One case a kind. */
  interface Cases<R> {
    R declare(Declare statement);

    R assign(Assign statement);

    R store(Store statement);

    R addTo(AddTo statement);

    R loop(Loop statement);

    R offset(Offset statement);

    R when(When statement);

    R remark(Remark statement);
  }
}
