package dev.mlpc.compiler.graph;

import dev.mlpc.compiler.diagnostic.Span;
import java.util.Optional;

/**
 * Where a node comes from.
 *
 * @param name what the spec calls the value, with the names of the layers around it: {@code
 *     hidden}, {@code body.2.h}; for a value without a name, that of the statement it belongs to
 * @param span the spec's text that asked for it: of the network's own statement, not of the prelude
 * @param role what part it plays
 */
public record Origin(String name, Optional<Span> span, Role role) {

  /** The part a node plays. */
  public enum Role {
    /** It is the value that the name names. */
    NAMED,
    /** A step on the way to the named value. */
    STEP,
    /** The gradient of the loss by the named value, or a step on the way. */
    GRADIENT,
    /** It belongs to the update of the named parameter. */
    UPDATE
  }

  public Origin withRole(Role newRole) {
    return new Origin(name, span, newRole);
  }
}
