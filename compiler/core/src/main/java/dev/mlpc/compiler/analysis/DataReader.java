package dev.mlpc.compiler.analysis;

import dev.mlpc.compiler.definition.DataDefinition;
import dev.mlpc.compiler.definition.DataDefinition.Missing;
import dev.mlpc.compiler.definition.DataDefinition.PortColumns;
import dev.mlpc.compiler.definition.DataDefinition.SourceDefinition;
import dev.mlpc.compiler.definition.PortDefinition;
import dev.mlpc.compiler.diagnostic.Code;
import dev.mlpc.compiler.diagnostic.Diagnostic;
import dev.mlpc.compiler.diagnostic.Diagnostics;
import dev.mlpc.compiler.diagnostic.DidYouMean;
import dev.mlpc.compiler.syntax.Declaration.Data;
import dev.mlpc.compiler.syntax.Declaration.Entry;
import dev.mlpc.compiler.syntax.Expression;
import dev.mlpc.compiler.syntax.Name;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads {@code data} blocks. */
final class DataReader {
  private static final List<String> KEYS =
      List.of("source", "test", "validation", "missing", "absent");

  private static final List<String> MISSING = List.of("mean", "drop", "error");

  private final ConstantEvaluator constants;
  private final Diagnostics diagnostics;

  DataReader(ConstantEvaluator constants, Diagnostics diagnostics) {
    this.constants = constants;
    this.diagnostics = diagnostics;
  }

  /**
   * What the block says; nothing if something in it is wrong, which is reported.
   *
   * @param ports the inputs and targets of the network
   * @param declared the names of all of them, also of those in whose types something is wrong
   */
  Optional<DataDefinition> read(Data data, List<PortDefinition> ports, Set<String> declared) {
    SettingTable settings = new SettingTable(data.entries(), constants, diagnostics);
    data.entries().forEach(entry -> refuseTraining(entry, settings));
    SourceReader sources = new SourceReader(constants, diagnostics);
    Optional<SourceDefinition> source = settings.read("source", sources::read);
    Optional<SourceDefinition> test = settings.read("test", sources::read);
    double validation = settings.number("validation", NumberRange.SHARE, 0);
    Missing missing = settings.read("missing", this::missing).orElse(Missing.ERROR);
    List<String> absent = settings.read("absent", this::absent).orElse(List.of());
    List<PortColumns> columns = new ArrayList<>();
    boolean arrays = source.filter(SourceDefinition.Npz.class::isInstance).isPresent();
    for (Entry.Setting setting : settings.all()) {
      if (!KEYS.contains(setting.name().text())) {
        portColumns(setting, ports, declared, arrays, settings).ifPresent(columns::add);
      }
    }
    for (SourceDefinition table : Stream.of(source, test).flatMap(Optional::stream).toList()) {
      checkNames(table, columns, settings);
    }
    return settings.faulty()
        ? Optional.empty()
        : Optional.of(
            new DataDefinition(source, test, validation, columns, missing, absent, data.span()));
  }

  private static void refuseTraining(Entry entry, SettingTable settings) {
    if (!(entry instanceof Entry.Setting)) {
      String word = entry instanceof Entry.Target ? "target" : "report";
      settings.fail(
          Diagnostic.error(Code.UNKNOWN_SETTING, entry.span(), "`data` has no `%s`".formatted(word))
              .withHelp("it belongs into the `train` block"));
    }
  }

  private Optional<PortColumns> portColumns(
      Entry.Setting setting,
      List<PortDefinition> ports,
      Set<String> declared,
      boolean ofArrays,
      SettingTable settings) {
    Optional<PortDefinition> port =
        ports.stream().filter(p -> p.name().equals(setting.name().text())).findFirst();
    if (port.isEmpty()) {
      if (!declared.contains(setting.name().text())) {
        settings.fail(unknownKey(setting.name(), ports));
      }
      return Optional.empty();
    }
    return settings.read(
        setting.name().text(),
        value ->
            new ColumnsReader(constants, diagnostics, ofArrays)
                .read(port.get(), value, setting.span()));
  }

  private static Diagnostic unknownKey(Name key, List<PortDefinition> ports) {
    List<String> names = ports.stream().map(PortDefinition::name).toList();
    List<String> known = Stream.concat(KEYS.stream(), names.stream()).toList();
    Diagnostic unknown =
        Diagnostic.error(
            Code.UNKNOWN_SETTING,
            key.span(),
            "`%s` is neither a setting of `data` nor an input or target".formatted(key));
    if (TrainSettingsReader.isSetting(key.text())) {
      return unknown.withHelp("it belongs into the `train` block");
    }
    if (!names.isEmpty()) {
      unknown = unknown.withHelp("inputs and targets are " + WordList.of(names));
    }
    return DidYouMean.addTo(unknown, key.text(), known);
  }

  /** Columns have names only where the table's first line gives them. */
  private static void checkNames(
      SourceDefinition source, List<PortColumns> columns, SettingTable settings) {
    if (!(source instanceof SourceDefinition.Csv csv) || csv.header()) {
      return;
    }
    for (PortColumns port : columns) {
      if (!(port.choice() instanceof DataDefinition.ColumnChoice.Numbered)) {
        settings.fail(
            Diagnostic.error(
                    Code.BAD_COLUMNS,
                    port.span(),
                    "`%s` names columns, but \"%s\" is read without a header"
                        .formatted(port.port(), csv.path()))
                .withNote(csv.span(), "the table is given here")
                .withHelp("write `csv(…, header = true)`, or number the columns: `columns(0..4)`"));
        return;
      }
    }
  }

  private Optional<Missing> missing(Expression value) {
    Optional<String> word = CallOptions.callee(value).map(Name::text);
    if (value instanceof Expression.Reference && word.filter(MISSING::contains).isPresent()) {
      return word.map(w -> Missing.valueOf(w.toUpperCase(Locale.ROOT)));
    }
    Diagnostic wrong =
        Diagnostic.error(
            Code.BAD_VALUE, value.span(), "`missing` must be " + WordList.anyOf(MISSING));
    diagnostics.report(DidYouMean.addTo(wrong, word.orElse(""), MISSING));
    return Optional.empty();
  }

  private Optional<List<String>> absent(Expression value) {
    Optional<List<String>> texts = constants.texts(value, "absent");
    Set<String> seen = new HashSet<>();
    for (String text : texts.orElse(List.of())) {
      if (!seen.add(text)) {
        diagnostics.report(
            Diagnostic.error(
                Code.BAD_VALUE, value.span(), "`absent` has \"%s\" twice".formatted(text)));
        return Optional.empty();
      }
    }
    return texts;
  }
}
