package dev.mlpc.compiler.mutation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Valid specs of all kinds: whatever there is in the house. */
final class Specimens {
  private static final Path RESOURCES = Path.of("src/test/resources");
  private static final Path PRELUDE =
      Path.of("src/main/resources/dev/mlpc/compiler/analysis/prelude.mlp");
  private static final Pattern EXAMPLE =
      Pattern.compile("^```mlp\\R(.*?)^```", Pattern.DOTALL | Pattern.MULTILINE);

  private Specimens() {}

  static List<Specimen> all() throws IOException {
    List<Specimen> all = new ArrayList<>();
    all.addAll(filesOf(RESOURCES.resolve("mutation"), "prelude-user.mlp"));
    all.addAll(filesOf(RESOURCES.resolve("diagnostics/mended"), ""));
    all.addAll(filesOf(RESOURCES.resolve("generated"), ""));
    try (Stream<Path> stories = Files.list(Path.of("../../samples"))) {
      for (Path story : stories.filter(Files::isDirectory).sorted().toList()) {
        all.addAll(filesOf(story, ""));
      }
    }
    all.add(prelude());
    all.addAll(examplesOfTheLanguage());
    return List.copyOf(all);
  }

  /** Each spec of a directory, with all below it for its imports. */
  private static List<Specimen> filesOf(Path directory, String without) throws IOException {
    try (Stream<Path> below = Files.walk(directory)) {
      List<Path> specs =
          below
              .filter(file -> file.toString().endsWith(".mlp") && !file.endsWith(without))
              .toList();
      Map<String, String> texts = new TreeMap<>();
      for (Path spec : specs) {
        texts.put(directory.relativize(spec).toString(), Files.readString(spec));
      }
      return texts.keySet().stream()
          .filter(name -> !name.contains("/"))
          .map(name -> new Specimen(name, neededBy(name, texts)))
          .toList();
    }
  }

  /** The spec, and with it what is in directories below where it imports anything. */
  private static Map<String, String> neededBy(String name, Map<String, String> texts) {
    boolean imports = texts.getOrDefault(name, "").contains("import ");
    return texts.entrySet().stream()
        .filter(text -> text.getKey().equals(name) || (imports && text.getKey().contains("/")))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** The prelude as a user's own declarations, and networks that use them. */
  private static Specimen prelude() throws IOException {
    Path user = RESOURCES.resolve("mutation/prelude-user.mlp");
    String text = Files.readString(PRELUDE) + Files.readString(user);
    return new Specimen("prelude.mlp", Map.of("prelude.mlp", text));
  }

  /** The examples of the language's description, where that is at hand. */
  private static List<Specimen> examplesOfTheLanguage() throws IOException {
    Path document = Path.of("");
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path found = at.resolve("shared/design/language.md");
      document = Files.exists(found) ? found : document;
    }
    if (document.toString().isEmpty()) {
      return List.of();
    }
    return EXAMPLE
        .matcher(Files.readString(document))
        .results()
        .map(example -> example.group(1))
        .filter(example -> example.contains("network"))
        .map(example -> new Specimen("example.mlp", Map.of("example.mlp", example)))
        .toList();
  }
}
