package dev.mlpc.compiler.diagnostic;

/**
 * The kinds of diagnostics. A number never changes its meaning; 01xx is syntax, 02xx names, shapes
 * and types, 03xx training, 04xx data, 05xx limits and what has no meaning yet.
 */
public enum Code {
  SYNTAX(101, "The text does not follow the grammar."),
  TOO_DEEP(102, "An expression has too many operators and brackets within each other."),
  TOO_LONG(103, "A word, or the whole file, is longer than any that is read."),
  BAD_NUMBER(104, "A number is not written as numbers are."),
  BAD_TEXT(105, "A text between quotes is not written as texts are."),
  ARGUMENT_ORDER(106, "An argument without a name follows one that has a name."),

  UNKNOWN_NAME(201, "Nothing has this name, or nothing yet."),
  REDEFINED(202, "A name that is taken is given again."),
  SHAPE_MISMATCH(203, "Shapes that should be equal, or fit, do not."),
  TYPE_MISMATCH(204, "Something of another kind is needed: a number, a value, a layer."),
  UNKNOWN_OPTION(205, "A layer or function has no such option."),
  MISSING_OPTION(206, "A layer or function needs an argument that is not given."),
  TOO_MANY_ARGUMENTS(207, "A layer or function gets more arguments than it takes."),
  NOT_CONSTANT(208, "A value that is known before the network runs is needed."),
  BAD_VALUE(209, "A value is not among those that are possible here."),
  OUTPUT_MISSING(210, "An output is declared and never defined."),
  RECURSION(211, "Something uses itself, and would never end."),
  OUT_OF_RANGE(212, "An index lies outside of the value."),
  BAD_IDENTIFIER(213, "A name cannot be one."),
  UNUSED(214, "Something is defined and never used; a warning."),
  BAD_IMPORT(215, "A file that is imported is not there, or cannot be imported."),

  UNKNOWN_SETTING(301, "A `train` or `data` block has no such setting."),
  MISSING_SETTING(302, "A `train` block lacks a setting that it needs."),
  LOSS_NOT_SCALAR(303, "A loss is not one number for each sample."),
  NO_NETWORK(304, "A `train` or `data` block belongs to no network."),
  BAD_REPORT(305, "A figure cannot be reported of this network."),
  BAD_LABELS(306, "Labels do not fit what they label."),

  BAD_COLUMNS(401, "Columns of a table do not fit what they are read into."),
  BAD_SOURCE(402, "Something is no source of data."),

  LIMIT(501, "The network, or the number of mistakes, is larger than the compiler goes."),
  NOT_SUPPORTED(502, "A part of the language has no meaning here, or none in this version.");

  private final int number;
  private final String meaning;

  Code(int number, String meaning) {
    this.number = number;
    this.meaning = meaning;
  }

  /** What every diagnostic of this kind says, in one sentence. */
  public String meaning() {
    return meaning;
  }

  /** As users see it: {@code MLP0203}. */
  @Override
  public String toString() {
    return "MLP%04d".formatted(number);
  }
}
