package dev.mlpc.compiler.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlpc.compiler.definition.DataDefinition;
import dev.mlpc.compiler.definition.DataDefinition.ColumnChoice;
import dev.mlpc.compiler.definition.DataDefinition.Missing;
import dev.mlpc.compiler.definition.DataDefinition.PortColumns;
import dev.mlpc.compiler.definition.DataDefinition.SourceDefinition;
import dev.mlpc.compiler.definition.PortDefinition;
import dev.mlpc.compiler.diagnostic.Diagnostic;
import dev.mlpc.compiler.diagnostic.Diagnostics;
import dev.mlpc.compiler.diagnostic.Source;
import dev.mlpc.compiler.diagnostic.Span;
import dev.mlpc.compiler.syntax.Declaration;
import dev.mlpc.compiler.tensor.Shape;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class DataReaderTest {
  private static final Source PORTS = new Source("ports.mlp", "x: f32[4], y: class[3]");

  private final Diagnostics diagnostics = new Diagnostics();

  @Test
  void theFirstSpecOfTheLanguage() {
    DataDefinition data =
        valid(
            """
            source = csv("iris.csv", header = true);
            x = columns("sepal_length", "sepal_width", "petal_length", "petal_width");
            y = column("species");
            validation = 0.2;
            """);
    SourceDefinition.Csv csv = (SourceDefinition.Csv) data.source().orElseThrow();
    assertThat(csv.path()).isEqualTo("iris.csv");
    assertThat(csv.header()).isTrue();
    assertThat(csv.separator()).contains(",");
    assertThat(data.test()).isEmpty();
    assertThat(data.validation()).isEqualTo(0.2);
    assertThat(data.missing()).isEqualTo(Missing.ERROR);
    assertThat(data.absent()).isEmpty();
    assertThat(data.columns()).extracting(PortColumns::port).containsExactly("x", "y");
    assertThat(data.columns().get(0).choice())
        .isEqualTo(
            new ColumnChoice.Named(
                List.of("sepal_length", "sepal_width", "petal_length", "petal_width")));
    assertThat(data.columns().get(1).choice())
        .isEqualTo(new ColumnChoice.Named(List.of("species")));
  }

  @Test
  void anEmptyBlock_leavesAllToTheCommandLine() {
    DataDefinition data = valid("");
    assertThat(data.source()).isEmpty();
    assertThat(data.columns()).isEmpty();
    assertThat(data.validation()).isZero();
  }

  @Test
  void sources() {
    DataDefinition data =
        valid("source = idx(\"images.gz\", \"labels.gz\"); test = npz(\"a.npz\");");
    SourceDefinition.Idx idx = (SourceDefinition.Idx) data.source().orElseThrow();
    assertThat(idx.images()).isEqualTo("images.gz");
    assertThat(idx.labels()).isEqualTo("labels.gz");
    assertThat(((SourceDefinition.Npz) data.test().orElseThrow()).path()).isEqualTo("a.npz");
  }

  @Test
  void separators() {
    assertThat(separator("whitespace")).isEmpty();
    assertThat(separator("\"\\t\"")).contains("\t");
    assertThat(separator("\";\"")).contains(";");
  }

  private Optional<String> separator(String text) {
    DataDefinition data = valid("source = csv(\"a.csv\", separator = " + text + ");");
    SourceDefinition.Csv csv = (SourceDefinition.Csv) data.source().orElseThrow();
    assertThat(csv.header()).isFalse();
    return csv.separator();
  }

  @Test
  void missingCells() {
    DataDefinition data = valid("missing = mean; absent = [\"?\", \"NA\"];");
    assertThat(data.missing()).isEqualTo(Missing.MEAN);
    assertThat(data.absent()).containsExactly("?", "NA");
    assertThat(valid("missing = drop;").missing()).isEqualTo(Missing.DROP);
    assertThat(valid("missing = error;").missing()).isEqualTo(Missing.ERROR);
  }

  @ParameterizedTest
  @MethodSource("choices")
  void choices(String text, ColumnChoice expected) {
    assertThat(valid(text).columns().get(0).choice()).isEqualTo(expected);
  }

  static Stream<Arguments> choices() {
    return Stream.of(
        Arguments.of("x = columns(0..4);", ColumnChoice.Numbered.range(0, 4)),
        Arguments.of("x = columns(two..two + 4);", ColumnChoice.Numbered.range(2, 6)),
        Arguments.of("x = columns(7, 0..two, 4);", new ColumnChoice.Numbered(List.of(7, 0, 1, 4))),
        Arguments.of("y = column(4);", ColumnChoice.Numbered.range(4, 5)),
        Arguments.of("y = columns(4);", ColumnChoice.Numbered.range(4, 5)),
        Arguments.of("y = column(\"a b\");", new ColumnChoice.Named(List.of("a b"))),
        Arguments.of("x = columns(except = \"price\");", new ColumnChoice.Except(List.of("price"))),
        Arguments.of(
            "x = columns(except = [\"a\", \"b\"]);", new ColumnChoice.Except(List.of("a", "b"))));
  }

  @ParameterizedTest
  @CsvSource({
    "columns(0..4), 1, 0",
    "columns(0..4) / 255, 0.00392156862745098, 0",
    "columns(0..4) * two, 2, 0",
    "two * columns(0..4), 2, 0",
    "columns(0..4) + 3, 1, 3",
    "3 + columns(0..4), 1, 3",
    "columns(0..4) - 3, 1, -3",
    "1 - columns(0..4), -1, 1",
    "-columns(0..4), -1, 0",
    "(columns(0..4) - 3) / 2, 0.5, -1.5",
    "columns(0..4) / 127.5 - 1, 0.00784313725490196, -1",
    "2 * (columns(0..4) / 4 + 1) - 5, 0.5, -3",
    "columns(0..4) / (two * 2), 0.25, 0",
    "columns(0..4) / 2 / 2, 0.25, 0",
  })
  void scaling_comesToOneFactorAndOneOffset(String text, double factor, double offset) {
    PortColumns columns = valid("x = " + text + ";").columns().get(0);
    assertThat(columns.factor()).isEqualTo(factor, Offset.offset(1e-15));
    assertThat(columns.offset()).isEqualTo(offset, Offset.offset(1e-15));
    assertThat(columns.choice()).isEqualTo(ColumnChoice.Numbered.range(0, 4));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sorce = csv(\"a\"); | MLP0301 | sorce"
            + " | `sorce` is neither a setting of `data` nor an input or target"
            + " | did you mean `source`?",
        "price = column(1); | MLP0301 | price"
            + " | `price` is neither a setting of `data` nor an input or target"
            + " | inputs and targets are `x` and `y`",
        "validation = 0.1; validation = 0.2; | MLP0202 | validation"
            + " | `validation` is set twice |",
        "y = column(1); y = column(2); | MLP0202 | y | `y` is set twice |",
        "validation = 1; | MLP0209 | 1"
            + " | `validation` must be a number from 0 on and less than 1, but is 1 |",
        "validation = \"a\"; | MLP0204 | \"a\""
            + " | `validation` must be a number from 0 on and less than 1, but is \"a\" |",
        "target y: f32; | MLP0301 | target y: f32; | `data` has no `target`"
            + " | it belongs into the `train` block",
        "report f1; | MLP0301 | report f1; | `data` has no `report`"
            + " | it belongs into the `train` block",
        "missing = zero; | MLP0209 | zero" + " | `missing` must be `mean`, `drop` or `error` |",
        "missing = men; | MLP0209 | men | `missing` must be `mean`, `drop` or `error`"
            + " | did you mean `mean`?",
        "absent = 3; | MLP0204 | 3 | `absent` must be a list of texts, but is 3 |",
        "absent = [\"a\", \"a\"]; | MLP0209 | [\"a\", \"a\"] | `absent` has \"a\" twice |",
        "source = \"a.csv\"; | MLP0402 | \"a.csv\" | this is no source of data"
            + " | write `csv(\"a.csv\")`",
        "source = cvs(\"a.csv\"); | MLP0402 | cvs(\"a.csv\") | this is no source of data"
            + " | did you mean `csv`?",
        "source = csv; | MLP0206 | csv | `csv` needs `path` | write it as in `csv(\"a.csv\")`",
        "source = csv(3); | MLP0204 | 3 | `path` must be a text in double quotes, but is 3 |",
        "source = csv(\"\"); | MLP0402 | \"\""
            + " | `path` is empty, but must be the path of a file |",
        "source = csv(\"a\", headr = true); | MLP0205 | headr | `csv` has no option `headr`"
            + " | did you mean `header`?",
        "source = csv(\"a\", header = 1); | MLP0204 | 1"
            + " | `header` must be true or false, but is 1 |",
        "source = csv(\"a\", separator = \"ab\"); | MLP0402 | \"ab\""
            + " | `separator` must be one character, such as \",\" or \"\\t\" |",
        "source = csv(\"a\", separator = \" \"); | MLP0402 | \" \""
            + " | a blank cannot be the separator, as blanks around a cell do not count"
            + " | write `separator = whitespace` for cells with blanks between them",
        "source = idx(\"a\"); | MLP0206 | idx | `idx` needs `labels`"
            + " | write it as in `idx(\"images.gz\", \"labels.gz\")`",
        "source = npz(\"a\", \"b\"); | MLP0207 | \"b\""
            + " | `npz` takes at most 1 value without a name |",
        "x = columns(4..0); | MLP0401 | 4..0 | `4..0` holds no column:"
            + " a range starts at its first number and ends before its last |",
        "x = columns(2..2); | MLP0401 | 2..2 | `2..2` holds no column:"
            + " a range starts at its first number and ends before its last |",
        "x = columns(-1..3); | MLP0209 | -1"
            + " | `columns` must be a whole number from 0 on, but is -1 |",
        "x = columns(0..3); | MLP0401 | columns(0..3)"
            + " | `x` takes 4 columns, but 3 are given here |",
        "y = columns(\"a\", \"b\"); | MLP0401 | columns(\"a\", \"b\")"
            + " | `y` takes 1 column, but 2 are given here |",
        "x = column(\"a\"); | MLP0401 | column(\"a\")"
            + " | `x` takes 4 columns, but 1 is given here |",
        "x = columns(\"a\", \"b\", \"a\", \"c\"); | MLP0401 | \"a\""
            + " | the column \"a\" is named twice |",
        "x = columns(0, 1, 0..2); | MLP0401 | 0..2 | column 0 is given twice |",
        "x = columns(0, 1, 2, \"a\"); | MLP0204 | \"a\""
            + " | `columns` must be a whole number from 0 on, but is \"a\" |",
        "x = columns(\"a\", 1, \"b\", \"c\"); | MLP0204 | 1"
            + " | `columns` must be a text in double quotes, but is 1 |",
        "y = column(0..1); | MLP0401 | 0..1"
            + " | `column` takes one column; for several there is `columns` |",
        "y = column(\"a\", \"b\"); | MLP0401 | column(\"a\", \"b\")"
            + " | `column` takes one column; for several there is `columns` |",
        "y = column(); | MLP0401 | column()"
            + " | `column` needs the name or number of a column: `column(4)` |",
        "x = columns(exept = \"a\"); | MLP0205 | exept | `columns` has no option `exept`"
            + " | did you mean `except`?",
        "x = \"a\"; | MLP0401 | \"a\" | an input or target takes columns:"
            + " `columns(\"a\", \"b\")`, `columns(0..4)`, `column(4)`, perhaps scaled:"
            + " `columns(0..4) / 255` |",
        "x = columns(0..4) / 0; | MLP0209 | columns(0..4) / 0 | this divides by zero |",
        "x = columns(0..4) * 0; | MLP0401 | columns(0..4) * 0"
            + " | this scaling leaves nothing of the columns |",
        "x = 1 / columns(0..4); | MLP0401 | 1 / columns(0..4)"
            + " | columns are scaled by `+ c`, `- c`, `* c` and `/ c`, with constants c |",
        "x = columns(0..4) ^ 2; | MLP0401 | columns(0..4) ^ 2"
            + " | columns are scaled by `+ c`, `- c`, `* c` and `/ c`, with constants c |",
        "x = columns(0..4) + columns(0..4); | MLP0401 | columns(0..4) + columns(0..4)"
            + " | an input or target takes one choice of columns |",
        "x = columns(0..4) / \"a\"; | MLP0204 | \"a\""
            + " | `scaling` must be a number, but is \"a\" |",
        "y = column(4) / 2; | MLP0401 | column(4) / 2"
            + " | `y` holds numbers of classes, which can be shifted, as in `column(4) - 1`,"
            + " but not scaled |",
      })
  void oneMistake_oneMessage(String text, String code, String at, String message, String help) {
    assertThat(read(text)).isEmpty();
    SettingsText.assertOnly(diagnostics, code, at, message, help);
  }

  @Test
  void namedColumns_needAHeader() {
    read("source = csv(\"a.csv\"); y = column(\"species\");");
    assertThat(diagnostics.inOrder())
        .extracting(Diagnostic::message)
        .containsExactly("`y` names columns, but \"a.csv\" is read without a header");
    assertThat(diagnostics.inOrder().get(0).notes()).hasSize(1);
  }

  @Test
  void aWrongWidth_showsWhereThePortIs() {
    read("x = columns(0..3);");
    assertThat(diagnostics.inOrder().get(0).notes())
        .extracting(note -> note.span().text())
        .containsExactly("x: f32[4]");
  }

  @Test
  void aFaultyConstant_isNoSecondMessage() {
    assertThat(read("validation = broken; y = column(broken); x = columns(0..4) / broken;"))
        .isEmpty();
    assertThat(diagnostics.inOrder())
        .extracting(Diagnostic::message)
        .containsExactly("this divides by zero");
  }

  private DataDefinition valid(String entries) {
    Optional<DataDefinition> data = read(entries);
    assertThat(diagnostics.inOrder()).isEmpty();
    return data.orElseThrow();
  }

  private Optional<DataDefinition> read(String entries) {
    String constants = "const two = 2;" + (entries.contains("broken") ? SettingsText.BROKEN : "");
    Source source = new Source("test.mlp", constants + "data N {" + entries + "}");
    List<PortDefinition> ports =
        List.of(
            port("x", PortDefinition.Kind.REAL, Shape.vector(4), 0, 0, 9),
            port("y", PortDefinition.Kind.CLASS, Shape.SCALAR, 3, 11, 22));
    return SettingsText.read(
        source,
        diagnostics,
        Declaration.Data.class,
        (data, evaluator) -> new DataReader(evaluator, diagnostics).read(data, ports, Set.of()));
  }

  private static PortDefinition port(
      String name, PortDefinition.Kind kind, Shape shape, int classes, int start, int end) {
    return new PortDefinition(
        name, kind, shape, classes, List.of(), Optional.empty(), new Span(PORTS, start, end));
  }
}
