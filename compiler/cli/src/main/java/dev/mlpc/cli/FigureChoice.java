package dev.mlpc.cli;

import dev.mlpc.runtime.Figure;
import dev.mlpc.runtime.FigureRequest;
import dev.mlpc.runtime.Port;
import dev.mlpc.runtime.Signature;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What to measure: the figures of the spec, and for classes how often each was taken for which. */
final class FigureChoice {
  private static final Set<Figure> OF_CLASSES =
      EnumSet.of(
          Figure.ACCURACY, Figure.PRECISION, Figure.RECALL, Figure.F1, Figure.AUC, Figure.TOP_K);

  private FigureChoice() {}

  static List<FigureRequest> of(Signature signature, List<FigureRequest> ofSpec) {
    List<FigureRequest> all = new ArrayList<>(ofSpec);
    if (ofSpec.stream().noneMatch(request -> request.figure() == Figure.CONFUSION)) {
      ofSpec.stream()
          .filter(request -> OF_CLASSES.contains(request.figure()))
          .findFirst()
          .map(request -> confusion(request.output(), request.target()))
          .or(() -> onlyPair(signature))
          .ifPresent(all::add);
    }
    return all;
  }

  private static FigureRequest confusion(int output, int target) {
    return new FigureRequest(Figure.CONFUSION, 0, output, target);
  }

  /** The one class target, and the one output with an element for each class. */
  private static Optional<FigureRequest> onlyPair(Signature signature) {
    List<Integer> targets = new ArrayList<>();
    List<Integer> outputs = new ArrayList<>();
    for (int target = 0; target < signature.targets().size(); target++) {
      Port port = signature.targets().get(target);
      if (port.kind() == Port.Kind.CLASS && port.width() == 1) {
        targets.add(target);
        for (int output = 0; output < signature.outputs().size(); output++) {
          if (signature.outputs().get(output).width() == port.classes()) {
            outputs.add(output);
          }
        }
      }
    }
    return targets.size() == 1 && outputs.size() == 1
        ? Optional.of(confusion(outputs.get(0), targets.get(0)))
        : Optional.empty();
  }
}
