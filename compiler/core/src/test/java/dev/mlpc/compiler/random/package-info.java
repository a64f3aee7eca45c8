/**
 * Random networks: specs that are valid by construction, each driven through the whole pipeline,
 * and what must hold of every one of them.
 */
@NullMarked
package dev.mlpc.compiler.random;

import org.jspecify.annotations.NullMarked;
