package dev.mlpc.cli;

import dev.mlpc.compiler.CompiledNetwork;
import dev.mlpc.compiler.Compiler;
import dev.mlpc.compiler.CompilerOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mlpc compile}: Java sources, and classes. Nothing is written unless all is right. */
@Command(
    name = "compile",
    description = {
      "Writes a Java class for each network.",
      "Without -d and --classes, the sources go below the current directory."
    },
    footer = {
      "  mlpc compile iris.mlp -d src/main/java",
      "  mlpc compile iris.mlp --classes target/classes"
    })
final class CompileCommand extends ToolCommand {

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "The specs.")
  private List<Path> files;

  @Option(names = "-d", paramLabel = "DIR", description = "Write the sources below DIR.")
  private Optional<Path> sources = Optional.empty();

  @Option(names = "--classes", paramLabel = "DIR", description = "Write the class files below DIR.")
  private Optional<Path> classes = Optional.empty();

  @Option(
      names = "--vector-source",
      description =
          "With the sources, also write that of the class in vectors, which --classes compiles;"
              + " javac needs --add-modules jdk.incubator.vector for it.")
  private boolean vectorSource;

  @Override
  int run(Console console) throws Failure, IOException {
    List<CompiledNetwork> networks = new ArrayList<>();
    for (Path file : files) {
      networks.addAll(SpecFile.read(file).compile(CompilerOptions.defaults(), console));
    }
    Map<Path, byte[]> written = new LinkedHashMap<>();
    for (CompiledNetwork network : networks) {
      putSource(network, written);
      putClasses(network, written);
    }
    for (Map.Entry<Path, byte[]> file : written.entrySet()) {
      WholeFile.write(file.getKey(), file.getValue());
      console.result(file.getKey().toString());
    }
    console.object(
        Json.fields()
            .put("status", ExitStatus.DONE)
            .put("networks", networks.stream().map(CompiledNetwork::className).toList())
            .put("files", written.keySet().stream().map(Path::toString).toList())
            .map());
    return ExitStatus.DONE;
  }

  private void putSource(CompiledNetwork network, Map<Path, byte[]> written) throws Failure {
    if (sources.isPresent() || classes.isEmpty()) {
      putSource(network.className(), network.javaSource(), written);
      if (vectorSource) {
        putSource(network.vectorClassName(), network.vectorSource(), written);
      }
    }
  }

  private void putSource(String className, String text, Map<Path, byte[]> written) throws Failure {
    Path path = Path.of(className.replace('.', '/') + ".java");
    put(
        sources.map(directory -> directory.resolve(path)).orElse(path),
        text.getBytes(StandardCharsets.UTF_8),
        written);
  }

  private void putClasses(CompiledNetwork network, Map<Path, byte[]> written) throws Failure {
    if (classes.isPresent()) {
      for (Map.Entry<String, byte[]> file : Compiler.classFiles(network).entrySet()) {
        put(classes.get().resolve(file.getKey()), file.getValue(), written);
      }
    }
  }

  private static void put(Path path, byte[] content, Map<Path, byte[]> written) throws Failure {
    if (written.put(path, content) != null) {
      throw Failure.wrong(
          "two networks would be written to " + path,
          "give one of them another name, or its spec another package");
    }
  }
}
