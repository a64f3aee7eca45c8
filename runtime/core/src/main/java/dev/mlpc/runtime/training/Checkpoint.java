package dev.mlpc.runtime.training;

import dev.mlpc.runtime.Network;
import dev.mlpc.runtime.Tensor;
import java.util.List;

/** A copy of a network's parameters and states that can be brought back. */
final class Checkpoint {
  private final List<Tensor> live;
  private final List<Tensor> kept;

  Checkpoint(Network network) {
    live = network.tensors();
    kept = live.stream().map(Tensor::copy).toList();
  }

  /** Keeps what the network has now. */
  void take() {
    for (int i = 0; i < live.size(); i++) {
      kept.get(i).copyFrom(live.get(i));
    }
  }

  /** Gives the network what was kept. */
  void restore() {
    for (int i = 0; i < live.size(); i++) {
      live.get(i).copyFrom(kept.get(i));
    }
  }

  /** Whether the network could be kept: nothing in it is NaN or infinite. */
  boolean isFinite() {
    for (Tensor tensor : live) {
      if (!tensor.isFinite()) {
        return false;
      }
    }
    return true;
  }
}
