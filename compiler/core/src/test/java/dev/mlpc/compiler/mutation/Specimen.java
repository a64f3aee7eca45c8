package dev.mlpc.compiler.mutation;

import dev.mlpc.compiler.diagnostic.Source;
import dev.mlpc.compiler.diagnostic.SourceResolver;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A spec with what it imports.
 *
 * @param name the path of the spec
 * @param files the texts by their paths, that of the spec among them
 */
record Specimen(String name, Map<String, String> files) {

  Specimen {
    files = new TreeMap<>(files);
  }

  Source source() {
    return new Source(name, text(name));
  }

  String text(String path) {
    return Optional.ofNullable(files.get(path)).orElseThrow();
  }

  SourceResolver resolver() {
    return path -> Optional.ofNullable(files.get(path)).map(text -> new Source(path, text));
  }

  /** The same with another text for one of the files. */
  Specimen with(String path, String text) {
    Map<String, String> changed = new TreeMap<>(files);
    changed.put(path, text);
    return new Specimen(name, changed);
  }
}
