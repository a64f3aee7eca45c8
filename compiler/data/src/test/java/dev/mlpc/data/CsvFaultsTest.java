package dev.mlpc.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mlpc.compiler.definition.DataDefinition;
import dev.mlpc.runtime.Signature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is said of a wrong table: where, what was found, what was expected, what to do. */
final class CsvFaultsTest {

  @TempDir Path directory;

  private DataException learn(
      Signature signature, Optional<DataDefinition> definition, String text, boolean header)
      throws IOException {
    Path file = Files.writeString(directory.resolve("data.csv"), text);
    DataSource source = new DataSource.Csv(file, Optional.of(header), Optional.of(","));
    return catchThrowableOfType(
        DataException.class, () -> new DataLoader(signature, definition).learn(source));
  }

  private String shown(Fault fault) {
    return fault.toString().replace(directory + "/", "");
  }

  static Stream<Arguments> cells() {
    return Stream.of(
        Arguments.of(
            "1,2,3\n1,abc,3\n", "data.csv:2: column 1: found \"abc\", expected a number for `x`"),
        Arguments.of(
            "1,\"2,5\",3\n",
            "data.csv:1: column 1: found \"2,5\", expected a number for `x`"
                + " (write a decimal point, 2.5)"),
        Arguments.of(
            "1,2,\"1,234,567\"\n",
            "data.csv:1: column 2: found \"1,234,567\", expected a number for `t`"
                + " (write it without commas, 1234567)"),
        Arguments.of(
            "1,2,3\n1,2,NaN\n",
            "data.csv:2: column 2: found \"NaN\", expected a number for `t`"
                + " (if it means that nothing is known, write `absent = [\"NaN\"];`)"),
        Arguments.of(
            "-Infinity,2,3\n",
            "data.csv:1: column 0: found \"-Infinity\", expected a number for `x`"
                + " (if it means that nothing is known, write `absent = [\"-Infinity\"];`)"),
        Arguments.of(
            "1,2,3\n1,?,3\n",
            "data.csv:2: column 1: found \"?\", expected a number for `x`"
                + " (if it means that nothing is known, write `absent = [\"?\"];`)"),
        Arguments.of(
            "1,2,3\n1e39,2,3\n",
            "data.csv:2: column 0: found 1e39, which is too large,"
                + " expected a finite number for `x`"),
        Arguments.of(
            "1,2,3\n0x10,2,3\n", "data.csv:2: column 0: found \"0x10\", expected a number for `x`"),
        Arguments.of(
            "1,2,3\n1d,2,3\n", "data.csv:2: column 0: found \"1d\", expected a number for `x`"),
        Arguments.of(
            "1,2,3\n\n1,,3\n",
            "data.csv:3: column 1: found an empty cell, expected a number for `x`"
                + " (write `missing = drop;` or `missing = mean;` in the data block)"),
        Arguments.of(
            "1,2,3\n1,2,\n",
            "data.csv:2: column 2: found an empty cell, expected a number for `t`"
                + " (a target cannot be made up; write `missing = drop;` to leave such rows out)"),
        Arguments.of(
            "1,2,3\n1,2\n",
            "data.csv:2: found a row of 2 cells, expected 3 cells, as in the first row"),
        Arguments.of(
            "1,2,3\n1,2,3,4\n",
            "data.csv:2: found a row of 4 cells, expected 3 cells, as in the first row"),
        Arguments.of(
            "1,2,3\n1;2;3\n",
            "data.csv:2: found a row of 1 cell, expected 3 cells, as in the first row"
                + " (is the separator right?)"),
        Arguments.of("", "data.csv: found an empty file, expected rows of samples"),
        Arguments.of("\n\n", "data.csv: found an empty file, expected rows of samples"),
        Arguments.of(
            "1,2\n",
            "data.csv: found 2 columns, expected 3: 2 for `x`, 1 for `t` (say in the data block"
                + " which columns each takes: `x = columns(0..2);`)"),
        Arguments.of(
            "1 2 3\n",
            "data.csv: found 1 column, expected 3: 2 for `x`, 1 for `t` (is the separator right?"
                + " A data block may name another)"),
        Arguments.of(
            "1,2,3\n1,\"2,3\n4,5,6\n",
            "data.csv:2: found a row that cannot be cut into cells, expected cells between"
                + " separators (a quote that opens a cell must be closed before the next"
                + " separator)"));
  }

  @ParameterizedTest
  @MethodSource("cells")
  void wrongCell_isNamed(String text, String expected) throws Exception {
    DataException exception = learn(DataSpecs.regression(2), Optional.empty(), text, false);
    assertThat(exception.faults().stream().map(this::shown)).containsExactly(expected);
    assertThat(exception.total()).isEqualTo(1);
  }

  @Test
  void headerRead_asARow_isRecognised() throws Exception {
    DataException exception =
        learn(DataSpecs.regression(2), Optional.empty(), "a,b,c\n1,2,3\n", false);
    assertThat(shown(exception.faults().get(0)))
        .isEqualTo(
            "data.csv:1: column 0: found \"a\", expected a number for `x`"
                + " (if line 1 names the columns, write `header = true`)");
  }

  @Test
  void columnsOfAHeader_areNamedBesideTheirNumbers() throws Exception {
    DataException exception =
        learn(DataSpecs.regression(2), Optional.empty(), "a,b,c\n1,x,3\n", true);
    assertThat(shown(exception.faults().get(0)))
        .isEqualTo("data.csv:2: column 1 (b): found \"x\", expected a number for `x`");
  }

  @Test
  void headerAlone_isNoData() throws Exception {
    DataException exception = learn(DataSpecs.regression(2), Optional.empty(), "a,b,c\n", true);
    assertThat(shown(exception.faults().get(0)))
        .isEqualTo("data.csv: found no rows, expected rows of samples");
  }

