package dev.mlpc.cli;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Doors are thin: of the compiler they see its front, its diagnostics and its definitions. */
final class DoorsTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.mlpc.cli", "dev.mlpc.data");

  @Test
  void cli_seesTheFrontOfTheCompiler() {
    checkDoor("dev.mlpc.cli..", "dev.mlpc.data..");
  }

  @Test
  void data_seesTheFrontOfTheCompiler() {
    checkDoor("dev.mlpc.data..");
  }

  private static void checkDoor(String door, String... others) {
    noClasses()
        .that()
        .resideInAPackage(door)
        .should()
        .dependOnClassesThat(
            resideInAPackage("dev.mlpc..")
                .and(resideInAnyPackage(others).negate())
                .and(
                    resideInAnyPackage(
                            door,
                            "dev.mlpc.compiler",
                            "dev.mlpc.compiler.diagnostic..",
                            "dev.mlpc.compiler.definition..",
                            "dev.mlpc.runtime..")
                        .negate()))
        .because("a door sees `compiler`, `diagnostic` and `definition` alone")
        .allowEmptyShould(true)
        .check(CLASSES);
  }
}
