package dev.mlpc.samples.tabular;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlpc.samples.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DeliveryStoryTest {

  @Test
  void theTable_isTheOneThatTheSampleDraws() throws IOException {
    assertThat(Files.readString(Tool.sample("tabular/deliveries.csv")))
        .isEqualTo(Deliveries.csv(1));
  }

  @Test
  void nineOfTenDeliveries_arriveInTime(@TempDir Path directory)
      throws IOException, InterruptedException {
    Tool.Outcome trained =
        new Tool(directory).run("train", Tool.sample("tabular/delivery.mlp").toString(), "--json");
    assertThat(trained.status()).as(trained.err()).isZero();

    Delivery delivery = Delivery.load(directory.resolve("delivery.safetensors"));
    List<String> unseen = Deliveries.csv(99).lines().skip(1).toList();
    int inTime = 0;
    for (String line : unseen) {
      String[] cells = line.split(",", -1);
      float[] order = new float[4];
      for (int i = 0; i < order.length; i++) {
        order[i] = Float.parseFloat(cells[i]);
      }
      inTime += Float.parseFloat(cells[4]) <= delivery.predict(order)[0] ? 1 : 0;
    }
    assertThat((double) inTime / unseen.size()).isBetween(0.86, 0.94);
  }
}
