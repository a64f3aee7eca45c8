package dev.mlpc.cli;

import dev.mlpc.compiler.CompileResult;
import dev.mlpc.compiler.CompiledNetwork;
import dev.mlpc.compiler.Compiler;
import dev.mlpc.compiler.CompilerOptions;
import dev.mlpc.compiler.diagnostic.DidYouMean;
import dev.mlpc.compiler.diagnostic.Source;
import dev.mlpc.compiler.diagnostic.SourceResolver;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A spec that a user named.
 *
 * @param path as the user wrote it
 * @param source its text
 */
record SpecFile(Path path, Source source) {

  /**
   * Reads a spec.
   *
   * @throws Failure if there is none
   */
  static SpecFile read(Path path) throws Failure {
    if (Files.isDirectory(path)) {
      throw Failure.usage(path + " is a directory", "give the .mlp file in it");
    }
    if (!Files.exists(path)) {
      throw Failure.usage(
          "there is no file " + path, "it would be " + path.toAbsolutePath().normalize());
    }
    try {
      return new SpecFile(path, new Source(path.toString(), Files.readString(path)));
    } catch (CharacterCodingException e) {
      throw Failure.wrong(path + " is not written in UTF-8", "save it in that encoding");
    } catch (IOException e) {
      throw Failure.usage("cannot read " + path + ": " + e.getMessage(), "may it be read?");
    }
  }

  /**
   * Reads a spec that has no file.
   *
   * @throws Failure if it cannot be read
   */
  static Source standardInput(InputStream in) throws Failure {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(in.readAllBytes());
      return new Source("<stdin>", StandardCharsets.UTF_8.newDecoder().decode(bytes).toString());
    } catch (CharacterCodingException e) {
      throw Failure.wrong("the input is not written in UTF-8", "save it in that encoding");
    } catch (IOException e) {
      throw Failure.usage("cannot read the input: " + e.getMessage(), "may it be read?");
    }
  }

  /** What paths in the spec are relative to. */
  Path directory() {
    return Optional.ofNullable(path.getParent()).orElse(Path.of(""));
  }

  /** Finds what it imports, which lies beside it or below. */
  SourceResolver resolver() {
    return SourceResolver.ofFilesIn(directory());
  }

  /**
   * Compiles all networks of the spec; warnings are shown.
   *
   * @throws Failure if the spec has errors
   */
  List<CompiledNetwork> compile(CompilerOptions options, Console console) throws Failure {
    CompileResult result = new Compiler(options).compile(source, resolver());
    if (!result.succeeded()) {
      throw Failure.spec(result.diagnostics());
    }
    console.diagnostics(result.diagnostics());
    return result.networks();
  }

  /**
   * The network that is meant: the one of that name, or the only one.
   *
   * @param candidates those that come into question
   * @param quality what those have in common, for messages: {@code with a train block}
   */
  CompiledNetwork choose(List<CompiledNetwork> candidates, Optional<String> name, String quality)
      throws Failure {
    List<String> names = candidates.stream().map(n -> n.definition().name()).toList();
    if (name.isPresent()) {
      Optional<CompiledNetwork> found =
          candidates.stream().filter(n -> n.definition().name().equals(name.get())).findFirst();
      if (found.isEmpty()) {
        throw Failure.usage(
            path + " has no network `" + name.get() + "`" + quality,
            DidYouMean.closest(name.get(), names)
                .map(near -> "did you mean `" + near + "`?")
                .orElse("it has " + (names.isEmpty() ? "none" : String.join(", ", names))));
      }
      return found.get();
    }
    if (candidates.isEmpty()) {
      throw Failure.wrong(path + " has no network" + quality);
    }
    if (candidates.size() > 1) {
      throw Failure.usage(
          path
              + " has "
              + candidates.size()
              + " networks"
              + quality
              + ": "
              + String.join(", ", names),
          "choose one by --network");
    }
    return candidates.get(0);
  }
}
