package dev.mlpc.compiler;

import dev.mlpc.compiler.definition.NetworkDefinition;
import java.util.Map;

/**
 * One network as Java.
 *
 * @param definition what the spec says of it
 * @param className the qualified name of the class
 * @param javaSource the class, as text
 * @param vectorClassName the qualified name of the class that computes it in vectors
 * @param vectorSource that class, as text
 * @param summary what it costs
 */
public record CompiledNetwork(
    NetworkDefinition definition,
    String className,
    String javaSource,
    String vectorClassName,
    String vectorSource,
    Summary summary) {

  /** The text of both classes, by name. */
  public Map<String, String> sources() {
    return Map.of(className, javaSource, vectorClassName, vectorSource);
  }
}
