package dev.mlpc.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlpc.compiler.definition.DataDefinition;
import dev.mlpc.compiler.definition.DataDefinition.Missing;
import dev.mlpc.data.DataLoader.Loaded;
import dev.mlpc.runtime.Batch;
import dev.mlpc.runtime.Signature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CsvLoadingTest {

  @TempDir Path directory;

  private Path file(String text) throws IOException {
    return Files.writeString(directory.resolve("data.csv"), text);
  }

  private DataSource csv(String text, boolean header, String separator) throws IOException {
    return new DataSource.Csv(file(text), Optional.of(header), Optional.of(separator));
  }

  private DataSource guessed(String text) throws IOException {
    return new DataSource.Csv(file(text), Optional.empty(), Optional.empty());
  }

  private static Loaded learn(
      Signature signature, Optional<DataDefinition> definition, DataSource source)
      throws DataException {
    return new DataLoader(signature, definition).learn(source);
  }

  private static float[] floats(Batch batch) {
    int width = batch.ports().get(0).width();
    return Arrays.copyOf(batch.floats(0), batch.size() * width);
  }

  private static int[] classes(Loaded loaded) {
    return Arrays.copyOf(loaded.samples().targets().indices(0), loaded.samples().targets().size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1,2,3\n4,5,6\n",
        "1,2,3\r\n4,5,6\r\n",
        "1,2,3\n4,5,6",
        "1,2,3\n4,5,6\n\n",
        "1,2,3\n\n4,5,6\n  \n",
        " 1 , 2,3\t\n4 ,5 , 6\n",
        "\uFEFF1,2,3\n4,5,6\n",
        "\"1\",\"2\",3\n4,5,\"6\"\n",
        "1, \"2\" ,3\n4,5,6\n",
        "+1,2.0,3e0\n.4e1,5.,60E-1\n",
        "1;2;3\n4;5;6\n",
        "1\t2\t3\n4\t5\t6\n",
        "1  2 \t 3\n 4 5 6  \n",
        "\uFEFF1 2 3\r\n4 \"5\" 6\r\n",
        "a,b,c\n1,2,3\n4,5,6\n",
      })
  void rowsAreRead_howeverTheyAreWritten(String text) throws Exception {
    Loaded loaded = learn(DataSpecs.regression(2), Optional.empty(), guessed(text));
    assertThat(floats(loaded.samples().inputs())).containsExactly(1, 2, 4, 5);
    assertThat(floats(loaded.samples().targets())).containsExactly(3, 6);
  }

  @Test
  void manyRows_areJoinedFromPieces() throws Exception {
    StringBuilder text = new StringBuilder();
    int rows = 10_000;
    for (int i = 0; i < rows; i++) {
      text.append(i).append(',').append(-i).append(',').append(2 * i).append('\n');
    }
    Loaded loaded = learn(DataSpecs.regression(2), Optional.empty(), guessed(text.toString()));
    assertThat(loaded.samples().inputs().size()).isEqualTo(rows);
    for (int i = 0; i < rows; i++) {
      assertThat(loaded.samples().inputs().floats(0)[2 * i]).isEqualTo(i);
      assertThat(loaded.samples().inputs().floats(0)[2 * i + 1]).isEqualTo(-i);
      assertThat(loaded.samples().targets().floats(0)[i]).isEqualTo(2 * i);
    }
  }

  @Test
  void gzip_isSeenByItsContent() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
      zip.write("1,2,3\n4,5,6\n".getBytes(StandardCharsets.UTF_8));
    }
    Path file = Files.write(directory.resolve("data.csv"), bytes.toByteArray());
    DataSource source = new DataSource.Csv(file, Optional.empty(), Optional.empty());
    assertThat(floats(learn(DataSpecs.regression(2), Optional.empty(), source).samples().targets()))
        .containsExactly(3, 6);
  }

  @Test
  void columns_goByNameInTheOrderAskedFor() throws Exception {
    Loaded loaded =
        learn(
            DataSpecs.regression(2),
            DataSpecs.data(DataSpecs.named("x", "c", "a"), DataSpecs.named("t", "b")),
            csv("a,b,c,d\n1,2,3,x\n4,5,6,y\n", true, ","));
    assertThat(floats(loaded.samples().inputs())).containsExactly(3, 1, 6, 4);
    assertThat(floats(loaded.samples().targets())).containsExactly(2, 5);
  }

  @Test
  void except_leavesTheOthers() throws Exception {
    Loaded loaded =
        learn(
            DataSpecs.regression(2),
            DataSpecs.data(DataSpecs.except("x", "price"), DataSpecs.named("t", "price")),
            csv("a,price,b\n1,2,3\n", true, ","));
    assertThat(floats(loaded.samples().inputs())).containsExactly(1, 3);
    assertThat(floats(loaded.samples().targets())).containsExactly(2);
  }

  @Test
  void portsWithoutColumns_takeWhatIsLeft() throws Exception {
    Loaded loaded =
        learn(
            DataSpecs.regression(2),
            DataSpecs.data(DataSpecs.numbered("t", 0, 1)),
            csv("1,2,3\n4,5,6\n", false, ","));
    assertThat(floats(loaded.samples().inputs())).containsExactly(2, 3, 5, 6);
    assertThat(floats(loaded.samples().targets())).containsExactly(1, 4);
  }

  @Test
  void cells_areScaled() throws Exception {
    Loaded loaded =
        learn(
            DataSpecs.regression(2),
            DataSpecs.data(DataSpecs.scaled("x", 0, 2, 0.5, 1)),
            csv("1,2,3\n4,5,6\n", false, ","));
    assertThat(floats(loaded.samples().inputs())).containsExactly(1.5f, 2, 3, 3.5f);
  }

  @Test
  void texts_areNumberedInSortedOrder_andRemembered() throws Exception {
    Loaded loaded =
        learn(
            DataSpecs.classifier(),
            Optional.empty(),
            guessed("1,2,virginica\n3,4,setosa\n5,6,versicolor\n7,8,setosa\n"));
    assertThat(classes(loaded)).containsExactly(2, 0, 1, 0);
    assertThat(loaded.facts().labels())
        .isEqualTo(Map.of("y", List.of("setosa", "versicolor", "virginica")));
  }

  @Test
  void otherFiles_areReadByTheLabelsOfTheTrainingData() throws Exception {
    DataLoader loader = new DataLoader(DataSpecs.classifier(), Optional.empty());
    DataFacts facts = loader.learn(guessed("1,2,b\n3,4,a\n5,6,c\n")).facts();
    assertThat(classes(loader.load(guessed("1,2,c\n3,4,b\n"), facts))).containsExactly(2, 1);
  }

  @Test
  void labelsOfTheOutput_numberTheTarget() throws Exception {
    Loaded loaded =
        learn(
            DataSpecs.classifier("virginica", "setosa", "versicolor"),
            Optional.empty(),
            guessed("1,2,virginica\n3,4,setosa\n5,6,1\n"));
    assertThat(classes(loaded)).containsExactly(0, 1, 1);
    assertThat(loaded.facts().labels()).isEmpty();
  }

  @Test
  void numbers_areClassesAsTheyStand_orShifted() throws Exception {
    assertThat(
            classes(
                learn(DataSpecs.classifier(), Optional.empty(), guessed("0,0,2\n0,0,0\n0,0,1\n"))))
        .containsExactly(2, 0, 1);
    assertThat(
            classes(
                learn(
                    DataSpecs.classifier(),
                    DataSpecs.data(DataSpecs.scaled("y", 2, 3, 1, -1)),
                    guessed("0,0,3\n0,0,1\n0,0,2.0\n"))))
        .containsExactly(2, 0, 1);
  }

  @Test
  void missingDrop_leavesTheRowOut() throws Exception {
    Loaded loaded =
        learn(
            DataSpecs.regression(2),
            DataSpecs.data(Missing.DROP, List.of("?")),
            csv("1,2,3\n?,5,6\n7,8,\n9,10,11\n", false, ","));
    assertThat(floats(loaded.samples().targets())).containsExactly(3, 11);
    assertThat(loaded.dropped()).isEqualTo(2);
  }

  @Test
  void missingMean_fillsWithTheMeanOfTheColumn_alsoInOtherFiles() throws Exception {
    DataLoader loader =
        new DataLoader(DataSpecs.regression(2), DataSpecs.data(Missing.MEAN, List.of("NA")));
    Loaded loaded = loader.learn(csv("1,2,3\nNA,5,6\n4,,6\n", false, ","));
    assertThat(floats(loaded.samples().inputs())).containsExactly(1, 2, 2.5f, 5, 4, 3.5f);
    Loaded other = loader.load(csv(",9,0\n", false, ","), loaded.facts());
    assertThat(floats(other.samples().inputs())).containsExactly(2.5f, 9);
  }

  @Test
  void missingMean_fillsAnIndexWithTheMostFrequent() throws Exception {
    Signature signature =
        new Signature(
            "N",
            "fingerprint",
            List.of(DataSpecs.index("c", 2)),
            List.of(),
            List.of(DataSpecs.real("t", 1)));
    DataLoader loader = new DataLoader(signature, DataSpecs.data(Missing.MEAN, List.of()));
    Loaded loaded = loader.learn(csv("a,1\nb,1\nb,1\n,1\n", false, ","));
    assertThat(Arrays.copyOf(loaded.samples().inputs().indices(0), 4)).containsExactly(0, 1, 1, 1);
  }

  @Test
  void stream_needsNoTargets() throws Exception {
    DataLoader loader =
        new DataLoader(
            DataSpecs.regression(2),
            DataSpecs.data(DataSpecs.numbered("t", 0, 1), DataSpecs.numbered("x", 1, 3)));
    for (String text : List.of("9,1,2\n9,3,4\n9,5,6\n", "1,2\n3,4\n5,6\n")) {
      Batch batch = new Batch(DataSpecs.regression(2).inputs(), 2);
      try (InputReader reader = loader.stream(csv(text, false, ","), DataFacts.NONE)) {
        assertThat(reader.next(batch)).isTrue();
        assertThat(floats(batch)).containsExactly(1, 2, 3, 4);
        assertThat(reader.next(batch)).isFalse();
        assertThat(floats(batch)).containsExactly(5, 6);
      }
    }
  }

  @Test
  void stream_byName_needsNoColumnsOfTargets() throws Exception {
    DataLoader loader =
        new DataLoader(
            DataSpecs.regression(2),
            DataSpecs.data(DataSpecs.except("x", "t"), DataSpecs.named("t", "t")));
    Batch batch = new Batch(DataSpecs.regression(2).inputs(), 4);
    try (InputReader reader = loader.stream(guessed("a,b\n1,2\n"), DataFacts.NONE)) {
      reader.next(batch);
      assertThat(floats(batch)).containsExactly(1, 2);
    }
  }
}
