package dev.mlpc.compiler.analysis;

import dev.mlpc.compiler.definition.ClipDefinition;
import dev.mlpc.compiler.definition.OptimizerDefinition;
import dev.mlpc.compiler.diagnostic.Code;
import dev.mlpc.compiler.diagnostic.Diagnostic;
import dev.mlpc.compiler.diagnostic.Diagnostics;
import dev.mlpc.compiler.diagnostic.DidYouMean;
import dev.mlpc.compiler.diagnostic.Span;
import dev.mlpc.compiler.syntax.Declaration.Entry;
import dev.mlpc.compiler.syntax.Declaration.Train;
import dev.mlpc.compiler.syntax.Expression;
import dev.mlpc.compiler.syntax.Name;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Reads {@code train} blocks.
 *
 * <p>A target, a loss and an optimizer must be there. What may be left out is as in Keras, but for
 * the epochs, of which one would rarely be meant: 10 epochs of shuffled batches of 32, seed 0.
 */
final class TrainSettingsReader {
  private static final int EPOCHS = 10;
  private static final int BATCH = 32;

  private static final NumberRange SEEDS =
      new NumberRange("a whole number", x -> x == Math.rint(x) && Math.abs(x) < 0x1p53);

  private static final List<String> KEYS =
      List.of("loss", "optimizer", "epochs", "batch", "seed", "shuffle", "clip", "average", "stop");

  /** What is often looked for under a key of its own, and where it belongs. */
  private static final Map<String, String> ELSEWHERE =
      Map.ofEntries(
          Map.entry("rate", "it belongs to the optimizer: `optimizer = adam(rate = 1e-3);`"),
          Map.entry(
              "learningRate", "it belongs to the optimizer: `optimizer = adam(rate = 1e-3);`"),
          Map.entry("lr", "it belongs to the optimizer: `optimizer = adam(rate = 1e-3);`"),
          Map.entry("momentum", "it belongs to the optimizer: `sgd(rate = 0.1, momentum = 0.9)`"),
          Map.entry("decay", "it belongs to the optimizer: `adamw(rate = 1e-3, decay = 0.01)`"),
          Map.entry("warmup", "it belongs to the rate: `constant(1e-3, warmup = 100)`"),
          Map.entry("patience", "write `stop = early(patience = 10);`"),
          Map.entry("validation", "it belongs into the `data` block"),
          Map.entry("target", "write `target y: class[3];`, with a type"),
          Map.entry("report", "write `report accuracy;`, without `=`"));

  private final ConstantEvaluator constants;
  private final Diagnostics diagnostics;

  TrainSettingsReader(ConstantEvaluator constants, Diagnostics diagnostics) {
    this.constants = constants;
    this.diagnostics = diagnostics;
  }

  /** What the block says; nothing if something in it is wrong, which is reported. */
  Optional<TrainSettings> read(Train train) {
    SettingTable settings = new SettingTable(train.entries(), constants, diagnostics);
    settings.all().forEach(setting -> checkKey(settings, setting.name()));
    List<Entry.Target> targets = targets(train, settings);
    Optional<Expression> loss = settings.get("loss");
    if (loss.isEmpty()) {
      missing(settings, train, "loss", "add a line such as `loss = mse(prediction, target);`");
    }
    Optional<OptimizerDefinition> optimizer =
        settings.read("optimizer", new OptimizerReader(constants, diagnostics)::read);
    if (settings.get("optimizer").isEmpty()) {
      missing(settings, train, "optimizer", "add a line such as `optimizer = adam(rate = 1e-3);`");
    }
    Optional<ClipDefinition> clip = settings.read("clip", this::clip);
    Optional<EarlyStop> stop = settings.read("stop", this::stop);
    Optional<Double> average = settings.read("average", this::average);
    int epochs = (int) settings.number("epochs", NumberRange.wholeFrom(1), EPOCHS);
    int batch = (int) settings.number("batch", NumberRange.wholeFrom(1), BATCH);
    long seed = (long) settings.number("seed", SEEDS, 0);
    boolean shuffle = settings.truth("shuffle", true);
    Optional<List<TrainSettings.Figure>> figures =
        new ReportReader(constants, diagnostics).read(train.entries());
    if (settings.faulty() || loss.isEmpty() || optimizer.isEmpty() || figures.isEmpty()) {
      return Optional.empty();
    }
    Optional<TrainSettings.Figure> watched = stop.flatMap(EarlyStop::watched);
    return Optional.of(
        new TrainSettings(
            targets,
            loss.get(),
            optimizer.get(),
            clip,
            average.map(OptionalDouble::of).orElse(OptionalDouble.empty()),
            epochs,
            batch,
            seed,
            shuffle,
            stop.map(s -> OptionalInt.of(s.patience())).orElse(OptionalInt.empty()),
            watched,
            with(watched, figures.get()),
            train.span()));
  }

  /** Whether {@code train} has a setting of this name. */
  static boolean isSetting(String key) {
    return KEYS.contains(key);
  }

  private static void checkKey(SettingTable settings, Name key) {
    if (KEYS.contains(key.text())) {
      return;
    }
    Diagnostic unknown =
        Diagnostic.error(
            Code.UNKNOWN_SETTING, key.span(), "`train` has no setting `%s`".formatted(key));
    String elsewhere = ELSEWHERE.get(key.text());
    settings.fail(
        elsewhere != null
            ? unknown.withHelp(elsewhere)
            : DidYouMean.addTo(
                unknown.withHelp("its settings are " + WordList.of(KEYS)), key.text(), KEYS));
  }

