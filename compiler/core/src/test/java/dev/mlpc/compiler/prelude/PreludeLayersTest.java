package dev.mlpc.compiler.prelude;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/**
 * Layers and losses give PyTorch's numbers, and so do their gradients. The numbers were computed by
 * PyTorch 2.13 in double, with the modules and functions that each test names.
 */
final class PreludeLayersTest {
  private static final double[] X = {
    0.31, -1.27, 2.18, -0.44, 0.93, 1.61, -2.35, 0.08, 0.57, 1.12, -0.83, -1.74
  };
  private static final double[] REALS = {
    0.4, 1.9, -0.6, 1.1, 3.2, -0.2, 0.7, -1.3, 2.6, 0.1, -0.5, 1.7
  };
  private static final double[] DISTRIBUTIONS = {
    1, 0, 0, 0.2, 0.5, 0.3, 0, 0.1, 0.9, 0.3, 0.3, 0.4
  };

  /** What weighs the elements of y, of three units and of two: 1, 2, 3, … */
  private static final double[] ELEMENTS = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};

  private static final double[] PAIRS = {1, 2, 3, 4, 5, 6, 7, 8};

  /** {@code torch.nn.RMSNorm(3, eps=1.1920928955078125e-7)}. */
  @Test
  void rmsNorm_isPyTorchs() {
    TrainedSpec spec =
        layer("RmsNorm()", 3).parameter("y.weight", 1.5, 0.5, -2).target(ELEMENTS).input(X);
    assertClose(
        spec.output("y"),
        0.3168474779433934,
        -0.4326841903097953,
        -2.9708709759853664,
        -0.5983047033464475,
        0.4215328591759062,
        -2.919001734508426,
        -2.523485393386572,
        0.028635295244102944,
        -0.8161059144569338,
        1.305125815745415,
        -0.3223971509133019,
        2.703474904044074);
    assertClose(
        spec.gradient("x"),
        0.36900187475395513,
        -0.29455266198261604,
        -0.22406999670008831,
        0.8234463899358891,
        1.700197866549306,
        -0.7570608945644484,
        -0.6078098302585053,
        0.8005462476779868,
        -2.618240665611763,
        0.5504672254708036,
        2.819157290900858,
        -0.9904471341234102);
  }

  /** {@code torch.nn.PReLU(3)}. */
  @Test
  void prelu_isPyTorchs() {
    TrainedSpec spec =
        layer("PRelu()", 3).parameter("y.weight", 0.25, 0.5, -0.1).target(ELEMENTS).input(X);
    assertClose(
        spec.output("y"),
        0.31,
        -0.635,
        2.18,
        -0.11,
        0.93,
        1.61,
        -0.5875,
        0.08,
        0.57,
        1.12,
        -0.415,
        0.174);
    assertClose(
        spec.gradient("x"), 0.25, 0.25, 0.75, 0.25, 1.25, 1.5, 0.4375, 2, 2.25, 2.5, 1.375, -0.3);
  }

  /** {@code torch.nn.Bilinear(3, 3, 2)}; the weight is PyTorch's [2, 3, 3] as [6, 3]. */
  @Test
  void bilinear_isPyTorchs() {
    double[] weight = new double[18];
    for (int i = 0; i < weight.length; i++) {
      weight[i] = (i + 1) / 10.0 - 0.9;
    }
    TrainedSpec spec =
        TrainedSpec.of(
                """
                network N(x: f64[3], b: f64[3]) -> (y: f64[2]) { y = Bilinear(x, b, 2); }
                train N { target t: f64[2]; loss = sum(y * t); optimizer = sgd(0.1); }
                """,
                4)
            .input(X)
            .input("b", 1, -1, 2, 0.5, 0.25, -1, 2, 1, 0, -1, -2, 3)
            .parameter("y.weight", weight)
            .parameter("y.bias", 0.5, -0.5)
            .target(PAIRS);
    assertClose(spec.output("y"), 0.768, 1.964, 0.24125, -1.23125, 5.508, -0.082, -0.08, -1.08);
    assertClose(
        spec.gradient("x"),
        -0.075,
        0.375,
        0.825,
        -0.18125,
        -0.3125,
        -0.44375,
        -2.275,
        0.2,
        2.675,
        1.5,
        1.5,
        1.5);
    assertClose(
        spec.gradient("y.weight"),
        -7.9225,
        -7.0175,
        6.365,
        1.68375,
        3.496875,
        -5.69,
        5.61875,
        6.559375,
        -9.2525,
        -9.355,
        -8.27,
        7.47,
        1.73,
        4.3075,
        -7.18,
        7.085,
        7.1275,
        -9.87);
  }

  /** {@code torch.nn.functional.glu(x @ W.T + b)}. */
  @Test
  void glu_isPyTorchs() {
    TrainedSpec spec = four("Glu(2)");
    assertClose(
        spec.output("y"),
        -0.10707335224609357,
        0.2035175276320908,
        -0.310590133079053,
        0.16371530568601153,
        0.44366595972524697,
        0.30490526317776107,
        0.11583890077809673,
        0.020758035971533157);
    assertClose(
        spec.gradient("x"),
        -0.13519425537470584,
        -0.08236711822704908,
        -0.029539981079392333,
        -0.3848812328078925,
        -0.2645283939955598,
        -0.144175555183227,
        -0.2656530600163051,
        -0.08765573795835083,
        0.0903415840996033,
        -0.37291337203374064,
        -0.23409317044942807,
        -0.0952729688651155);
  }

  /** {@code (x @ W.T + b).reshape(-1, 2, 2).amax(2)}. */
  @Test
  void maxout_isPyTorchs() {
    TrainedSpec spec = four("Maxout(2, 2)");
    assertClose(spec.output("y"), 0.265, 1.197, 0.195, 1.655, 1.072, -0.158, 0.394, -0.611);
    assertClose(
        spec.gradient("x"),
        0.15,
        0.225,
        0.3,
        0.25,
        0.425,
        0.6,
        -0.025,
        0.25,
        0.525,
        -0.075,
        0.3,
        0.675);
  }

  /** A layer to two units with a weight of four rows. */
  private static TrainedSpec four(String use) {
    double[] weight = new double[12];
    for (int i = 0; i < weight.length; i++) {
      weight[i] = (i + 1) / 10.0 - 0.6;
    }
    return layer(use, 2)
        .parameter("y.weight", weight)
        .parameter("y.bias", 0.1, 0.2, -0.3, 0.4)
        .target(PAIRS)
        .input(X);
  }

  private static TrainedSpec layer(String use, int units) {
    return TrainedSpec.of(
        """
        network N(x: f64[3]) -> (y: f64[%d]) { y = x -> %s; }
        train N { target t: f64[%d]; loss = sum(y * t); optimizer = sgd(0.1); }
        """
            .formatted(units, use, units),
        4);
  }

  /** {@code torch.nn.functional.gaussian_nll_loss(1.5 * x, t, 0.5 + x * x)}. */
  @Test
  void gaussianNll_isPyTorchs() {
    TrainedSpec spec = loss("gaussianNll(1.5 * x, t, 0.5 + square(x))").target(REALS);
    assertClose(spec.loss(), 1.768748741677154);
    assertClose(
        spec.gradient("x"),
        0.05666034803212061,
        0.06802660578781863,
        0.028064348907279324,
        -0.13395943446469658,
        -0.24406036632151357,
        0.053145142102517785,
        -0.023829048889182955,
        0.31125812870663616,
        -0.41940341211234444,
        0.09007405140941269,
        -0.10934642324710268,
        0.022624466824141043);
  }

  /** {@code torch.nn.functional.kl_div(log_softmax(x, 1), t, reduction="batchmean")}. */
  @Test
  void klDivergence_isPyTorchs() {
    TrainedSpec spec = loss("klDivergence(logSoftmax(x), t)").target(DISTRIBUTIONS);
    assertClose(spec.loss(), 0.8273500793128659);
    assertClose(
        spec.gradient("x"),
        -0.21750829495924306,
        0.006692482136614013,
        0.21081581282262907,
        -0.030319999642530602,
        -0.04755229690637362,
        0.07787229654890425,
        0.008090570496010172,
        0.06689983622411844,
        -0.0749904067201286,
        0.13341273305266105,
        -0.045348271898124765,
        -0.08806446115453632);
  }

  /** {@code torch.nn.functional.cosine_embedding_loss(x, t, ones(4))}. */
  @Test
  void cosine_isPyTorchs() {
    TrainedSpec spec = loss("cosine(x, t)").target(REALS);
    assertClose(spec.loss(), 1.2531265067496815);
    assertClose(
        spec.gradient("x"),
        -0.02770979636769926,
        -0.05773553950166592,
        -0.029694540501422926,
        -0.05255695594136003,
        -0.10218389484379506,
        0.04466208794441495,
        -0.02048661404829313,
        0.04479968348733696,
        -0.09075003103942851,
        -0.0409225263402124,
        0.05723365731665299,
        -0.0536420488930407);
  }

  @Test
  void cosineOfNothing_isANumber() {
    TrainedSpec spec = loss("cosine(x, t)").target(REALS).input(new double[12]);
    assertThat(spec.loss()).containsExactly(1);
    assertThat(spec.gradient("x")).doesNotContain(Double.NaN);
  }

  private static TrainedSpec loss(String loss) {
    return TrainedSpec.of(
            """
            network N(x: f64[3]) -> (y: f64[3]) { y = x; }
            train N { target t: f64[3]; loss = %s; optimizer = sgd(0.1); }
            """
                .formatted(loss),
            4)
        .input(X);
  }

  private static void assertClose(double[] actual, double... expected) {
    assertThat(actual).containsExactly(expected, Offset.offset(1e-12));
  }
}
