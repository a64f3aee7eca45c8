package dev.mlpc.compiler.analysis;

import dev.mlpc.compiler.definition.NetworkDefinition;
import dev.mlpc.compiler.diagnostic.Code;
import dev.mlpc.compiler.diagnostic.Diagnostic;
import dev.mlpc.compiler.diagnostic.Diagnostics;
import dev.mlpc.compiler.diagnostic.DidYouMean;
import dev.mlpc.compiler.syntax.Declaration;
import dev.mlpc.compiler.syntax.Module;
import dev.mlpc.compiler.syntax.Name;
import dev.mlpc.compiler.syntax.Spec;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** From syntax tree to typed graphs. */
public final class Analyzer {
  private static final Set<Code> OF_WHAT_IS_MISSED =
      EnumSet.of(
          Code.UNKNOWN_NAME,
          Code.OUTPUT_MISSING,
          Code.NO_NETWORK,
          Code.MISSING_SETTING,
          Code.NOT_CONSTANT,
          Code.UNUSED);

  private final Module module;
  private final Spec spec;
  private final Diagnostics diagnostics;

  private Analyzer(Module module, Diagnostics diagnostics) {
    this.module = module;
    this.spec = module.spec();
    this.diagnostics = diagnostics;
  }

  /**
   * Understands a spec that imports nothing.
   *
   * @return its networks, in the order of the text, without those in which there is a mistake
   */
  public static List<NetworkDefinition> analyze(Spec spec, Diagnostics diagnostics) {
    return analyze(Module.of(spec), diagnostics);
  }

  /**
   * Understands a spec by what it declares and imports.
   *
   * @return its networks, in the order of the text, without those in which there is a mistake, and
   *     without those of the specs that it imports
   */
  public static List<NetworkDefinition> analyze(Module module, Diagnostics diagnostics) {
    return diagnostics.hasErrors()
        ? analyzePart(module, diagnostics)
        : new Analyzer(module, diagnostics).networks();
  }

  /**
   * Understands what could be read of a spec. What is missed in it may stand where it could not be
   * read, and that was reported.
   */
  private static List<NetworkDefinition> analyzePart(Module module, Diagnostics diagnostics) {
    Diagnostics found = new Diagnostics();
    new Analyzer(module, found).networks();
    found.inOrder().stream()
        .filter(diagnostic -> !OF_WHAT_IS_MISSED.contains(diagnostic.code()))
        .forEach(diagnostics::report);
    return List.of();
  }

  private List<NetworkDefinition> networks() {
    Library library = new Libraries(diagnostics).of(module);
    Map<String, Declaration.Network> networks = byName(Declaration.Network.class, "network");
    Map<String, Declaration.Train> trains = byName(Declaration.Train.class, "train");
    Map<String, Declaration.Data> datas = byName(Declaration.Data.class, "data");
    trains.values().forEach(train -> requireNetwork(train, networks));
    datas.values().forEach(data -> requireNetwork(data, networks));
    List<NetworkDefinition> definitions = new ArrayList<>();
    networks.forEach(
        (name, network) ->
            new NetworkAnalyzer(library, packageName(), diagnostics)
                .analyze(
                    network,
                    Optional.ofNullable(trains.get(name)),
                    Optional.ofNullable(datas.get(name)))
                .ifPresent(definitions::add));
    if (!diagnostics.hasErrors()) {
      // After a mistake, what is not used is likely what was meant there.
      new UnusedNames(diagnostics).check(spec, trains);
    }
    return definitions;
  }

  private String packageName() {
    return spec.packageName()
        .map(name -> name.parts().stream().map(Name::text).collect(Collectors.joining(".")))
        .orElse("");
  }

  /** The declarations of one kind, each name once. */
  private <D extends Declaration> Map<String, D> byName(Class<D> kind, String word) {
    Map<String, D> result = new LinkedHashMap<>();
    for (Declaration declaration : spec.declarations()) {
      if (kind.isInstance(declaration)) {
        D found = kind.cast(declaration);
        D first = result.putIfAbsent(found.name().text(), found);
        if (first != null) {
          diagnostics.report(
              Diagnostic.error(
                      Code.REDEFINED,
                      found.name().span(),
                      "there is a `%s %s` already".formatted(word, found.name()))
                  .withNote(first.name().span(), "it is declared here first"));
        }
      }
    }
    return result;
  }

  private void requireNetwork(Declaration declaration, Map<String, Declaration.Network> networks) {
    String name = declaration.name().text();
    if (!networks.containsKey(name)) {
      Diagnostic missing =
          Diagnostic.error(
              Code.NO_NETWORK,
              declaration.name().span(),
              "there is no network `%s`".formatted(name));
      diagnostics.report(DidYouMean.addTo(missing, name, networks.keySet()));
    }
  }
}
