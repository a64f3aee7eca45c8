package dev.mlpc.compiler.generated;

import dev.mlpc.compiler.emit.JavaEmitter;
import dev.mlpc.compiler.emit.JavaSource;
import dev.mlpc.compiler.load.JavaCompilation;
import dev.mlpc.compiler.load.NetworkLoader;
import dev.mlpc.compiler.plan.Plan;
import dev.mlpc.compiler.plan.Planner;
import dev.mlpc.compiler.rewrite.GraphPasses;
import dev.mlpc.runtime.Network;
import java.util.Map;
import java.util.TreeMap;

/** Networks of plans, compiled and loaded; in vectors where this JVM has them. */
final class GeneratedNetworks {
  private GeneratedNetworks() {}

  /** The graphs as the passes leave them to a plan at least. */
  static Planner.Graphs expand(Planner.Graphs graphs) {
    return new Planner.Graphs(
        GraphPasses.expand(graphs.inference()),
        graphs
            .training()
            .map(
                training ->
                    new Planner.TrainingGraphs(
                        GraphPasses.expand(training.step()),
                        GraphPasses.expand(training.evaluation()),
                        training.measurements().stream().map(GraphPasses::expand).toList(),
                        training.gradients().map(GraphPasses::expand))));
  }

  static Network load(Plan plan) {
    return NetworkLoader.load(JavaEmitter.emit(plan).className(), sources(plan)).apply(1);
  }

  /** The text of the classes that this JVM can load, by name. */
  static Map<String, String> sources(Plan plan) {
    Map<String, String> sources = new TreeMap<>();
    put(JavaEmitter.emit(plan), sources);
    if (JavaCompilation.hasVectors()) {
      put(JavaEmitter.emitVector(plan), sources);
    }
    return sources;
  }

  private static void put(JavaSource source, Map<String, String> sources) {
    sources.put(source.className(), source.text());
  }
}
