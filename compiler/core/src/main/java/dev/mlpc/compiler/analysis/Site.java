package dev.mlpc.compiler.analysis;

import dev.mlpc.compiler.graph.Origin;

/**
 * Where an expression stands.
 *
 * @param frame the names it sees
 * @param origin of the nodes it makes
 * @param instances the names of the layers it makes
 */
record Site(Frame frame, Origin origin, Instances instances) {}
