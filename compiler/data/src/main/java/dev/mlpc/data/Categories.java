package dev.mlpc.data;

import dev.mlpc.compiler.diagnostic.DidYouMean;
import dev.mlpc.runtime.Port;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The cells of an index or a class: labels, or numbers. While rows are read each different text
 * gets a number in the order of its appearance; {@link #resolve} then says what those stand for,
 * once it is known whether the column holds labels.
 */
final class Categories {
  /** What an unknown text stands for, until the faults are thrown. */
  private static final int NOTHING = 0;

  private final ColumnPlan.Taken taken;
  private List<String> labels;
  private final boolean learns;
  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<Text> texts = new ArrayList<>();
  private final List<Integer> meanings = new ArrayList<>();
  private boolean learned;

  /**
   * The categories of a port.
   *
   * @param labels that stand for 0, 1, …; none where only the file can tell
   * @param learns whether labels may be taken from the file
   */
  Categories(ColumnPlan.Taken taken, List<String> labels, boolean learns) {
    this.taken = taken;
    this.labels = labels;
    this.learns = learns && labels.isEmpty();
  }

  private static final class Text {
    private final String text;
    private final Place first;
    private long times;

    Text(String text, Place first) {
      this.text = text;
      this.first = first;
    }
  }

  /** The number of a cell's text, for now. */
  int number(String cell, Table table, int column) {
    Integer known = numbers.get(cell);
    if (known == null) {
      known = texts.size();
      numbers.put(cell, known);
      texts.add(new Text(cell, table.place(column)));
    }
    texts.get(known).times++;
    return known;
  }

  /** How often each text was read, by its number for now. */
  long times(int number) {
    return texts.get(number).times;
  }

  int size() {
    return texts.size();
  }

  /** The labels that were taken from the file; none where it had numbers, or they were known. */
  List<String> learned() {
    return learned ? labels : List.of();
  }

  /** What the numbers for now stand for: for each the class, from 0 on. */
  List<Integer> resolve(Faults faults) {
    if (learns && !learned && holdsText()) {
      learn(faults);
    }
    while (meanings.size() < texts.size()) {
      meanings.add(meaning(texts.get(meanings.size()), faults));
    }
    return meanings;
  }

  /** A column in which more cells are text than numbers holds labels. */
  private boolean holdsText() {
    long text = 0;
    long numeric = 0;
    for (Text seen : texts) {
      if (Numbers.isNumber(seen.text)) {
        numeric += seen.times;
      } else {
        text += seen.times;
      }
    }
    return text > numeric;
  }

  private void learn(Faults faults) {
    List<String> sorted = texts.stream().map(seen -> seen.text).sorted().toList();
    Port port = taken.port();
    if (sorted.size() > port.classes()) {
      String extra = sorted.get(port.classes());
      Text seen = texts.get(numbers.getOrDefault(extra, 0));
      faults.add(
          Fault.of(
                  Fault.Kind.UNKNOWN_LABEL,
                  seen.first,
                  sorted.size() + " different texts (" + quoted(sorted) + ")",
                  port.classes() + " for `" + port.name() + "`")
              .withHelp(
                  "give `" + port.name() + "` " + sorted.size() + " classes, or mend the file")
              .askedAt(taken.asked()));
    }
    labels = sorted;
    learned = true;
  }

  private int meaning(Text seen, Faults faults) {
    int label = labels.indexOf(seen.text);
    if (label >= 0) {
      return label;
    }
    boolean numbered = labels.stream().noneMatch(Numbers::isNumber) && !learned;
    if (Numbers.isNumber(seen.text) && numbered) {
      return inRange(Double.parseDouble(seen.text), seen.first, seen.times, faults);
    }
    if (labels.isEmpty()) {
      faults.add(
          Fault.of(
                  Fault.Kind.NOT_A_NUMBER,
                  seen.first,
                  '"' + seen.text + '"' + times(seen.times),
                  wholeNumber())
              .withHelp(Numbers.remedy(seen.text)),
          seen.times);
      return NOTHING;
    }
    Optional<String> near =
        DidYouMean.closest(seen.text, labels).map(name -> "did you mean \"" + name + "\"?");
    faults.add(
        Fault.of(
                Fault.Kind.UNKNOWN_LABEL,
                seen.first,
                '"' + seen.text + '"' + times(seen.times),
                "a label of `" + taken.port().name() + "`: " + quoted(labels))
            .withHelp(near),
        seen.times);
    return NOTHING;
  }

  /** The class that a number stands for, in tables of numbers too. */
  int inRange(double cell, Place place, long times, Faults faults) {
    double scaled = cell * taken.factor() + taken.offset();
    int value = (int) Math.rint(scaled);
    if (Math.abs(scaled - value) < 1e-6 && value >= 0 && value < taken.port().classes()) {
      return value;
    }
    faults.add(
        Fault.of(Fault.Kind.OUT_OF_RANGE, place, text(cell) + times(times), wholeNumber())
            .withHelp(scaled == taken.port().classes() ? fromOne() : Optional.empty()),
        times);
    return NOTHING;
  }

  private Optional<String> fromOne() {
    return Optional.of(
        "if the file counts from 1, write `"
            + taken.port().name()
            + " = column("
            + taken.columns()[0]
            + ") - 1;`");
  }

  private String wholeNumber() {
    Port port = taken.port();
    return "a whole number from 0 to " + (port.classes() - 1) + " for `" + port.name() + "`";
  }

  private static String times(long times) {
    return times == 1 ? "" : " (" + times + " times)";
  }

  private static String text(double number) {
    return number == Math.rint(number) && Math.abs(number) < 1e15
        ? String.valueOf((long) number)
        : String.valueOf(number);
  }

  private static String quoted(List<String> names) {
    int shown = 12;
    String list =
        String.join(
            ", ",
            IntStream.range(0, Math.min(shown, names.size()))
                .mapToObj(i -> '"' + names.get(i) + '"')
                .toList());
    return names.size() <= shown ? list : list + ", …";
  }
}
