package dev.mlpc.compiler.plan;

import java.util.List;

/**
 * One static method of the generated class: straight loops over the arrays it is given.
 *
 * @param name of the method
 * @param place where in the spec the statement stands that it serves
 * @param parameters in order
 * @param body what it does
 * @param documentation what it computes, where the body does not say it: formula, shape and line of
 *     the spec
 * @param parts kernels that its body calls
 */
public record Kernel(
    String name,
    int place,
    List<Parameter> parameters,
    List<Statement> body,
    List<String> documentation,
    List<Kernel> parts) {

  public Kernel {
    parameters = List.copyOf(parameters);
    body = List.copyOf(body);
    documentation = List.copyOf(documentation);
    parts = List.copyOf(parts);
  }

  /** A parameter of the method. */
  public record Parameter(String name, Kind kind) {}

  /** What a parameter is. */
  public enum Kind {
    /** How many samples there are. */
    SAMPLES,
    /** An array of reals. */
    REALS,
    /** A position in an array, or a number of elements. */
    POSITION,
    /** An array of integers. */
    INTEGERS,
    /** An array of rows, each an array of reals. */
    ROWS,
    /** Which of the application's samples is the first: a number of samples. */
    FIRST,
    /** A real number. */
    NUMBER,
    /** The key of a stream of random draws. */
    KEY
  }
}
