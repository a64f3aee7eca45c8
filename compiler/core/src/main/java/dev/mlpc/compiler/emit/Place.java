package dev.mlpc.compiler.emit;

import com.palantir.javapoet.CodeBlock;
import dev.mlpc.compiler.plan.Split;

/**
 * What a call is given by where it stands.
 *
 * @param holder what scratch arrays are fields of, {@code "scratch."} or nothing
 * @param member which of the threads' tiles are its own, {@code "[member]"} or nothing
 * @param begin where the range begins that it is to compute
 * @param end where the range ends
 */
record Place(String holder, String member, CodeBlock begin, CodeBlock end) {

  /** One thread computes all there is. */
  static Place whole(String holder, String member, Split split) {
    boolean bySample = split.over() == Split.Over.SAMPLES;
    CodeBlock end = bySample ? CodeBlock.of("n") : CodeBlock.of("$L", split.length());
    return new Place(holder, member, CodeBlock.of("0"), end);
  }

  /** A thread computes the range that it is given. */
  static Place range() {
    return new Place("", "[member]", CodeBlock.of("begin"), CodeBlock.of("end"));
  }

  /** A thread computes those of the parts that are the call's, from number {@code first} on. */
  static Place parts(Split split, int first) {
    CodeBlock from =
        first == 0
            ? CodeBlock.of("begin * $L", split.grain())
            : CodeBlock.of("$T.max(begin - $L, 0) * $L", Math.class, first, split.grain());
    CodeBlock to = first == 0 ? CodeBlock.of("end") : CodeBlock.of("(end - $L)", first);
    return new Place(
        "",
        "[member]",
        from,
        CodeBlock.of("$T.min($L * $L, $L)", Math.class, to, split.grain(), split.length()));
  }
}
