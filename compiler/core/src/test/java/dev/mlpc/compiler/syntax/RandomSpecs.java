package dev.mlpc.compiler.syntax;

import dev.mlpc.compiler.diagnostic.Source;
import dev.mlpc.compiler.diagnostic.Span;
import dev.mlpc.compiler.syntax.Declaration.Entry;
import dev.mlpc.compiler.syntax.Declaration.Option;
import dev.mlpc.compiler.syntax.Declaration.Port;
import dev.mlpc.compiler.syntax.Expression.Argument;
import dev.mlpc.compiler.syntax.Expression.BinaryOperator;
import dev.mlpc.compiler.syntax.Expression.Stage;
import dev.mlpc.compiler.syntax.Expression.UnaryOperator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Makes trees of every shape that the grammar allows, whether they mean anything or not. */
final class RandomSpecs {
  private static final Source NOWHERE = new Source("nowhere", "");
  private static final Span HERE = new Span(NOWHERE, 0, 0);
  private static final List<String> NAMES =
      List.of(
          "x", "Dense", "a1", "_", "loss", "data", "train", "index", "f32", "param", "report",
          "update");
  private static final List<String> TEXTS =
      List.of("", "setosa", "\"", "\\", "a\nb\t\r", "\u0000\u001b", "ä😀", "\ud83d", "\u202e", "'");
  private static final List<String> NUMBERS = List.of("0", "12", "0.5", "1e-3", "1_000", "2.5E+3");

  private final Random random;

  RandomSpecs(long seed) {
    this.random = new Random(seed);
  }

  Spec spec() {
    return new Spec(
        NOWHERE,
        maybe(() -> new Spec.PackageName(some(1, this::name), HERE)),
        some(0, () -> new Spec.Import(pick(TEXTS), HERE)),
        some(0, this::declaration));
  }

  private Declaration declaration() {
    return switch (random.nextInt(7)) {
      case 0 -> new Declaration.Constant(name(), expression(4), documentation(), HERE);
      case 1 ->
          new Declaration.Activation(
              name(), name(), some(0, this::option), expression(4), documentation(), HERE);
      case 2 ->
          new Declaration.Loss(
              name(),
              some(1, this::name),
              some(0, this::option),
              expression(4),
              documentation(),
              HERE);
      case 3 ->
          new Declaration.Layer(
              name(),
              some(1, this::port),
              some(0, this::option),
              some(1, this::port),
              some(0, this::statement),
              documentation(),
              HERE);
      case 4 ->
          new Declaration.Network(
              name(),
              some(1, this::port),
              some(1, this::port),
              some(0, this::statement),
              documentation(),
              HERE);
      case 5 -> new Declaration.Train(name(), some(0, this::entry), documentation(), HERE);
      default -> new Declaration.Data(name(), some(0, this::entry), documentation(), HERE);
    };
  }

  private Option option() {
    return new Option(name(), pick(List.of(Option.Kind.values())), maybe(this::small), HERE);
  }

  private Port port() {
    return new Port(name(), type(), HERE);
  }

  private TypeReference type() {
    return new TypeReference(
        pick(List.of(TypeReference.Kind.values())), some(0, this::small), HERE);
  }

  private Statement statement() {
    return switch (random.nextInt(8)) {
      case 0 ->
          new Statement.Parameter(
              name(), type(), small(), maybe(this::small), documentation(), HERE);
      case 1 -> new Statement.State(name(), type(), small(), documentation(), HERE);
      case 2 -> new Statement.Shared(name(), small(), documentation(), HERE);
      case 3 -> new Statement.Labels(name(), some(1, this::text), HERE);
      case 4 ->
          new Statement.DefineSeveral(some(2, this::name), expression(3), documentation(), HERE);
      case 5 -> new Statement.Update(name(), expression(3), documentation(), HERE);
      default -> new Statement.Define(name(), expression(5), documentation(), HERE);
    };
  }

  private Entry entry() {
    return switch (random.nextInt(4)) {
      case 0 -> new Entry.Target(name(), type(), HERE);
      case 1 -> new Entry.Report(some(1, this::small), HERE);
      default -> new Entry.Setting(name(), small(), HERE);
    };
  }

  private Optional<String> documentation() {
    return random.nextInt(3) == 0
        ? Optional.of(pick(List.of("One.", "One.\n\n  Two.", "/ three", "*/ four")))
        : Optional.empty();
  }

  private Expression small() {
    return expression(2);
  }

  private Expression expression(int depth) {
    int most = depth == 0 ? 4 : 13;
    Supplier<Expression> inner = () -> expression(depth - 1);
    return switch (random.nextInt(most)) {
      case 0 -> number();
      case 1 -> new Expression.Truth(random.nextBoolean(), HERE);
      case 2 -> text();
      case 3 -> new Expression.Reference(name(), HERE);
      case 4 -> call(depth);
      case 5 -> new Expression.ListOf(some(0, inner), HERE);
      case 6 -> new Expression.Unary(pick(List.of(UnaryOperator.values())), inner.get(), HERE);
      case 7 -> new Expression.Conditional(inner.get(), inner.get(), inner.get(), HERE);
      case 8 -> new Expression.Element(inner.get(), some(1, () -> index(depth)), HERE);
      case 9 -> new Expression.Pipe(inner.get(), some(1, () -> stage(depth)), HERE);
      default ->
          new Expression.Binary(
              pick(List.of(BinaryOperator.values())), inner.get(), inner.get(), HERE, HERE);
    };
  }

  private Expression number() {
    String text = pick(NUMBERS);
    return new Expression.Number(Double.parseDouble(text.replace("_", "")), text, HERE);
  }

  private Expression.Text text() {
    return new Expression.Text(pick(TEXTS), HERE);
  }

  private Expression index(int depth) {
    return random.nextInt(3) == 0
        ? new Expression.Range(expression(depth - 1), expression(depth - 1), HERE)
        : expression(depth - 1);
  }

  private Expression call(int depth) {
    List<Argument> arguments = new ArrayList<>();
    arguments.addAll(some(0, () -> new Argument(Optional.empty(), index(depth), HERE)));
    arguments.addAll(some(0, () -> new Argument(Optional.of(name()), index(depth), HERE)));
    return new Expression.Call(name(), arguments, HERE);
  }

  private Stage stage(int depth) {
    Expression layer = random.nextBoolean() ? call(depth) : new Expression.Reference(name(), HERE);
    return new Stage(layer, maybe(() -> expression(depth - 1)), maybe(this::name), HERE);
  }

  private Name name() {
    return new Name(pick(NAMES), HERE);
  }

  private <T> T pick(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  private <T> Optional<T> maybe(Supplier<T> value) {
    return random.nextBoolean() ? Optional.of(value.get()) : Optional.empty();
  }

  private <T> List<T> some(int least, Supplier<T> value) {
    return Stream.generate(value).limit(least + random.nextInt(3)).toList();
  }
}
