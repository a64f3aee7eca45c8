package dev.mlpc.compiler.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlpc.compiler.definition.ClipDefinition;
import dev.mlpc.compiler.definition.OptimizerDefinition;
import dev.mlpc.compiler.definition.OptimizerDefinition.Adadelta;
import dev.mlpc.compiler.definition.OptimizerDefinition.Adagrad;
import dev.mlpc.compiler.definition.OptimizerDefinition.Adam;
import dev.mlpc.compiler.definition.OptimizerDefinition.Lion;
import dev.mlpc.compiler.definition.OptimizerDefinition.Nadam;
import dev.mlpc.compiler.definition.OptimizerDefinition.Rmsprop;
import dev.mlpc.compiler.definition.OptimizerDefinition.Sgd;
import dev.mlpc.compiler.definition.RateDefinition;
import dev.mlpc.compiler.definition.RateDefinition.Curve;
import dev.mlpc.compiler.diagnostic.Diagnostic;
import dev.mlpc.compiler.diagnostic.Diagnostics;
import dev.mlpc.compiler.diagnostic.Source;
import dev.mlpc.compiler.syntax.Declaration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class TrainSettingsReaderTest {
  private static final String NEEDED = "target y: f32; loss = mse(p, y); optimizer = adam; ";

  private final Diagnostics diagnostics = new Diagnostics();

  @Test
  void theFirstSpecOfTheLanguage() {
    TrainSettings settings =
        valid(
            """
            target y: class[3];
            loss = crossEntropy(logits, y);
            optimizer = adam(rate = 1e-2);
            epochs = 200; batch = 16; seed = 42;
            stop = early(patience = 20);
            report accuracy;
            """);
    assertThat(settings.targets()).extracting(t -> t.name().text()).containsExactly("y");
    assertThat(settings.loss().span().text()).isEqualTo("crossEntropy(logits, y)");
    assertThat(settings.optimizer()).isEqualTo(adam(RateDefinition.constant(1e-2)));
    assertThat(settings.clip()).isEmpty();
    assertThat(settings.epochs()).isEqualTo(200);
    assertThat(settings.batch()).isEqualTo(16);
    assertThat(settings.seed()).isEqualTo(42);
    assertThat(settings.shuffle()).isTrue();
    assertThat(settings.patience()).isEqualTo(OptionalInt.of(20));
    assertThat(settings.figures())
        .extracting(TrainSettings.Figure::name)
        .containsExactly("accuracy");
  }

  @Test
  void whatIsLeftOut_hasADefault() {
    TrainSettings settings = valid(NEEDED);
    assertThat(settings.epochs()).isEqualTo(10);
    assertThat(settings.batch()).isEqualTo(32);
    assertThat(settings.seed()).isZero();
    assertThat(settings.shuffle()).isTrue();
    assertThat(settings.clip()).isEmpty();
    assertThat(settings.patience()).isEmpty();
    assertThat(settings.figures()).isEmpty();
    assertThat(settings.optimizer()).isEqualTo(adam(RateDefinition.constant(1e-3)));
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void optimizers_haveTheOptionsOfPyTorch(String text, OptimizerDefinition expected) {
    assertThat(optimizer(text)).isEqualTo(expected);
  }

  static Stream<Arguments> optimizers() {
    RateDefinition tenth = RateDefinition.constant(0.1);
    RateDefinition usual = RateDefinition.constant(1e-3);
    return Stream.of(
        Arguments.of("sgd(0.1)", new Sgd(tenth, 0, false, 0)),
        Arguments.of("sgd(rate = 0.1)", new Sgd(tenth, 0, false, 0)),
        Arguments.of("sgd(1 / 10, momentum = 0.9)", new Sgd(tenth, 0.9, false, 0)),
        Arguments.of("sgd(0.1, 0.9, true, 1e-4)", new Sgd(tenth, 0.9, true, 1e-4)),
        Arguments.of(
            "sgd(nesterov = true, momentum = 0.5, rate = 0.1)", new Sgd(tenth, 0.5, true, 0)),
        Arguments.of("adam", adam(usual)),
        Arguments.of("adam()", adam(usual)),
        Arguments.of("adam(0.1)", adam(tenth)),
        Arguments.of("adam(0.1, 0.8, 0.9, 1e-6, 0.5)", new Adam(tenth, 0.8, 0.9, 1e-6, 0.5, false)),
        Arguments.of(
            "adam(epsilon = 1e-7, decay = 0.1)", new Adam(usual, 0.9, 0.999, 1e-7, 0.1, false)),
        Arguments.of("adamw", new Adam(usual, 0.9, 0.999, 1e-8, 0.01, true)),
        Arguments.of("adamw(rate = 0.1, decay = 0)", new Adam(tenth, 0.9, 0.999, 1e-8, 0, true)),
        Arguments.of("nadam", new Nadam(RateDefinition.constant(2e-3), 0.9, 0.999, 1e-8, 0)),
        Arguments.of("nadam(0.1, 0.8, 0.9, 1e-6, 0.5)", new Nadam(tenth, 0.8, 0.9, 1e-6, 0.5)),
        Arguments.of("rmsprop", new Rmsprop(RateDefinition.constant(1e-2), 0.99, 1e-8, 0, 0)),
        Arguments.of("rmsprop(0.1, 0.9, 1e-6, 0.5, 0.8)", new Rmsprop(tenth, 0.9, 1e-6, 0.5, 0.8)),
        Arguments.of("adagrad", new Adagrad(RateDefinition.constant(1e-2), 0, 1e-10)),
        Arguments.of("adagrad(0.1, decay = 0.5, epsilon = 1)", new Adagrad(tenth, 0.5, 1)),
        Arguments.of("adadelta", new Adadelta(RateDefinition.constant(1), 0.9, 1e-6, 0)),
        Arguments.of("adadelta(0.1, 0.8, 1e-3, 0.5)", new Adadelta(tenth, 0.8, 1e-3, 0.5)),
        Arguments.of("lion", new Lion(RateDefinition.constant(1e-4), 0.9, 0.99, 0)),
        Arguments.of("lion(0.1, 0.8, 0.9, 0.5)", new Lion(tenth, 0.8, 0.9, 0.5)));
  }

  @ParameterizedTest
  @MethodSource("rates")
  void rates_areNumbersOrSchedules(String text, RateDefinition expected) {
    assertThat(optimizer("sgd(rate = " + text + ")").rate()).isEqualTo(expected);
  }

  static Stream<Arguments> rates() {
    OptionalLong run = OptionalLong.empty();
    OptionalLong sixty = OptionalLong.of(60);
    return Stream.of(
        Arguments.of("0.1", new RateDefinition(0.1, new Curve.Constant(), 0)),
        Arguments.of("half / 2", new RateDefinition(0.25, new Curve.Constant(), 0)),
        Arguments.of("max(0.1, 0.2)", new RateDefinition(0.2, new Curve.Constant(), 0)),
        Arguments.of("constant(0.1)", new RateDefinition(0.1, new Curve.Constant(), 0)),
        Arguments.of(
            "constant(0.1, warmup = 10)", new RateDefinition(0.1, new Curve.Constant(), 10)),
        Arguments.of("cosine(0.1)", new RateDefinition(0.1, new Curve.Cosine(run), 0)),
        Arguments.of("cosine(0.1, 60)", new RateDefinition(0.1, new Curve.Cosine(sixty), 0)),
        Arguments.of(
            "cosine(3e-3, warmup = 500)", new RateDefinition(3e-3, new Curve.Cosine(run), 500)),
        Arguments.of(
            "cosine(0.1, steps = 60, warmup = 5)",
            new RateDefinition(0.1, new Curve.Cosine(sixty), 5)),
        Arguments.of("step(0.1, 10, 0.5)", new RateDefinition(0.1, new Curve.Step(10, 0.5), 0)),
        Arguments.of("step(0.1, every = 10)", new RateDefinition(0.1, new Curve.Step(10, 0.1), 0)),
        Arguments.of(
            "exponential(0.1, 0.97, warmup = 3)",
            new RateDefinition(0.1, new Curve.Exponential(0.97), 3)),
        Arguments.of(
            "polynomial(0.1, steps = 60, power = 2)",
            new RateDefinition(0.1, new Curve.Polynomial(sixty, 2), 0)),
        Arguments.of("polynomial(0.1)", new RateDefinition(0.1, new Curve.Polynomial(run, 1), 0)),
        Arguments.of("oneCycle(0.1)", new RateDefinition(0.1, new Curve.OneCycle(run), 0)),
        Arguments.of(
            "oneCycle(peak = 0.1, steps = 60)",
            new RateDefinition(0.1, new Curve.OneCycle(sixty), 0)),
        Arguments.of("plateau(0.1)", new RateDefinition(0.1, new Curve.Plateau(0.1, 10), 0)),
        Arguments.of(
            "plateau(0.1, factor = 0.5, patience = 3, warmup = 7)",
            new RateDefinition(0.1, new Curve.Plateau(0.5, 3), 7)));
  }

  @Test
  void clipAndReports() {
    TrainSettings settings =
        valid(NEEDED + "clip = value(0.5); report accuracy, topK(5); report topK(1), r2;");
    assertThat(settings.clip()).contains(new ClipDefinition(ClipDefinition.Kind.VALUE, 0.5));
    assertThat(settings.figures())
        .extracting(figure -> figure.name() + figure.argument())
        .containsExactly("accuracy0", "topK5", "topK1", "r20");
    assertThat(valid(NEEDED + "clip = norm(2);").clip())
        .contains(new ClipDefinition(ClipDefinition.Kind.NORM, 2));
  }

  @Test
  void whatIsWatched_isReportedOnce() {
    TrainSettings settings = valid(NEEDED + "stop = early(3, on = topK(5)); report accuracy;");
    assertThat(settings.watched()).map(TrainSettings.Figure::name).contains("topK");
    assertThat(settings.figures())
        .extracting(figure -> figure.name() + figure.argument())
        .containsExactly("accuracy0", "topK5");
    assertThat(valid(NEEDED + "stop = early(3, on = r2); report r2;").figures()).hasSize(1);
    assertThat(valid(NEEDED + "stop = early(3, on = loss);").watched()).isEmpty();
  }

  @Test
  void average_isThatOfPyTorch() {
    assertThat(valid(NEEDED).average()).isEmpty();
    assertThat(valid(NEEDED + "average = ema(0.9);").average()).hasValue(0.9);
    assertThat(valid(NEEDED + "average = ema(decay = 0.5);").average()).hasValue(0.5);
    assertThat(valid(NEEDED + "average = ema;").average()).hasValue(0.999);
  }

  @Test
  void theRest() {
    TrainSettings settings =
        valid(
            NEEDED
                + "shuffle = false; seed = -7; stop = early(3, on = loss);"
                + "report precision, recall, f1, auc, rmse, mae, confusion;");
    assertThat(settings.shuffle()).isFalse();
    assertThat(settings.seed()).isEqualTo(-7);
    assertThat(settings.patience()).hasValue(3);
    assertThat(settings.figures()).hasSize(7);
  }

  /** One mistake beside what is needed: one message, at its place. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "epoch = 3; | MLP0301 | epoch | `train` has no setting `epoch` | did you mean `epochs`?",
        "rate = 3; | MLP0301 | rate | `train` has no setting `rate`"
            + " | it belongs to the optimizer: `optimizer = adam(rate = 1e-3);`",
        "epochs = 1; epochs = 2; | MLP0202 | epochs | `epochs` is set twice |",
        "target y: f32; | MLP0202 | y | there is a target `y` already |",
        "epochs = 0.5; | MLP0209 | 0.5"
            + " | `epochs` must be a whole number from 1 on, but is 0.5 |",
        "epochs = \"ten\"; | MLP0204 | \"ten\""
            + " | `epochs` must be a whole number from 1 on, but is \"ten\" |",
        "batch = 0; | MLP0209 | 0 | `batch` must be a whole number from 1 on, but is 0 |",
        "batch = 1e9 * 4; | MLP0209 | 1e9 * 4"
            + " | `batch` must be a whole number from 1 on, but is 4000000000 |",
        "seed = 0.5; | MLP0209 | 0.5 | `seed` must be a whole number, but is 0.5 |",
        "shuffle = 1; | MLP0204 | 1 | `shuffle` must be true or false, but is 1 |",
        "shuffle = haff; | MLP0201 | haff | there is no constant `haff`"
            + " | did you mean `half`?",
        "clip = norm(0); | MLP0209 | 0 | `limit` must be a number greater than 0, but is 0 |",
        "clip = norm; | MLP0206 | norm | `norm` needs `limit`"
            + " | write it as in `clip = norm(1.0);`",
        "clip = norms(1); | MLP0209 | norms(1)"
            + " | `clip` must be `norm(1.0)` or `value(0.5)` | did you mean `norm`?",
        "clip = 1.0; | MLP0209 | 1.0 | `clip` must be `norm(1.0)` or `value(0.5)` |",
        "average = ema(1); | MLP0209 | 1"
            + " | `decay` must be a number from 0 on and less than 1, but is 1 |",
        "average = ema(deccay = 0.9); | MLP0205 | deccay | `ema` has no option `deccay`"
            + " | did you mean `decay`?",
        "average = 0.999; | MLP0209 | 0.999 | `average` must be `ema(0.999)` |",
        "stop = early(0); | MLP0209 | 0"
            + " | `patience` must be a whole number from 1 on, but is 0 |",
        "stop = early; | MLP0206 | early | `early` needs `patience`"
            + " | write it as in `stop = early(patience = 10);`",
        "stop = early(patince = 3); | MLP0205 | patince | `early` has no option `patince`"
            + " | did you mean `patience`?",
        "stop = early(3, on = acuracy); | MLP0209 | acuracy"
            + " | `on` of `early` must be `loss` or a figure such as `accuracy`"
            + " | did you mean `accuracy`?",
        "stop = early(3, on = confusion); | MLP0209 | confusion"
            + " | `confusion` is a table, of which none is better than another"
            + " | watch a number such as `accuracy`",
        "stop = early(3, on = topK); | MLP0206 | topK | `topK` needs `k`"
            + " | write it as in `report topK(5);`",
        "stop = early(3, on = 1); | MLP0209 | 1"
            + " | `on` of `early` must be `loss` or a figure such as `accuracy` |",
        "stop = 20; | MLP0209 | 20 | `stop` must be `early(patience = 10)` |",
        "report acuracy; | MLP0305 | acuracy | there is no figure `acuracy`"
            + " | did you mean `accuracy`?",
        "report topK; | MLP0206 | topK | `topK` needs `k` | write it as in `report topK(5);`",
        "report topK(0); | MLP0209 | 0 | `k` must be a whole number from 1 on, but is 0 |",
        "report f1(2); | MLP0207 | 2 | `f1` takes no values without a name |",
        "report f1, f1; | MLP0305 | f1 | `f1` is reported twice |",
        "report 1; | MLP0305 | 1 | `report` takes names of figures | the figures are `accuracy`,"
            + " `precision`, `recall`, `f1`, `auc`, `topK`, `rmse`, `mae`, `r2` and `confusion`",
      })
  void oneMistake_oneMessage(String text, String code, String at, String message, String help) {
    assertOnly(read(NEEDED + text), code, at, message, help);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "adma | MLP0201 | adma | there is no optimizer `adma` | did you mean `adam`?",
        "gradientDescent | MLP0201 | gradientDescent | there is no optimizer `gradientDescent`"
            + " | there are `sgd`, `adam`, `adamw`, `nadam`, `rmsprop`, `adagrad`, `adadelta` and"
            + " `lion`",
        "0.1 | MLP0204 | 0.1 | `optimizer` must be an optimizer such as `adam(rate = 1e-3)` |",
        "rmsprop(0.1, 1.5) | MLP0209 | 1.5"
            + " | `rho` must be a number from 0 on and less than 1, but is 1.5 |",
        "lion(epsilon = 0) | MLP0205 | epsilon | `lion` has no option `epsilon`"
            + " | its options are `rate`, `beta1`, `beta2` and `decay`",
        "sgd | MLP0206 | sgd | `sgd` needs `rate` | write it as in `sgd(rate = 0.1)`",
        "sgd(rat = 0.1) | MLP0205 | rat | `sgd` has no option `rat` | did you mean `rate`?",
        "sgd(0.1, beta = 0.1) | MLP0205 | beta | `sgd` has no option `beta`"
            + " | its options are `rate`, `momentum`, `nesterov` and `decay`",
        "sgd(-0.1) | MLP0209 | -0.1 | `rate` must be a number from 0 on, but is -0.1 |",
        "sgd(true) | MLP0204 | true | `rate` must be a number from 0 on, but is true |",
        "sgd(0.1, momentum = 1) | MLP0209 | 1"
            + " | `momentum` must be a number from 0 on and less than 1, but is 1 |",
        "sgd(0.1, nesterov = true) | MLP0209 | true"
            + " | `nesterov` has a meaning only with a momentum"
            + " | write `sgd(rate = 0.1, momentum = 0.9, nesterov = true)`",
        "sgd(0.1, rate = 0.2) | MLP0202 | rate = 0.2 | `rate` of `sgd` is given twice |",
        "sgd(0.1, 0, false, 0, 5) | MLP0207 | 5 | `sgd` takes at most 4 values without a name |",
        "adam(beta2 = 1) | MLP0209 | 1"
            + " | `beta2` must be a number from 0 on and less than 1, but is 1 |",
        "adam(epsilon = -1) | MLP0209 | -1 | `epsilon` must be a number from 0 on, but is -1 |",
        "adam(decay = -1) | MLP0209 | -1 | `decay` must be a number from 0 on, but is -1 |",
        "adam(cosin(0.1)) | MLP0201 | cosin | there is no schedule `cosin`"
            + " | did you mean `cosine`?",
        "adam(cosine) | MLP0206 | cosine | `cosine` needs `rate`"
            + " | write it as in `cosine(0.1)`",
        "adam(cosine(0.1, 0)) | MLP0209 | 0"
            + " | `steps` must be a whole number from 1 on, but is 0 |",
        "adam(cosine(0.1, 5, 5)) | MLP0207 | 5 | `cosine` takes at most 2 values without a name"
            + " | `warmup` can be given by name",
        "adam(cosine(0.1, warmup = -1)) | MLP0209 | -1"
            + " | `warmup` must be a whole number from 0 on, but is -1 |",
        "adam(step(0.1)) | MLP0206 | step | `step` needs `every`"
            + " | write it as in `step(0.1, every = 1000, factor = 0.5)`",
        "adam(plateau(0.1, 1.5, 3)) | MLP0209 | 1.5"
            + " | `factor` must be a number from 0 on and less than 1, but is 1.5 |",
        "adam(plateau(0.1, patience = 0.5)) | MLP0209 | 0.5"
            + " | `patience` must be a whole number from 0 on, but is 0.5 |",
        "adam(1 / 0) | MLP0209 | 1 / 0 | this divides by zero |",
      })
  void optimizerMistakes(String text, String code, String at, String message, String help) {
    String block = "target y: f32; loss = mse(p, y); optimizer = " + text + ";";
    assertOnly(read(block), code, at, message, help);
  }

  @Test
  void anEmptyBlock_lacksThreeThings() {
    assertThat(read("")).isEmpty();
    assertThat(diagnostics.inOrder())
        .extracting(Diagnostic::message)
        .containsExactlyInAnyOrder(
            "`train N` has no target", "`train N` has no loss", "`train N` has no optimizer");
    assertThat(diagnostics.inOrder()).allMatch(d -> d.help().isPresent());
  }

  @Test
  void allMistakes_areToldInOneRun() {
    read("target y: f32; loss = 1; optimizer = sgd(-1, momentum = 2); batch = 0; clip = 5;");
    assertThat(diagnostics.inOrder()).hasSize(4);
  }

  @Test
  void aFaultyConstant_isNoSecondMessage() {
    assertThat(read(NEEDED + "epochs = broken; stop = early(broken);")).isEmpty();
    assertThat(diagnostics.inOrder())
        .extracting(Diagnostic::message)
        .containsExactly("this divides by zero");
  }

  private OptimizerDefinition optimizer(String text) {
    return valid("target y: f32; loss = mse(p, y); optimizer = " + text + ";").optimizer();
  }

  private static Adam adam(RateDefinition rate) {
    return new Adam(rate, 0.9, 0.999, 1e-8, 0, false);
  }

  private TrainSettings valid(String entries) {
    Optional<TrainSettings> settings = read(entries);
    assertThat(diagnostics.inOrder()).isEmpty();
    return settings.orElseThrow();
  }

  private void assertOnly(
      Optional<TrainSettings> read, String code, String at, String message, String help) {
    SettingsText.assertOnly(diagnostics, code, at, message, help);
    assertThat(read).isEmpty();
  }

  private Optional<TrainSettings> read(String entries) {
    String constants =
        "const half = 0.5;" + (entries.contains("broken") ? SettingsText.BROKEN : "");
    Source source = new Source("test.mlp", constants + "train N {" + entries + "}");
    return SettingsText.read(
        source,
        diagnostics,
        Declaration.Train.class,
        (train, evaluator) -> new TrainSettingsReader(evaluator, diagnostics).read(train));
  }
}
