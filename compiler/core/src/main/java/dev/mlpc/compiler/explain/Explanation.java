package dev.mlpc.compiler.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the compiler derived of one network, as a document.
 *
 * @param network its name
 * @param documentation what the spec says of it
 * @param picture the computational graph
 */
public record Explanation(
    String network, Optional<String> documentation, Picture picture, List<Section> sections) {

  public Explanation {
    sections = List.copyOf(sections);
  }

  /** The same document with more chapters at its end. */
  public Explanation withSections(List<Section> more) {
    List<Section> all = new ArrayList<>(sections);
    all.addAll(more);
    return new Explanation(network, documentation, picture, all);
  }

  /** The same document with another picture. */
  public Explanation withPicture(Picture newPicture) {
    return new Explanation(network, documentation, newPicture, sections);
  }

  /** A chapter. */
  public record Section(String title, List<Block> blocks) {
    public Section {
      blocks = List.copyOf(blocks);
    }
  }

  /** A part of a chapter. */
  public sealed interface Block {
    <R> R match(Cases<R> cases);
  }

  /** What the following is about: a value, and the spec's text that makes it. */
  public record Heading(String name, String code) implements Block {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.heading(this);
    }
  }

  /** A paragraph. */
  public record Prose(String text) implements Block {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.prose(this);
    }
  }

  /** Lines of code. */
  public record Listing(List<String> lines) implements Block {
    public Listing {
      lines = List.copyOf(lines);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.listing(this);
    }
  }

  /** Equations, one below the other. */
  public record Equations(List<Equation> equations) implements Block {
    public Equations {
      equations = List.copyOf(equations);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.equations(this);
    }
  }

  /**
   * left = right.
   *
   * @param remark in a word or two; may be empty
   */
  public record Equation(Formula left, Formula right, String remark) {}

  /** A table; a column is set to the right where all its cells are numbers. */
  public record Table(List<String> header, List<List<Cell>> rows) implements Block {
    public Table {
      header = List.copyOf(header);
      rows = rows.stream().map(List::copyOf).toList();
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.table(this);
    }
  }

  /** What stands in a cell: a formula, or a text; a text may be a number or a piece of code. */
  public record Cell(Optional<Formula> formula, String text, Kind kind) {
    static Cell of(Formula formula) {
      return new Cell(Optional.of(formula), "", Kind.FORMULA);
    }

    static Cell text(String text) {
      return new Cell(Optional.empty(), text, Kind.TEXT);
    }

    static Cell code(String text) {
      return new Cell(Optional.empty(), text, Kind.CODE);
    }

    static Cell number(long number) {
      String digits = String.format(Locale.ROOT, "%,d", number).replace(',', '\u202f');
      return new Cell(Optional.empty(), number == 0 ? "" : digits, Kind.NUMBER);
    }
  }

  /** What a cell holds. */
  public enum Kind {
    FORMULA,
    TEXT,
    CODE,
    NUMBER
  }

  /** One case a kind of block. */
  public interface Cases<R> {
    R heading(Heading block);

    R prose(Prose block);

    R listing(Listing block);

    R equations(Equations block);

    R table(Table block);
  }
}
