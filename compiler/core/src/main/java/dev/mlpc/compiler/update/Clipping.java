package dev.mlpc.compiler.update;

import java.util.List;

/** How gradients are kept from growing before they move parameters. */
interface Clipping {
  List<Learned> clip(List<Learned> parameters);
}
