package dev.mlpc.compiler.plan;

/** What a call gives for one parameter of a kernel. */
public sealed interface Argument {

  <R> R match(Cases<R> cases);

  /** How many samples there are. */
  record Samples() implements Argument {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.samples(this);
    }
  }

  /** A buffer's array. */
  record Array(String buffer) implements Argument {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.array(this);
    }
  }

  /** Which of the application's samples is the first. */
  record First() implements Argument {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.first(this);
    }
  }

  /** Where the range begins that is to be computed. */
  record Begin() implements Argument {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.begin(this);
    }
  }

  /** Where the range ends that is to be computed. */
  record End() implements Argument {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.end(this);
    }
  }

  /** The rows of a tile. */
  record Rows(String tile) implements Argument {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.rows(this);
    }
  }

  /** The rate of this step. */
  record Rate() implements Argument {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.rate(this);
    }
  }

  /** 1 - βᵗ, t the number of this step. */
  record BiasCorrection(double beta) implements Argument {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.biasCorrection(this);
    }
  }

  /** The key of a stream of draws in this step. */
  record Key(int stream) implements Argument {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.key(this);
    }
  }

  /** One case a kind. */
  interface Cases<R> {
    R samples(Samples argument);

    R array(Array argument);

    R first(First argument);

    R begin(Begin argument);

    R end(End argument);

    R rows(Rows argument);

    R rate(Rate argument);

    R biasCorrection(BiasCorrection argument);

    R key(Key argument);
  }
}
