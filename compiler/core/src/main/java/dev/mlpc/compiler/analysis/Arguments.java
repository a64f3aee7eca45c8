package dev.mlpc.compiler.analysis;

import dev.mlpc.compiler.diagnostic.Code;
import dev.mlpc.compiler.diagnostic.Diagnostic;
import dev.mlpc.compiler.diagnostic.DidYouMean;
import dev.mlpc.compiler.diagnostic.Span;
import dev.mlpc.compiler.syntax.Declaration.Option;
import dev.mlpc.compiler.syntax.Expression.Argument;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds for each argument of a call the input or option that it is for. */
final class Arguments {
  private final Reports reports;
  private final Callable.Declared callee;
  private final List<String> inputs;
  private final Span call;
  private final Frame frame;

  /**
   * @param inputs those that the call has to give: not what a pipe brings
   */
  Arguments(
      Reports reports, Callable.Declared callee, List<String> inputs, Span call, Frame frame) {
    this.reports = reports;
    this.callee = callee;
    this.inputs = List.copyOf(inputs);
    this.call = call;
    this.frame = frame;
  }

  /** The arguments by the name of their input or option; reports, and gives none, if wrong. */
  Optional<Map<String, Argument>> match(List<Argument> arguments) {
    List<String> names = new ArrayList<>(inputs);
    callee.options().forEach(option -> names.add(option.name().text()));
    Map<String, Argument> matched = new LinkedHashMap<>();
    boolean right = true;
    for (int i = 0; i < arguments.size(); i++) {
      right &= place(arguments.get(i), i, names, matched);
    }
    return right && isComplete(matched) ? Optional.of(matched) : Optional.empty();
  }

  private boolean place(
      Argument argument, int position, List<String> names, Map<String, Argument> matched) {
    if (argument.name().isEmpty() && position >= names.size()) {
      report(
          Diagnostic.error(
              Code.TOO_MANY_ARGUMENTS,
              argument.span(),
              "`%s` takes %s, and this is one more"
                  .formatted(callee.name(), names.isEmpty() ? "no arguments" : list(names))));
      return false;
    }
    String name = argument.name().map(Object::toString).orElseGet(() -> names.get(position));
    if (!names.contains(name)) {
      Diagnostic unknown =
          Diagnostic.error(
              Code.UNKNOWN_OPTION,
              argument.name().orElseThrow().span(),
              "`%s` has no option `%s`".formatted(callee.name(), name));
      Diagnostic guess = DidYouMean.addTo(unknown, name, names);
      report(
          guess.help().isPresent() || names.isEmpty()
              ? guess
              : guess.withHelp("`%s` takes %s".formatted(callee.name(), list(names))));
      return false;
    }
    Argument first = matched.putIfAbsent(name, argument);
    if (first != null) {
      report(
          Diagnostic.error(
                  Code.REDEFINED,
                  argument.span(),
                  "`%s` of `%s` is given twice".formatted(name, callee.name()))
              .withNote(first.span(), "it is given here first"));
    }
    return first == null;
  }

  private boolean isComplete(Map<String, Argument> matched) {
    List<String> missing = new ArrayList<>(inputs);
    for (Option option : callee.options()) {
      String name = option.name().text();
      if (option.value().isEmpty() && !callee.given().containsKey(name)) {
        missing.add(name);
      }
    }
    missing.removeAll(matched.keySet());
    if (!missing.isEmpty()) {
      boolean input = inputs.contains(missing.get(0));
      report(
          Diagnostic.error(
                  Code.MISSING_OPTION,
                  call,
                  "`%s` needs %s".formatted(callee.name(), list(missing)))
              .withHelp(
                  input
                      ? "give it by position: %s".formatted(signature())
                      : "write %s = …".formatted(missing.get(0))));
    }
    return missing.isEmpty();
  }

  private String signature() {
    return callee.name() + "(" + String.join(", ", inputs) + ", …)";
  }

  private static String list(List<String> names) {
    return names.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
  }

  private void report(Diagnostic diagnostic) {
    reports.report(frame, diagnostic);
  }
}
