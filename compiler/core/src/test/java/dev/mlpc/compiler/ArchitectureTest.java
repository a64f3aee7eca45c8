package dev.mlpc.compiler;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Data flows one way: a phase knows what comes in and what goes out, and nothing more. */
final class ArchitectureTest {

  private static final String COMPILER = "dev.mlpc.compiler.";
  private static final String RUNTIME = "dev.mlpc.runtime..";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.mlpc.compiler");

  /** Each package of the pipeline, and those it may see besides itself and the diagnostics. */
  private static final Map<String, List<String>> MAY_SEE =
      Map.ofEntries(
          Map.entry("diagnostic", List.of()),
          Map.entry("tensor", List.of()),
          Map.entry("syntax", List.of()),
          Map.entry("graph", List.of("tensor")),
          Map.entry("definition", List.of("tensor", "graph")),
          Map.entry("analysis", List.of("syntax", "tensor", "graph", "definition")),
          Map.entry("autodiff", List.of("tensor", "graph")),
          Map.entry("rewrite", List.of("tensor", "graph")),
          Map.entry("update", List.of("tensor", "graph", "definition")),
          Map.entry("plan", List.of("tensor", "graph", "definition")),
          Map.entry(
              "explain", List.of("tensor", "graph", "definition", "autodiff", "rewrite", "plan")),
          Map.entry("emit", List.of("tensor", "definition", "plan")),
          Map.entry("load", List.of("emit")));

  @TestFactory
  Stream<DynamicTest> phase_seesWhatComesInAndWhatGoesOut() {
    return MAY_SEE.keySet().stream()
        .sorted()
        .map(phase -> DynamicTest.dynamicTest(phase, () -> checkPhase(phase)));
  }

  private static void checkPhase(String phase) {
    noClasses()
        .that()
        .resideInAPackage(room(phase))
        .should()
        .dependOnClassesThat(
            resideInAPackage("dev.mlpc..").and(resideInAnyPackage(visibleTo(phase)).negate()))
        .because("a phase sees what comes in, what goes out and the diagnostics")
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  /** The grammar is for {@code syntax} alone; names of the runtime end up in the code emitted. */
  private static String[] visibleTo(String phase) {
    Stream<String> rooms =
        Stream.concat(
                Stream.of(phase, "diagnostic"), MAY_SEE.getOrDefault(phase, List.of()).stream())
            .map(ArchitectureTest::room);
    Stream<String> modules =
        switch (phase) {
          case "syntax" -> Stream.of("dev.mlpc.grammar..");
          case "emit", "load" -> Stream.of(RUNTIME);
          default -> Stream.of();
        };
    return Stream.concat(rooms, modules).toArray(String[]::new);
  }

  private static String room(String phase) {
    return COMPILER + phase + "..";
  }

  @Test
  void everyClass_hasARoomInTheTable() {
    String[] rooms =
        Stream.concat(
                Stream.of("dev.mlpc.compiler"),
                MAY_SEE.keySet().stream().map(ArchitectureTest::room))
            .toArray(String[]::new);
    classes().should().resideInAnyPackage(rooms).check(CLASSES);
  }

  @Test
  void onlySyntax_seesAntlr() {
    noClasses()
        .that()
        .resideOutsideOfPackage(room("syntax"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.antlr..", "dev.mlpc.grammar..")
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void onlyEmit_seesJavaPoet() {
    noClasses()
        .that()
        .resideOutsideOfPackage(room("emit"))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.palantir.javapoet..")
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void onlyExplain_seesTheLayoutLibrary() {
    noClasses()
        .that()
        .resideOutsideOfPackage(room("explain"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.eclipse..")
        .check(CLASSES);
  }

  @Test
  void compiler_doesNotSeeItsDoors() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.mlpc.cli..", "dev.mlpc.data..")
        .check(CLASSES);
  }
}
