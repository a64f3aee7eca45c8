package dev.mlpc.samples.tabular;

import java.io.IOException;
import java.nio.file.Path;

/** Promises delivery times with a network that {@code mlpc train delivery.mlp} has trained. */
public final class DeliveryStory {

  private DeliveryStory() {}

  /** Prints what to promise for some orders; takes the file of parameters. */
  public static void main(String[] arguments) throws IOException {
    Delivery delivery = Delivery.load(Path.of(arguments[0]));
    System.out.println("distance  hour  rain  items   promise");
    for (float distance = 1; distance <= 7; distance += 2) {
      for (float hour : new float[] {11, 18}) {
        float[] order = {distance, hour, 0, 3};
        System.out.printf(
            "%5.1f km  %3.0f h  %2.0f mm  %5.0f  %3.0f min%n",
            distance, hour, 0f, 3f, delivery.predict(order)[0]);
      }
    }
  }
}
