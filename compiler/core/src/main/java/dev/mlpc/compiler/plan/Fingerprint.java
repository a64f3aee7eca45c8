package dev.mlpc.compiler.plan;

import dev.mlpc.compiler.definition.NetworkDefinition;
import dev.mlpc.compiler.graph.Graph;
import dev.mlpc.compiler.graph.Node;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Tells networks apart by their structure: what is computed from what, and the names and shapes of
 * parameters. Names of values, places in the text and training settings do not count.
 */
final class Fingerprint {
  private Fingerprint() {}

  static String of(NetworkDefinition definition) {
    StringBuilder text = new StringBuilder();
    Graph graph = definition.inference();
    for (Node node : graph.nodes()) {
      text.append(node.value()).append(node.value().type()).append(node.op()).append('\n');
    }
    graph.outputs().forEach((name, value) -> text.append(name).append(value).append('\n'));
    definition.tensors().forEach(t -> text.append(t.name()).append(t.shape()).append('\n'));
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(text.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
