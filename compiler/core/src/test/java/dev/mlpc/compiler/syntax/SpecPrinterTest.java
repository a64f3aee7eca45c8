package dev.mlpc.compiler.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlpc.compiler.diagnostic.Diagnostics;
import dev.mlpc.compiler.diagnostic.Source;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is printed reads back as what it was. */
final class SpecPrinterTest {

  private static Spec parse(String text) {
    Diagnostics diagnostics = new Diagnostics();
    Spec spec = SpecParser.parse(new Source("printed.mlp", text), diagnostics);
    assertThat(diagnostics.inOrder()).as(text).isEmpty();
    return spec;
  }

  @Property(tries = 500, seed = "20240501")
  void parse_undoesPrint(@ForAll long seed) {
    Spec spec = new RandomSpecs(seed).spec();
    String text = SpecPrinter.print(spec);
    assertThat(TreeText.withoutPlaces(parse(text)))
        .as(text)
        .isEqualTo(TreeText.withoutPlaces(spec));
  }

  @Property(tries = 100, seed = "20240502")
  void print_isIdempotent(@ForAll long seed) {
    String text = SpecPrinter.print(new RandomSpecs(seed).spec());
    assertThat(SpecPrinter.print(parse(text))).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a + b - c",
        "a - (b + c)",
        "a * (b + c) @ d",
        "-x ^ 2",
        "(-x) ^ 2",
        "a ^ b ^ c",
        "(a ^ b) ^ c",
        "not a == b and c",
        "(a < b) == (c < d)",
        "if a then b else if c then d else e",
        "(if a then b else c) + d",
        "x -> Dense(16, relu) -> Block(drop = 0.1) * 3 as body",
        "(x -> Dense(1)) + x[2..5, 0]",
        "concat(x -> Standardize(), where)",
        "columns(0..784) / 255"
      })
  void expression_keepsTheBracketsThatItNeeds(String expression) {
    String text = "const c = " + expression + ";\n";
    assertThat(SpecPrinter.print(parse(text))).isEqualTo(text);
  }

  @Test
  void spec_hasOneStyle() {
    Spec spec =
        parse(
            """
            package com.acme ;   import "blocks.mlp";
            const width=32; const depth = ((3));
            /// x * sigmoid(beta * x).
            activation swish(x;beta:param=1.0)=x*sigmoid(beta*x);
            network N(x:f32[13],region:index[50])->(price:f32){
            where=region->Embedding(8); // an aside
            /// The heart.
            body = concat(x -> Standardize(), where) -> Dense(width, swish) -> Dense(width, swish) -> Block() * depth;
            labels price = ["a","b"]; }
            train N{target t:f32;loss=mse(price,t);epochs=100;batch=128;report mae,rmse;}
            """);
    assertThat(SpecPrinter.print(spec))
        .isEqualTo(
            """
            package com.acme;

            import "blocks.mlp";

            const width = 32;
            const depth = 3;

            /// x * sigmoid(beta * x).
            activation swish(x; beta: param = 1.0) = x * sigmoid(beta * x);

            network N(x: f32[13], region: index[50]) -> (price: f32) {
              where = region -> Embedding(8);
              /// The heart.
              body = concat(x -> Standardize(), where)
                  -> Dense(width, swish)
                  -> Dense(width, swish)
                  -> Block() * depth;
              labels price = ["a", "b"];
            }

            train N {
              target t: f32;
              loss = mse(price, t);
              epochs = 100;
              batch = 128;
              report mae, rmse;
            }
            """);
  }
}
