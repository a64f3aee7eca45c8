package dev.mlpc.compiler.random;

import dev.mlpc.compiler.random.RandomTraining.Wanted;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A spec of one network that is valid by construction.
 *
 * @param seed makes it again
 * @param text the whole spec
 * @param wanted by the target's name, what it must be
 */
record RandomNetwork(long seed, String text, Map<String, Wanted> wanted) {

  RandomNetwork {
    wanted = Map.copyOf(wanted);
  }

  /** The network of a seed. */
  static RandomNetwork of(long seed) {
    Choices choices = new Choices(seed);
    String real = choices.chance(0.65) ? "f32" : "f64";
    String name = choices.pick("Net", "Random", "N");
    RandomStages stages = new RandomStages(choices);
    RandomDeclarations declarations = new RandomDeclarations(choices, stages);
    declarations.write();
    RandomBody body = new RandomBody(choices, stages, real);
    body.write();
    RandomTraining training = new RandomTraining(choices, stages, declarations.losses(), real);
    training.write(body.rest());
    List<String> statements = new ArrayList<>(body.statements());
    statements.addAll(training.statements());
    List<String> parts = new ArrayList<>();
    if (choices.chance(0.5)) {
      parts.add("package " + choices.pick("com.acme", "a.b.c", "random") + ";");
    }
    parts.addAll(declarations.texts());
    parts.add(
        (choices.chance(0.3) ? "/// Of no use.\n" : "")
            + "network %s(%s) -> (%s) {\n  %s\n}"
                .formatted(
                    name,
                    String.join(", ", body.inputs()),
                    String.join(", ", training.outputs()),
                    String.join("\n  ", statements)));
    parts.add(training.block(name));
    String text = String.join("\n", parts);
    return new RandomNetwork(
        seed, choices.chance(0.2) ? text.replace(" = ", "=") : text, training.wanted());
  }
}
