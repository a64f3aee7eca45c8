package dev.mlpc.compiler.diagnostic;

/**
 * The kinds of diagnostics. A number never changes its meaning; 01xx is syntax, 02xx names, shapes
 * and types, 03xx training, 04xx data, 05xx limits and what has no meaning yet.
 */
public enum Code {
  SYNTAX(101),
  TOO_DEEP(102),
  TOO_LONG(103),
  BAD_NUMBER(104),
  BAD_TEXT(105),
  ARGUMENT_ORDER(106),

  UNKNOWN_NAME(201),
  REDEFINED(202),
  SHAPE_MISMATCH(203),
  TYPE_MISMATCH(204),
  UNKNOWN_OPTION(205),
  MISSING_OPTION(206),
  TOO_MANY_ARGUMENTS(207),
  NOT_CONSTANT(208),
  BAD_VALUE(209),
  OUTPUT_MISSING(210),
  RECURSION(211),
  OUT_OF_RANGE(212),
  BAD_IDENTIFIER(213),
  UNUSED(214),

  UNKNOWN_SETTING(301),
  MISSING_SETTING(302),
  LOSS_NOT_SCALAR(303),
  NO_NETWORK(304),
  BAD_REPORT(305),
  BAD_LABELS(306),

  BAD_COLUMNS(401),
  BAD_SOURCE(402),

  LIMIT(501),
  NOT_SUPPORTED(502);

  private final int number;

  Code(int number) {
    this.number = number;
  }

  /** As users see it: {@code MLP0203}. */
  @Override
  public String toString() {
    return "MLP%04d".formatted(number);
  }
}
