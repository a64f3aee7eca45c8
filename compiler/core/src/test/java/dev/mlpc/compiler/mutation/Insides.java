package dev.mlpc.compiler.mutation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds in messages what is the compiler's own business: its classes, its labels, its parser. */
final class Insides {
  private static final Path CLASSES = Path.of("target/classes");

  /** What no message may hold, but where it quotes the spec. */
  private static final Pattern SUSPECT =
      Pattern.compile(
          "dev\\.mlpc|javax?\\.[a-z]+|org\\.antlr"
              + "|\\bOptional\\b|\\bnull\\b|\\bNaN\\b|\\bInfinity\\b"
              + "|[A-Z]\\w*\\[[a-z]\\w*=" // a record
              + "|@[0-9a-f]{6,8}\\b|\\$\\$?Lambda" // an object
              + "|\\bt[0-9]+\\b|%\\d+\\b" // a label
              + "|\\b[A-Z]+_[A-Z_]+\\b" // a kind of token, or a constant
              + "|mismatched|extraneous|viable|token recognition|<EOF>|<missing"
              + "|\\w*(Exception|Error)\\b");

  private static final Pattern NAME = Pattern.compile("\\b[A-Z][a-z]+(?:[A-Z][a-z]+)+\\b");

  /** Layers of the language that have a class's name. */
  private final Set<String> classes;

  Insides() throws IOException {
    try (Stream<Path> files = Files.walk(CLASSES)) {
      this.classes =
          files
              .map(file -> file.getFileName().toString())
              .filter(file -> file.endsWith(".class"))
              .map(file -> file.replaceFirst("\\.class$", ""))
              .flatMap(name -> Stream.of(name.split("\\$")))
              .collect(Collectors.toSet());
    }
  }

  /** What of the insides a message names, and the spec does not. */
  Optional<String> in(String message, String spec) {
    Optional<String> suspect = first(SUSPECT.matcher(message), spec);
    return suspect.isPresent()
        ? suspect
        : NAME.matcher(message)
            .results()
            .map(found -> found.group())
            .filter(name -> classes.contains(name) && !spec.contains(name))
            .findFirst();
  }

  private static Optional<String> first(Matcher matcher, String spec) {
    return matcher.results().map(found -> found.group()).filter(w -> !spec.contains(w)).findFirst();
  }
}
