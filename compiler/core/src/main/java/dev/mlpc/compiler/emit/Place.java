package dev.mlpc.compiler.emit;

import com.palantir.javapoet.CodeBlock;
import dev.mlpc.compiler.plan.Split;

/**
 * Where a call stands: what it is given for what depends on that.
 *
 * @param holder what scratch arrays are fields of, {@code "scratch."} or nothing
 * @param member which of the threads' tiles are its own, {@code "[member]"} or nothing
 * @param inRange whether it is given a range, not all there is
 */
record Place(String holder, String member, boolean inRange) {

  CodeBlock begin() {
    return CodeBlock.of(inRange ? "begin" : "0");
  }

  CodeBlock end(Split split) {
    if (inRange) {
      return CodeBlock.of("end");
    }
    return split.over() == Split.Over.SAMPLES
        ? CodeBlock.of("n")
        : CodeBlock.of("$L", split.length());
  }
}
