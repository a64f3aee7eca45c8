package dev.mlpc.compiler.update;

import java.util.List;

/** g ← min(max(g, -limit), limit), element by element: PyTorch's {@code clip_grad_value_}. */
record ClipByValue(double limit) implements Clipping {

  @Override
  public List<Learned> clip(List<Learned> parameters) {
    return parameters.stream().map(this::clip).toList();
  }

  private Learned clip(Learned parameter) {
    Terms terms = parameter.terms();
    return parameter.withGradient(
        terms.min(terms.max(parameter.gradient(), terms.number(-limit)), terms.number(limit)));
  }
}
