package dev.mlpc.compiler.plan;

import dev.mlpc.compiler.graph.Graph;
import dev.mlpc.compiler.graph.Node;
import dev.mlpc.compiler.graph.Op;
import dev.mlpc.compiler.graph.Value;
import java.util.List;

/**
 * Decides by sizes alone what threads share of a network. They share samples wherever what is
 * computed of one does not need another; sums over the samples they share by elements, so that each
 * sum is taken by one thread in the order of the samples.
 */
final class Sharing {
  /** Nothing is shared. */
  static final Sharing NONE = new Sharing(false, 1);

  /**
   * Multiplications of a batch's greatest product from which on threads gain: some tens of
   * microseconds, against the one or so that it takes them to meet.
   */
  private static final long LEAST_MULTIPLICATIONS = 1 << 20;

  /** Multiplications of a part: some microseconds. */
  private static final long PART_MULTIPLICATIONS = 1 << 17;

  /** Elements that a part changes: as long. */
  private static final long PART_ELEMENTS = 1 << 13;

  private final boolean shares;
  private final int batch;

  private Sharing(boolean shares, int batch) {
    this.shares = shares;
    this.batch = batch;
  }

  /**
   * What is shared of the programs of these graphs.
   *
   * @param batch how many samples they usually take
   */
  static Sharing of(List<Graph> graphs, int batch) {
    long greatest = 0;
    for (Graph graph : graphs) {
      for (Node node : graph.nodes()) {
        if (node.value().batched() && node.op() instanceof Op.MatMul product) {
          long terms = product.b().shape().dimension(0);
          greatest = Math.max(greatest, terms * node.value().shape().size());
        }
      }
    }
    return new Sharing(greatest * batch >= LEAST_MULTIPLICATIONS, batch);
  }

  /** Whether anything is shared. */
  boolean shares() {
    return shares;
  }

  /** What is computed sample by sample. */
  Split samples() {
    return shares ? Split.SAMPLES : Split.NONE;
  }

  /**
   * Elements of a sum over the samples.
   *
   * @param least the elements of a range are a multiple of it
   * @param multiplications of a sample
   */
  Split sums(int length, int least, long multiplications) {
    long parts = multiplications * batch / PART_MULTIPLICATIONS;
    return shares ? Split.elements(length, least, parts) : Split.NONE;
  }

  /** Columns of a matrix whose gradient is used up in parts. */
  Split update(Product product, List<LoopGroup> groups, Memory memory) {
    boolean divides =
        groups.stream()
            .filter(group -> group.domain().isScalar())
            .flatMap(group -> group.roots().stream())
            .allMatch(root -> isIntermediate(root.value(), memory));
    int columns = product.inputs();
    return divides
        ? sums(columns, PanelProducts.partColumns(columns), product.multiplications())
        : Split.NONE;
  }

  /** What is shared of a stage that is no product. */
  Split of(Stage stage, List<LoopGroup> groups, Memory memory, Elements elements) {
    boolean bySample =
        stage.roots().stream().allMatch(root -> root.value().batched() && !root.accumulates());
    if (bySample) {
      return samples();
    }
    return stage.kind() == Stage.Kind.ONCE ? once(groups, memory, elements) : Split.NONE;
  }

  /** Arrays of equal length that are computed element by element, and scalars beside them. */
  private Split once(List<LoopGroup> groups, Memory memory, Elements elements) {
    int length = 0;
    long work = 0;
    for (LoopGroup group : groups) {
      boolean scalars = group.domain().isScalar();
      boolean divides =
          scalars
              ? group.roots().stream().allMatch(root -> isIntermediate(root.value(), memory))
              : Neighbours.fit(group, memory::destinations, elements);
      if (group.alone() || !divides) {
        return Split.NONE;
      }
      if (!scalars) {
        int width = memory.destinations(group.roots().get(0).value()).get(0).width();
        if (length != 0 && width != length) {
          return Split.NONE;
        }
        length = width;
        work += (long) width * group.roots().size();
      }
    }
    return shares ? Split.elements(length, Order.BLOCK, work / PART_ELEMENTS) : Split.NONE;
  }

  /** Whether nobody sees its array but later calls: each thread may compute it for itself. */
  private static boolean isIntermediate(Value value, Memory memory) {
    return memory.destinations(value).stream()
        .allMatch(buffer -> buffer.storage() == Buffer.Storage.SCRATCH);
  }
}
