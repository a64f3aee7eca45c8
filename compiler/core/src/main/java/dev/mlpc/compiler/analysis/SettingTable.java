package dev.mlpc.compiler.analysis;

import dev.mlpc.compiler.diagnostic.Code;
import dev.mlpc.compiler.diagnostic.Diagnostic;
import dev.mlpc.compiler.diagnostic.Diagnostics;
import dev.mlpc.compiler.syntax.Declaration.Entry;
import dev.mlpc.compiler.syntax.Expression;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/** The settings of a {@code train} or {@code data} block by their keys, each once. */
final class SettingTable {
  private final Map<String, Entry.Setting> settings = new LinkedHashMap<>();
  private final ConstantEvaluator constants;
  private final Diagnostics diagnostics;
  private boolean faulty;

  /** Reports each key that stands there twice; the first one counts. */
  SettingTable(List<Entry> entries, ConstantEvaluator constants, Diagnostics diagnostics) {
    this.constants = constants;
    this.diagnostics = diagnostics;
    for (Entry entry : entries) {
      if (entry instanceof Entry.Setting setting) {
        put(setting);
      }
    }
  }

  private void put(Entry.Setting setting) {
    Entry.Setting before = settings.putIfAbsent(setting.name().text(), setting);
    if (before != null) {
      fail(
          Diagnostic.error(
                  Code.REDEFINED,
                  setting.name().span(),
                  "`%s` is set twice".formatted(setting.name()))
              .withNote(before.name().span(), "it is set here first"));
    }
  }

  /** All, in the order of the text. */
  List<Entry.Setting> all() {
    return List.copyOf(settings.values());
  }

  /** Whether something was wrong with what was read so far. */
  boolean faulty() {
    return faulty;
  }

  void fail(Diagnostic diagnostic) {
    diagnostics.report(diagnostic);
    faulty = true;
  }

  Optional<Expression> get(String key) {
    return Optional.ofNullable(settings.get(key)).map(Entry.Setting::value);
  }

  /** What a reader makes of a setting's value, if it is there; it reports what is wrong itself. */
  <T> Optional<T> read(String key, Function<Expression, Optional<T>> reader) {
    Optional<Expression> expression = get(key);
    Optional<T> value = expression.flatMap(reader);
    faulty |= expression.isPresent() && value.isEmpty();
    return value;
  }

  double number(String key, NumberRange range, double otherwise) {
    Optional<Expression> expression = get(key);
    if (expression.isEmpty()) {
      return otherwise;
    }
    OptionalDouble value = constants.number(expression.get(), key, range);
    faulty |= value.isEmpty();
    return value.orElse(otherwise);
  }

  boolean truth(String key, boolean otherwise) {
    return read(key, value -> constants.truth(value, key)).orElse(otherwise);
  }
}