  private static void missing(SettingTable settings, Train train, String key, String help) {
    settings.fail(
        Diagnostic.error(
                Code.MISSING_SETTING,
                train.name().span(),
                "`train %s` has no %s".formatted(train.name(), key))
            .withHelp(help));
  }

  private static List<Entry.Target> targets(Train train, SettingTable settings) {
    Map<String, Entry.Target> targets = new LinkedHashMap<>();
    for (Entry entry : train.entries()) {
      if (entry instanceof Entry.Target target) {
        Entry.Target before = targets.putIfAbsent(target.name().text(), target);
        if (before != null) {
          settings.fail(
              Diagnostic.error(
                      Code.REDEFINED,
                      target.name().span(),
                      "there is a target `%s` already".formatted(target.name()))
                  .withNote(before.name().span(), "it is defined here first"));
        }
      }
    }
    if (targets.isEmpty()) {
      missing(settings, train, "target", "add a line such as `target y: f32;` or `class[3]`");
    }
    return new ArrayList<>(targets.values());
  }

  private Optional<ClipDefinition> clip(Expression value) {
    Optional<Name> name = CallOptions.callee(value);
    for (ClipDefinition.Kind kind : ClipDefinition.Kind.values()) {
      String word = kind == ClipDefinition.Kind.NORM ? "norm" : "value";
      if (name.isPresent() && name.get().text().equals(word)) {
        CallOptions options =
            CallOptions.bind(value, List.of("limit"), List.of(), constants, diagnostics);
        double limit =
            options.requiredNumber("limit", NumberRange.POSITIVE, "clip = " + word + "(1.0);");
        return options.faulty() ? Optional.empty() : Optional.of(new ClipDefinition(kind, limit));
      }
    }
    return refuse(value, "clip", "`norm(1.0)` or `value(0.5)`", List.of("norm", "value"));
  }

  private Optional<EarlyStop> stop(Expression value) {
    Optional<Name> name = CallOptions.callee(value);
    if (name.isEmpty() || !name.get().text().equals("early")) {
      return refuse(value, "stop", "`early(patience = 10)`", List.of("early"));
    }
    CallOptions options =
        CallOptions.bind(value, List.of("patience", "on"), List.of(), constants, diagnostics);
    int patience =
        options.requiredWhole("patience", NumberRange.wholeFrom(1), "stop = early(patience = 10);");
    Optional<TrainSettings.Figure> watched = options.get("on").flatMap(on -> watched(options, on));
    return options.faulty() ? Optional.empty() : Optional.of(new EarlyStop(patience, watched));
  }

  /** When the run ends early: the figure that is to improve is empty for the loss. */
  private record EarlyStop(int patience, Optional<TrainSettings.Figure> watched) {}

  private Optional<TrainSettings.Figure> watched(CallOptions options, Expression on) {
    Optional<String> name = CallOptions.callee(on).map(Name::text);
    if (on instanceof Expression.Reference && name.equals(Optional.of("loss"))) {
      return Optional.empty();
    }
    if (name.isEmpty() || !ReportReader.FIGURES.contains(name.get())) {
      List<String> known = new ArrayList<>(ReportReader.FIGURES);
      known.add("loss");
      Diagnostic wrong =
          Diagnostic.error(
              Code.BAD_VALUE,
              on.span(),
              "`on` of `early` must be `loss` or a figure such as `accuracy`");
      options.fail(DidYouMean.addTo(wrong, name.orElse(""), known));
      return Optional.empty();
    }
    if (name.get().equals("confusion")) {
      options.fail(
          Diagnostic.error(
                  Code.BAD_VALUE,
                  on.span(),
                  "`confusion` is a table, of which none is better than another")
              .withHelp("watch a number such as `accuracy`"));
      return Optional.empty();
    }
    Optional<TrainSettings.Figure> figure = new ReportReader(constants, diagnostics).figure(on);
    if (figure.isEmpty()) {
      options.invalidate();
    }
    return figure;
  }

  /** What is watched is reported too. */
  private static List<TrainSettings.Figure> with(
      Optional<TrainSettings.Figure> watched, List<TrainSettings.Figure> figures) {
    if (watched.isEmpty() || figures.stream().anyMatch(watched.get()::isSame)) {
      return figures;
    }
    List<TrainSettings.Figure> all = new ArrayList<>(figures);
    all.add(watched.get());
    return all;
  }

  private Optional<Double> average(Expression value) {
    if (!CallOptions.callee(value).map(Name::text).equals(Optional.of("ema"))) {
      return refuse(value, "average", "`ema(0.999)`", List.of("ema"));
    }
    CallOptions options =
        CallOptions.bind(value, List.of("decay"), List.of(), constants, diagnostics);
    double decay = options.number("decay", NumberRange.SHARE, 0.999);
    return options.faulty() ? Optional.empty() : Optional.of(decay);
  }

  private <T> Optional<T> refuse(
      Expression value, String key, String wanted, List<String> candidates) {
    Span span = value.span();
    Diagnostic wrong =
        Diagnostic.error(Code.BAD_VALUE, span, "`%s` must be %s".formatted(key, wanted));
    diagnostics.report(
        CallOptions.callee(value)
            .map(name -> DidYouMean.addTo(wrong, name.text(), candidates))
            .orElse(wrong));
    return Optional.empty();
  }
}
