package dev.mlpc.compiler.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlpc.compiler.definition.InitializerDefinition;
import dev.mlpc.compiler.definition.NetworkDefinition;
import dev.mlpc.compiler.definition.PortDefinition;
import dev.mlpc.compiler.definition.Precision;
import dev.mlpc.compiler.definition.ReportDefinition;
import dev.mlpc.compiler.definition.TrainingDefinition;
import dev.mlpc.compiler.tensor.Shape;
import org.junit.jupiter.api.Test;

/** The examples of the language's description. */
final class ExamplesTest {
  static final String IRIS =
      """
      package com.acme.iris;

      /// Classifies iris flowers from four measurements.
      network Iris(x: f32[4]) -> (p: f32[3]) {
        logits = x -> Dense(16, relu) -> Dense(3);
        p = softmax(logits);
        labels p = ["setosa", "versicolor", "virginica"];
      }

      train Iris {
        target y: class[3];
        loss = crossEntropy(logits, y);
        optimizer = adam(rate = 1e-2);
        epochs = 200; batch = 16; seed = 42;
        stop = early(patience = 20);
        report accuracy;
      }

      data Iris {
        source = csv("iris.csv", header = true);
        x = columns("sepal_length", "sepal_width", "petal_length", "petal_width");
        y = column("species");
        validation = 0.2;
      }
      """;

  private static final String XOR =
      """
      network Xor(x: f32[2]) -> (y: f32) {
        hidden = x -> Dense(4, tanh);
        y = hidden -> Dense(1, sigmoid);
      }

      train Xor {
        target t: f32;
        loss = mse(y, t);
        optimizer = sgd(rate = 0.5, momentum = 0.9);
        epochs = 2000; batch = 4; seed = 1;
      }
      """;

  private static final String SIAMESE =
      """
      /// Two towers with shared weights: how alike are a and b?
      network Siamese(a: f32[64], b: f32[64]) -> (alike: f32) {
        shared tower = Dense(32, relu);
        u = tower(a);
        v = tower(b);
        alike = sigmoid(sum(u * v));
      }
      """;

  @Test
  void iris() {
    NetworkDefinition iris = Specs.network(IRIS);

    assertThat(iris.packageName()).isEqualTo("com.acme.iris");
    assertThat(iris.documentation()).contains("Classifies iris flowers from four measurements.");
    assertThat(iris.precision()).isEqualTo(Precision.F32);
    assertThat(Specs.tensors(iris))
        .containsExactly(
            "logits.0.weight[16, 4]",
            "logits.0.bias[16]",
            "logits.1.weight[3, 16]",
            "logits.1.bias[3]");
    assertThat(iris.tensors().get(0).initializer().kind())
        .isEqualTo(InitializerDefinition.Kind.GLOROT_UNIFORM);
    assertThat(iris.outputs().get(0).labels()).containsExactly("setosa", "versicolor", "virginica");
    TrainingDefinition training = iris.training().orElseThrow();
    assertThat(training.targets().get(0).kind()).isEqualTo(PortDefinition.Kind.CLASS);
    assertThat(training.targets().get(0).labels()).isEqualTo(iris.outputs().get(0).labels());
    assertThat(training.reports()).containsExactly(new ReportDefinition("accuracy", 0, 0, 0));
    assertThat(training.loss().output("loss").shape()).isEqualTo(Shape.SCALAR);
    assertThat(training.loss().output("loss").batched()).isFalse();
    assertThat(iris.data()).isPresent();
  }

  @Test
  void xor() {
    NetworkDefinition xor = Specs.network(XOR);

    assertThat(Specs.tensors(xor))
        .containsExactly("hidden.weight[4, 2]", "hidden.bias[4]", "y.weight[1, 4]", "y.bias[1]");
    assertThat(xor.inference().output("y").shape()).isEqualTo(Shape.SCALAR);
    assertThat(xor.packageName()).isEmpty();
  }

  private static final String PRICER =
      """
      package com.acme.pricing;

      const width = 32;
      const depth = 3;

      /// x * sigmoid(beta * x), with beta learned.
      activation swish(x; beta: param = 1.0) = x * sigmoid(beta * x);

      /// The quantile loss: tau of the targets lie below the prediction.
      loss pinball(y, t; tau = 0.9) = mean(max(tau * (t - y), (tau - 1) * (t - y)));

      layer Block(x: f32[n]; drop = 0.1) -> (out: f32[n]) {
        h = x -> LayerNorm() -> Dense(n, swish) -> Dropout(drop) -> Dense(n);
        out = x + h;
      }

      network Pricer(x: f32[13], region: index[50]) -> (price: f32) {
        where = region -> Embedding(8);
        body = concat(x -> Standardize(), where) -> Dense(width, swish) -> Block() * depth;
        price = concat(body, x) -> Dense(1);
      }

      train Pricer {
        target t: f32;
        loss = pinball(price, t, tau = 0.9) + l2(1e-4);
        optimizer = adamw(rate = cosine(3e-3, warmup = 500), decay = 0.01);
        clip = norm(1.0);
        epochs = 100; batch = 128; seed = 7;
        report mae, rmse;
      }
      """;

  @Test
  void pricer() {
    NetworkDefinition pricer = Specs.network(PRICER);

    assertThat(Specs.tensors(pricer))
        .startsWith(
            "where.weight[50, 8]",
            "body.0.mean[13]",
            "body.0.deviation[13]",
            "body.1.weight[32, 21]",
            "body.1.bias[32]",
            "body.1.y.beta",
            "body.2.0.h.0.weight[32]",
            "body.2.0.h.0.bias[32]",
            "body.2.0.h.1.weight[32, 32]")
        .contains("body.2.1.h.1.weight[32, 32]", "body.2.2.h.3.bias[32]")
        .endsWith("price.weight[1, 45]", "price.bias[1]");
    assertThat(pricer.measurements()).hasSize(1);
    assertThat(pricer.measurements().get(0).mean()).isEqualTo("body.0.mean");
    assertThat(pricer.measurements().get(0).deviation()).isEqualTo("body.0.deviation");
    assertThat(pricer.measurements().get(0).graph().output("x").shape())
        .isEqualTo(Shape.vector(13));
    assertThat(pricer.training().orElseThrow().reports())
        .containsExactly(
            new ReportDefinition("mae", 0, 0, 0), new ReportDefinition("rmse", 0, 0, 0));
  }

  @Test
  void siamese() {
    NetworkDefinition siamese = Specs.network(SIAMESE);

    assertThat(Specs.tensors(siamese)).containsExactly("tower.weight[32, 64]", "tower.bias[32]");
    assertThat(siamese.training()).isEmpty();
  }
}
