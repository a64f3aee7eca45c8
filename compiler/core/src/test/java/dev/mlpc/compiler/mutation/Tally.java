package dev.mlpc.compiler.mutation;

import dev.mlpc.compiler.diagnostic.Code;
import dev.mlpc.compiler.diagnostic.Diagnostic;
import dev.mlpc.compiler.diagnostic.DiagnosticRenderer;
import dev.mlpc.compiler.diagnostic.Severity;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;

/** What was tried, and which single word made the most messages. */
final class Tally {
  private static final int WORST = 25;

  private record Case(long size, String text) {}

  private final Map<Code, Integer> codes = new TreeMap<>();
  private final Map<Integer, Integer> messages = new TreeMap<>();
  private final PriorityQueue<Case> longest = new PriorityQueue<>(Comparator.comparing(Case::size));
  private final PriorityQueue<Case> slowest = new PriorityQueue<>(Comparator.comparing(Case::size));
  private int mutants;
  private int valid;
  private long nanoseconds;

  void add(Mutant mutant, Inspection.Finding finding, long taken) {
    List<Diagnostic> errors =
        finding.diagnostics().stream().filter(d -> d.severity() == Severity.ERROR).toList();
    mutants++;
    valid += errors.isEmpty() ? 1 : 0;
    nanoseconds += taken;
    finding.diagnostics().forEach(diagnostic -> codes.merge(diagnostic.code(), 1, Integer::sum));
    keep(
        slowest,
        taken,
        mutant.mutations().stream().map(Mutation::name).toList()
            + " seed "
            + mutant.seed()
            + " nodes "
            + finding.nodes()
            + " of "
            + mutant.specimen().name());
    if (mutant.isOfOneWord()) {
      messages.merge(errors.size(), 1, Integer::sum);
      keep(
          longest,
          errors.size(),
          "seed "
              + mutant.seed()
              + ", "
              + mutant.mutations().get(0).name()
              + "\n"
              + new DiagnosticRenderer(false, 100).render(errors));
    }
  }

  private static void keep(PriorityQueue<Case> cases, long size, String text) {
    if (cases.size() < WORST || cases.element().size() < size) {
      cases.add(new Case(size, text));
    }
    if (cases.size() > WORST) {
      cases.remove();
    }
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(
        "%d mutants, %d of them valid, %.3f s\n".formatted(mutants, valid, nanoseconds / 1e9));
    text.append("codes: ").append(codes).append('\n');
    text.append("errors of a single word: ").append(messages).append('\n');
    text.append("\nslowest, in nanoseconds:\n");
    slowest.stream()
        .sorted(Comparator.comparing(Case::size).reversed())
        .forEach(c -> text.append(c.size()).append(' ').append(c.text()).append('\n'));
    text.append("\nmost errors of a single word:\n");
    longest.stream()
        .sorted(Comparator.comparing(Case::size).reversed())
        .forEach(c -> text.append(c.size()).append(' ').append(c.text()).append('\n'));
    return text.toString();
  }
}
