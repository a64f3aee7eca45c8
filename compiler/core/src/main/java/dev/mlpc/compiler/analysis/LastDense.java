package dev.mlpc.compiler.analysis;

import dev.mlpc.compiler.syntax.Expression;
import dev.mlpc.compiler.syntax.Expression.Stage;
import dev.mlpc.compiler.tensor.Shape;
import java.util.List;
import java.util.Optional;

/** Finds the layer whose units make a vector as long as it is, to say how it could be longer. */
final class LastDense {
  private LastDense() {}

  /** How a value, which is a name or a pipe, could become a vector of the wanted shape. */
  static Optional<String> remedy(Given operand, Shape wanted) {
    Optional<Frame.Binding> binding = Operands.binding(operand);
    if (binding.isPresent() && binding.get().given().isPresent()) {
      return operand.frame().library().isPrelude()
          ? remedy(binding.get().given().get(), wanted)
          : Optional.empty();
    }
    Optional<Expression> text =
        binding.isPresent() ? binding.get().definition() : operand.expression();
    return wanted.rank() == 1
            && text.isPresent()
            && text.get() instanceof Expression.Pipe pipe
            && endsInDense(pipe.stages(), operand.frame())
        ? Optional.of("give the last Dense %d units".formatted(wanted.size()))
        : Optional.empty();
  }

  /** Whether only stages that keep the length come after the last Dense. */
  private static boolean endsInDense(List<Stage> stages, Frame frame) {
    for (int i = stages.size() - 1; i >= 0; i--) {
      String name =
          stages.get(i).layer() instanceof Expression.Call call ? call.callee().text() : "";
      if (name.equals("Dense")) {
        return true;
      }
      boolean keeps =
          name.equals("Dropout")
              || (stages.get(i).layer() instanceof Expression.Reference reference
                  && frame.library().function(reference.name().text()).isPresent());
      if (!keeps) {
        return false;
      }
    }
    return false;
  }
}
