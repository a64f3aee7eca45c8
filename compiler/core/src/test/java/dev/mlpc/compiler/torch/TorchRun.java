package dev.mlpc.compiler.torch;

import dev.mlpc.runtime.file.Safetensors;
import dev.mlpc.runtime.file.TensorFile;
import dev.mlpc.runtime.file.TensorFileException;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A training run as PyTorch made it, in double: a chain of dense layers, what went into each step
 * and what came out.
 *
 * @param dims length of the input, of each layer between, and of the output
 * @param activation of all layers but the last
 * @param optimizer as a spec writes it
 */
record TorchRun(
    String file,
    List<Integer> dims,
    String activation,
    String loss,
    int batch,
    int steps,
    String optimizer) {
  private static final String FOLDER = "/dev/mlpc/compiler/torch/";
  private static final Pattern RUN =
      Pattern.compile(
          "\"file\": \"(\\S+)\",\\s+\"dims\": \\[([^\\]]*)\\],\\s+\"activation\": \"(\\w+)\","
              + "\\s+\"loss\": \"(\\w+)\",\\s+\"batch\": (\\d+),\\s+\"steps\": (\\d+),"
              + "\\s+\"optimizer\": \"([^\"]+)\"");

  /** All runs that were recorded. */
  static List<TorchRun> all() throws IOException, URISyntaxException {
    List<TorchRun> runs = new ArrayList<>();
    Matcher matcher = RUN.matcher(Files.readString(resource("runs.json")));
    while (matcher.find()) {
      List<Integer> dims =
          Arrays.stream(matcher.group(2).split(","))
              .map(number -> Integer.valueOf(number.strip()))
              .toList();
      runs.add(
          new TorchRun(
              matcher.group(1),
              dims,
              matcher.group(3),
              matcher.group(4),
              Integer.parseInt(matcher.group(5)),
              Integer.parseInt(matcher.group(6)),
              matcher.group(7)));
    }
    return runs;
  }

  private static Path resource(String name) throws URISyntaxException {
    return Path.of(Objects.requireNonNull(TorchRun.class.getResource(FOLDER + name)).toURI());
  }

  /** Its numbers. */
  TensorFile tensors() throws TensorFileException, URISyntaxException {
    return Safetensors.read(resource(file));
  }

  boolean hasClasses() {
    return loss.equals("crossEntropy");
  }

  private int layers() {
    return dims.size() - 1;
  }

  /** The same network as a spec. */
  String spec() {
    StringBuilder body = new StringBuilder();
    for (int i = 0; i < layers(); i++) {
      body.append(
          "  layer%d = %s -> Dense(%d%s);\n"
              .formatted(
                  i,
                  i == 0 ? "x" : "layer" + (i - 1),
                  dims.get(i + 1),
                  i < layers() - 1 ? ", " + activation : ""));
    }
    int outputs = dims.get(layers());
    String output = "layer" + (layers() - 1);
    String reals = outputs == 1 ? "f32" : "f32[%d]".formatted(outputs);
    return """
        network Run(x: f32[%d]) -> (%s: %s) {
        %s}

        train Run {
          target t: %s;
          loss = %s(%s, t);
          optimizer = %s;
          epochs = 1; batch = %d; seed = 1;
        }
        """
        .formatted(
            dims.get(0),
            output,
            reals,
            body,
            hasClasses() ? "class[%d]".formatted(outputs) : reals,
            loss,
            output,
            optimizer,
            batch);
  }

  @Override
  public String toString() {
    return "%s %s %s %s".formatted(dims, activation, loss, optimizer);
  }
}
