package dev.mlpc.compiler.rewrite;

import dev.mlpc.compiler.graph.Graph;
import java.util.List;

/**
 * Applies the local rules, each op offered to each, until they have nothing more to say or a bound
 * is reached. Equal ops become one on the way.
 */
final class SimplifyOps implements Pass {
  /** A walk settles nearly all; a second looks at what the first has brought together. */
  private static final int MOST_WALKS = 4;

  static final List<Rule> RULES =
      List.of(
          new DropStopGradient(),
          new FoldConstants(),
          new RemoveNeutralElements(),
          new SimplifyPowers(),
          new MoveNegations(),
          new ChooseKnown(),
          new StabiliseLogarithms(),
          new SimplifyViews(),
          new SimplifyReductions(),
          new HoistRepeats(),
          new HoistBroadcasts(),
          new GatherFactors(),
          new ShareSwapped());

  private final DropUnused dropUnused = new DropUnused();

  @Override
  public Graph run(Graph graph) {
    Graph result = graph;
    for (int walk = 0; walk < MOST_WALKS; walk++) {
      Graph next = dropUnused.run(Rewriting.rewrite(result, RULES));
      if (next.equals(result)) {
        return result;
      }
      result = next;
    }
    return result;
  }
}
