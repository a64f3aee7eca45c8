package dev.mlpc.compiler.plan;

import java.util.List;
import java.util.Map;

/**
 * Kernels in the order of their calls, and the arrays between them: one way through a graph.
 *
 * @param tiles what its products work in
 * @param outputs the buffer that holds each output of the graph
 */
public record Program(
    List<Buffer> buffers, List<Tile> tiles, List<Call> calls, Map<String, Buffer> outputs) {

  public Program {
    buffers = List.copyOf(buffers);
    tiles = List.copyOf(tiles);
    calls = List.copyOf(calls);
    outputs = Map.copyOf(outputs);
  }

  /**
   * One call of a kernel.
   *
   * @param split what several threads may do of it at once
   */
  public record Call(Kernel kernel, List<Argument> arguments, Split split) {
    public Call {
      arguments = List.copyOf(arguments);
    }
  }

  /** The calls, as threads take part in them. */
  public List<Phase> phases() {
    return Phase.divide(calls);
  }

  /** Whether more than one thread can take part. */
  public boolean isShared() {
    return calls.stream().anyMatch(call -> call.split().isShared());
  }

  /** The buffers of one kind, in order. */
  public List<Buffer> buffers(Buffer.Storage storage) {
    return buffers.stream().filter(buffer -> buffer.storage() == storage).toList();
  }
}