  @Test
  void manyFaults_areCountedAndTenShown() throws Exception {
    String text = "1,2,3\n" + "x,y,3\n".repeat(20) + "1,2\n";
    DataException exception = learn(DataSpecs.regression(2), Optional.empty(), text, false);
    assertThat(exception.faults()).hasSize(10);
    assertThat(exception.total()).isEqualTo(41);
  }

  static Stream<Arguments> classes() {
    return Stream.of(
        Arguments.of(
            List.of("setosa", "versicolor", "virginica"),
            "1,2,setosa\n1,2,setossa\n1,2,setossa\n",
            "data.csv:2: column 2: found \"setossa\" (2 times), expected a label of `y`:"
                + " \"setosa\", \"versicolor\", \"virginica\" (did you mean \"setosa\"?)"),
        Arguments.of(
            List.of(),
            "1,2,1\n1,2,2\n1,2,3\n",
            "data.csv:3: column 2: found 3, expected a whole number from 0 to 2 for `y`"
                + " (if the file counts from 1, write `y = column(2) - 1;`)"),
        Arguments.of(
            List.of(),
            "1,2,1\n1,2,0.5\n",
            "data.csv:2: column 2: found 0.5, expected a whole number from 0 to 2 for `y`"),
        Arguments.of(
            List.of(),
            "1,2,1\n1,2,-1\n",
            "data.csv:2: column 2: found -1, expected a whole number from 0 to 2 for `y`"),
        Arguments.of(
            List.of(),
            "1,2,1\n1,2,2\n1,2,one\n",
            "data.csv:3: column 2: found \"one\", expected a whole number from 0 to 2 for `y`"),
        Arguments.of(
            List.of(),
            "1,2,a\n1,2,b\n1,2,d\n1,2,c\n",
            "data.csv:3: column 2: found 4 different texts (\"a\", \"b\", \"c\", \"d\"),"
                + " expected 3 for `y` (give `y` 4 classes, or mend the file)"));
  }

  @ParameterizedTest
  @MethodSource("classes")
  void wrongClass_isNamed(List<String> labels, String text, String expected) throws Exception {
    Signature signature = DataSpecs.classifier(labels.toArray(String[]::new));
    DataException exception = learn(signature, Optional.empty(), text, false);
    assertThat(exception.faults().stream().map(this::shown)).containsExactly(expected);
  }

  @Test
  void unknownColumn_namesTheNearest() throws Exception {
    DataException exception =
        learn(
            DataSpecs.regression(2),
            DataSpecs.data(DataSpecs.named("x", "hight", "width"), DataSpecs.named("t", "price")),
            "height,width,price\n1,2,3\n",
            true);
    Fault fault = exception.faults().get(0);
    assertThat(shown(fault))
        .isEqualTo(
            "data.csv:1: found the columns height, width, price, expected a column `hight`"
                + " (did you mean `height`?)");
    assertThat(fault.asked()).contains(DataSpecs.SPAN);
  }

  @Test
  void columnsByName_needAHeader() throws Exception {
    DataException exception =
        learn(DataSpecs.regression(1), DataSpecs.data(DataSpecs.named("x", "a")), "1,2\n", false);
    assertThat(shown(exception.faults().get(0)))
        .isEqualTo(
            "data.csv: found a file without a header, expected a column `a`"
                + " (write `header = true` if its first row names the columns, else numbers)");
  }

  @Test
  void columnsByNumber_mustExist() throws Exception {
    DataException exception =
        learn(
            DataSpecs.regression(2),
            DataSpecs.data(DataSpecs.numbered("x", 2, 4)),
            "1,2,3\n",
            false);
    assertThat(shown(exception.faults().get(0)))
        .isEqualTo(
            "data.csv: found 3 columns, expected column 3 for `x` (columns are numbered from 0)");
  }

  @Test
  void asManyColumnsAsThePortIsWide() throws Exception {
    DataException exception =
        learn(
            DataSpecs.regression(2),
            DataSpecs.data(DataSpecs.numbered("x", 0, 3), DataSpecs.numbered("t", 3, 4)),
            "1,2,3,4\n",
            false);
    assertThat(shown(exception.faults().get(0)))
        .isEqualTo("data.csv: found 3 columns for `x`, expected 2 columns");
  }

  @Test
  void missingFile_isNamedInFull() {
    DataSource source =
        new DataSource.Csv(directory.resolve("absent.csv"), Optional.of(false), Optional.of(","));
    DataException exception =
        catchThrowableOfType(
            DataException.class,
            () -> new DataLoader(DataSpecs.regression(2), Optional.empty()).learn(source));
    assertThat(exception.faults().get(0).kind()).isEqualTo(Fault.Kind.NO_FILE);
    assertThat(exception).hasMessageContaining(directory.resolve("absent.csv").toString());
  }

  @Test
  void labelThatTheTrainingDataDidNotHave_isUnknown() throws Exception {
    DataLoader loader = new DataLoader(DataSpecs.classifier(), Optional.empty());
    DataFacts facts = new DataFacts(java.util.Map.of("y", List.of("a", "b")), java.util.Map.of());
    Path file = Files.writeString(directory.resolve("data.csv"), "1,2,a\n1,2,c\n");
    DataException exception =
        catchThrowableOfType(
            DataException.class,
            () ->
                loader.load(new DataSource.Csv(file, Optional.of(false), Optional.of(",")), facts));
    assertThat(shown(exception.faults().get(0)))
        .isEqualTo("data.csv:2: column 2: found \"c\", expected a label of `y`: \"a\", \"b\"");
  }
}
