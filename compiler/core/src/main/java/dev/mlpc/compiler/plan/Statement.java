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

  /** A vector's lanes to neighbouring elements of an array. */
  record StoreLanes(String array, Index index, Scalar value) implements Statement {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.storeLanes(this);
    }
  }

  /** {@code tile(x, 16 * i, …);}: another kernel, on positions in this one's arrays. */
  record Call(String kernel, List<Scalar> arguments) implements Statement {
    public Call {
      arguments = List.copyOf(arguments);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.call(this);
    }
  }

  /** {@code Lanes.exp(x, 0, y, 0, 512);}: a function of runs of arrays. */
  record Apply(String function, List<Scalar> arguments) implements Statement {
    public Apply {
      arguments = List.copyOf(arguments);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.apply(this);
    }
  }

  /** {@code a[i] += …;} */
  record AddTo(String array, Index index, Scalar value) implements Statement {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.addTo(this);
    }
  }

  /** {@code for (int i = from; i < to; i += step) { … }}. */
  record Loop(String variable, Index from, Index to, Index step, List<Statement> body)
      implements Statement {
    public Loop {
      body = List.copyOf(body);
    }

    /** A loop in steps of a number known when the code is written. */
    public Loop(String variable, Index from, Index to, int step, List<Statement> body) {
      this(variable, from, to, Index.of(step), body);
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

  /**
   * The samples in blocks: {@code for (int from = first; from < end; from += size) { int to =
   * Math.min(…); int whole = to - to % group; … }}.
   *
   * @param from variable: the block's first sample
   * @param to variable: the sample after its last
   * @param whole variable: up to here its samples make groups without a rest
   * @param group how many samples make a group; the size is a multiple of it
   * @param first a multiple of the group
   */
  record Blocks(
      String from,
      String to,
      String whole,
      int group,
      Index first,
      Index end,
      int size,
      List<Statement> body)
      implements Statement {
    public Blocks {
      body = List.copyOf(body);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.blocks(this);
    }
  }

  /** {@code float[] y0 = sums[s - from];}: a row of a tile. */
  record Row(String name, String tile, Index index) implements Statement {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.row(this);
    }
  }

  /** {@code System.arraycopy(…)}: so many elements of one array to another. */
  record Copy(String from, Index fromIndex, String to, Index toIndex, int length)
      implements Statement {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.copy(this);
    }
  }

  /** {@code Arrays.fill(…)}: some elements become zero. */
  record Clear(String array, Index from, Index to) implements Statement {
    /** The first {@code length} elements. */
    Clear(String array, int length) {
      this(array, Index.ZERO, Index.of(length));
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.clear(this);
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

    R storeLanes(StoreLanes statement);

    R call(Call statement);

    R apply(Apply statement);

    R addTo(AddTo statement);

    R loop(Loop statement);

    R blocks(Blocks statement);

    R row(Row statement);

    R copy(Copy statement);

    R clear(Clear statement);

    R when(When statement);

    R remark(Remark statement);
  }
}
