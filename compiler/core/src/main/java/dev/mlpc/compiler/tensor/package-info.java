/**
 * Shapes, and functions of numbers: the words that graphs, plans and emitted code share. Data
 * alone; knows no other package.
 */
@NullMarked
package dev.mlpc.compiler.tensor;

import org.jspecify.annotations.NullMarked;
