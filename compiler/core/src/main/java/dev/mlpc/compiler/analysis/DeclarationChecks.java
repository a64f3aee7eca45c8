package dev.mlpc.compiler.analysis;

import dev.mlpc.compiler.diagnostic.Code;
import dev.mlpc.compiler.diagnostic.Diagnostic;
import dev.mlpc.compiler.diagnostic.Diagnostics;
import dev.mlpc.compiler.diagnostic.Span;
import dev.mlpc.compiler.syntax.Declaration;
import dev.mlpc.compiler.syntax.Declaration.Option;
import dev.mlpc.compiler.syntax.Declaration.Port;
import dev.mlpc.compiler.syntax.Name;
import dev.mlpc.compiler.syntax.Spec;
import dev.mlpc.compiler.syntax.TypeReference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.SourceVersion;

/** What can be said of declarations by their first lines alone, whether they are used or not. */
final class DeclarationChecks {
  /** Words that Java keeps from being the name of a type, though they are no keywords. */
  private static final Set<String> RESTRICTED =
      Set.of("var", "yield", "record", "sealed", "permits");

  private final Diagnostics diagnostics;

  DeclarationChecks(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  void check(Spec spec) {
    spec.packageName().ifPresent(name -> name.parts().forEach(this::checkPackage));
    spec.declarations().forEach(this::check);
  }

  private void checkPackage(Name part) {
    if (!SourceVersion.isName(part.text())) {
      refuse(part, "`%s` cannot be part of a Java package".formatted(part));
    }
  }

  private void check(Declaration declaration) {
    if (declaration instanceof Declaration.Network network) {
      checkClass(network.name());
      checkOnce(names(network.inputs(), List.of(), network.outputs()));
      refuseClasses(network.inputs());
      refuseClasses(network.outputs());
    } else if (declaration instanceof Declaration.Layer layer) {
      checkCase(layer.name(), true, "a layer");
      checkOnce(names(layer.inputs(), layer.options(), layer.outputs()));
      refuseClasses(layer.inputs());
      refuseClasses(layer.outputs());
    } else if (declaration instanceof Declaration.Activation activation) {
      checkCase(activation.name(), false, "an activation");
      List<Name> names = new ArrayList<>(List.of(activation.input()));
      activation.options().forEach(option -> names.add(option.name()));
      checkOnce(names);
    } else if (declaration instanceof Declaration.Loss loss) {
      checkCase(loss.name(), false, "a loss");
      List<Name> names = new ArrayList<>(loss.inputs());
      loss.options().forEach(option -> names.add(option.name()));
      checkOnce(names);
    }
  }

  private void checkClass(Name name) {
    if (!SourceVersion.isName(name.text()) || RESTRICTED.contains(name.text())) {
      refuse(name, "a network becomes a Java class, which cannot be called `%s`".formatted(name));
    }
  }

  private void checkCase(Name name, boolean capital, String what) {
    char first = name.text().charAt(0);
    if (Character.isUpperCase(first) != capital) {
      String better =
          (capital ? Character.toUpperCase(first) : Character.toLowerCase(first))
              + name.text().substring(1);
      Diagnostic diagnostic =
          Diagnostic.error(
              Code.BAD_IDENTIFIER,
              name.span(),
              "the name of %s begins with a %s letter"
                  .formatted(what, capital ? "capital" : "small"));
      diagnostics.report(
          better.equals(name.text())
              ? diagnostic
              : diagnostic.withHelp("call it `%s`".formatted(better)));
    }
  }

  private void refuse(Name name, String message) {
    diagnostics.report(
        Diagnostic.error(Code.BAD_IDENTIFIER, name.span(), message)
            .withHelp("choose another name"));
  }

  private static List<Name> names(List<Port> inputs, List<Option> options, List<Port> outputs) {
    List<Name> names = new ArrayList<>();
    inputs.forEach(port -> names.add(port.name()));
    options.forEach(option -> names.add(option.name()));
    outputs.forEach(port -> names.add(port.name()));
    return names;
  }

  private void checkOnce(List<Name> names) {
    Map<String, Span> seen = new LinkedHashMap<>();
    for (Name name : names) {
      Span first = seen.putIfAbsent(name.text(), name.span());
      if (first != null) {
        diagnostics.report(
            Diagnostic.error(
                    Code.REDEFINED, name.span(), "`%s` is declared already".formatted(name))
                .withNote(first, "it is declared here first"));
      }
    }
  }

  private void refuseClasses(List<Port> ports) {
    for (Port port : ports) {
      if (port.type().kind() == TypeReference.Kind.CLASS) {
        diagnostics.report(
            Diagnostic.error(
                    Code.TYPE_MISMATCH, port.type().span(), "only a target can be a `class`")
                .withHelp("an input that is a number of k is index[k]"));
      }
    }
  }
}
