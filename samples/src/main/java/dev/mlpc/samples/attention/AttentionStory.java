package dev.mlpc.samples.attention;

import dev.mlpc.runtime.Batch;
import dev.mlpc.runtime.training.Samples;
import dev.mlpc.runtime.training.TrainingListener;
import dev.mlpc.runtime.training.TrainingLoop;
import dev.mlpc.samples.attention.SensorReadings.Scene;
import java.util.List;
import java.util.Optional;

/** Trains on scenes of sensors, and shows at which sensors each of them looks. */
public final class AttentionStory {

  private AttentionStory() {}

  /** The network after training as its spec says. */
  static Sensors train(List<Scene> scenes) {
    Sensors network = Sensors.create(5);
    Samples samples = Samples.zeros(network.signature(), scenes.size());
    for (int i = 0; i < scenes.size(); i++) {
      put(scenes.get(i).readings(), samples.inputs(), i);
      put(scenes.get(i).means(), samples.targets(), i);
    }
    Sensors.Trainer trainer = network.newTrainer();
    new TrainingLoop(network, trainer, trainer.settings(), samples, Optional.empty())
        .run(TrainingListener.NONE);
    return network;
  }

  private static void put(float[] elements, Batch batch, int sample) {
    System.arraycopy(elements, 0, batch.floats(0), sample * elements.length, elements.length);
  }

  /** What a network makes of one scene: the means, and the weights row by row. */
  static Batch look(Sensors network, Scene scene) {
    Batch in = new Batch(network.signature().inputs(), 1);
    in.resize(1);
    put(scene.readings(), in, 0);
    Batch out = new Batch(network.signature().outputs(), 1);
    network.predict(in, out, network.newWorkspace());
    return out;
  }

  /** Prints a scene that was not trained on. */
  public static void main(String[] arguments) {
    Sensors network = train(SensorReadings.draw(1));
    Scene scene = SensorReadings.draw(99).get(0);
    Batch seen = look(network, scene);
    System.out.println("kind  value   mean  is seen as  by looking at each sensor");
    for (int i = 0; i < SensorReadings.SENSORS; i++) {
      System.out.printf(
          "%4d  %5.2f  %5.2f  %10.2f ",
          scene.kinds()[i], scene.values()[i], scene.means()[i], seen.floats(0)[i]);
      for (int j = 0; j < SensorReadings.SENSORS; j++) {
        System.out.printf("  %4.2f", seen.floats(1)[i * SensorReadings.SENSORS + j]);
      }
      System.out.println();
    }
  }
}
