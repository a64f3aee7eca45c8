package dev.mlpc.compiler.emit;

import com.palantir.javapoet.CodeBlock;
import dev.mlpc.compiler.definition.RateDefinition;
import dev.mlpc.compiler.definition.RateDefinition.Curve;
import dev.mlpc.runtime.Rate;
import java.util.OptionalLong;

/** Writes the expression that makes a {@link Rate}. */
final class RateWriter implements RateDefinition.Cases<CodeBlock> {
  private final double peak;

  private RateWriter(double peak) {
    this.peak = peak;
  }

  static CodeBlock write(RateDefinition rate) {
    CodeBlock curve = rate.curve().match(new RateWriter(rate.peak()));
    return rate.warmup() > 0 ? CodeBlock.of("$L.withWarmup($LL)", curve, rate.warmup()) : curve;
  }

  @Override
  public CodeBlock constant(Curve.Constant curve) {
    return CodeBlock.of("$T.constant($L)", Rate.class, peak);
  }

  @Override
  public CodeBlock step(Curve.Step curve) {
    return CodeBlock.of("$T.step($L, $LL, $L)", Rate.class, peak, curve.every(), curve.factor());
  }

  @Override
  public CodeBlock exponential(Curve.Exponential curve) {
    return CodeBlock.of("$T.exponential($L, $L)", Rate.class, peak, curve.factor());
  }

  @Override
  public CodeBlock cosine(Curve.Cosine curve) {
    return CodeBlock.of("$T.cosine($L$L)", Rate.class, peak, length(curve.steps()));
  }

  @Override
  public CodeBlock polynomial(Curve.Polynomial curve) {
    return CodeBlock.of(
        "$T.polynomial($L$L, $L)", Rate.class, peak, length(curve.steps()), curve.power());
  }

  @Override
  public CodeBlock oneCycle(Curve.OneCycle curve) {
    return CodeBlock.of("$T.oneCycle($L$L)", Rate.class, peak, length(curve.steps()));
  }

  @Override
  public CodeBlock plateau(Curve.Plateau curve) {
    return CodeBlock.of(
        "$T.plateau($L, $L, $LL)", Rate.class, peak, curve.factor(), curve.patience());
  }

  /** One more argument, where the spec says it. */
  private static CodeBlock length(OptionalLong steps) {
    return steps.isPresent()
        ? CodeBlock.of(", $LL", steps.getAsLong())
        : CodeBlock.builder().build();
  }
}
