package dev.mlpc.compiler.emit;

/**
 * A class as text.
 *
 * @param className its qualified name
 * @param text the whole compilation unit
 */
public record JavaSource(String className, String text) {}
