package dev.mlpc.compiler.plan;

import dev.mlpc.compiler.graph.Value;
import java.util.List;

/** The arrays into which each root is to be written; none for one that lives in locals alone. */
interface Destinations {

  List<Buffer> of(Value value);
}
