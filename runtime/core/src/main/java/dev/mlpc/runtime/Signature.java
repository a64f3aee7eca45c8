package dev.mlpc.runtime;

import java.util.List;

/**
 * What goes into a network and what comes out.
 *
 * @param name the network's name
 * @param fingerprint changes with the structure: parameters saved under another one do not fit
 * @param inputs in the order of the spec
 * @param outputs in the order of the spec
 * @param targets in the order of the spec; none without a {@code train} block
 */
public record Signature(
    String name, String fingerprint, List<Port> inputs, List<Port> outputs, List<Port> targets) {

  public Signature {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    targets = List.copyOf(targets);
  }
}
