package dev.mlpc.compiler.plan;

import dev.mlpc.compiler.tensor.BinaryFunction;
import java.util.ArrayList;
import java.util.List;

/** Writes the kernels that bring values from one order into another. */
final class Rearrangement {
  /** Elements of a sample that are moved together: a line of the cache. */
  private static final int LINE = 16;

  private static final Index SAMPLE = Index.of(KernelBuilder.SAMPLE);
  private static final Index LANE = Index.of(KernelBuilder.LANE);
  private static final Index PANEL = Index.of("i");
  private static final Index ELEMENT = Index.of("j");
  private static final Index COLUMN = Index.of("k");

  private final KernelBuilder kernel;

  Rearrangement(KernelBuilder kernel) {
    this.kernel = kernel;
  }

  /** Samples that the application gives, row after row, into blocks. */
  List<Statement> intoBlocks(Buffer rows, Buffer blocks) {
    return eachPresent(
        rows.width(),
        place -> {
          Scalar element = new Scalar.Load(kernel.array(rows), inRows(rows, place));
          return new Statement.Store(
              kernel.array(blocks),
              inBlocks(blocks, place),
              rows.integers() ? new Scalar.ToReal(element) : element);
        });
  }

  /** Samples in blocks, row after row. */
  List<Statement> intoRows(Buffer blocks, Buffer rows) {
    return eachPresent(
        rows.width(),
        place ->
            new Statement.Store(
                kernel.array(rows),
                inRows(rows, place),
                new Scalar.Load(kernel.array(blocks), inBlocks(blocks, place))));
  }

  private Index inRows(Buffer rows, Index place) {
    return SAMPLE.plus(LANE).times(rows.width()).plus(kernel.origin(rows)).plus(place);
  }

  private static Index inBlocks(Buffer blocks, Index place) {
    return SAMPLE.times(blocks.width()).plus(place.times(Order.BLOCK)).plus(LANE);
  }

  private interface Move {
    Statement at(Index place);
  }

  private List<Statement> eachPresent(int width, Move move) {
    String present = kernel.local("present");
    int whole = width - width % LINE;
    List<Statement> body = new ArrayList<>();
    Scalar left = new Scalar.Position(kernel.samplesEnd().plus(SAMPLE.times(-1)));
    body.add(
        new Statement.Declare(
            NumberType.INTEGER,
            present,
            new Scalar.Binary(
                BinaryFunction.MIN, new Scalar.Position(Index.of(Order.BLOCK)), left)));
    if (whole > 0) {
      List<Statement> line =
          List.of(Statement.Loop.over("j", Index.of(LINE), List.of(move.at(PANEL.plus(ELEMENT)))));
      body.add(
          new Statement.Loop(
              "i", Index.ZERO, Index.of(whole), LINE, List.of(lanes(Index.of(present), line))));
    }
    if (whole < width) {
      Index place = ELEMENT.plus(whole);
      List<Statement> rest =
          width - whole == 1
              ? List.of(move.at(Index.of(whole)))
              : List.of(Statement.Loop.over("j", Index.of(width - whole), List.of(move.at(place))));
      body.add(lanes(Index.of(present), rest));
    }
    return List.of(kernel.overSamples(Order.BLOCK, body));
  }

  private static Statement lanes(Index count, List<Statement> body) {
    return Statement.Loop.over(KernelBuilder.LANE, count, body);
  }

  /** Samples in blocks, each panel of elements sample by sample. */
  List<Statement> turn(Buffer blocks, Buffer turned) {
    List<Statement> body =
        panels(
            blocks.width(),
            (panel, count) ->
                List.of(
                    lanes(
                        Index.of(Order.BLOCK),
                        List.of(
                            Statement.Loop.over(
                                "j",
                                Index.of(count),
                                List.of(
                                    new Statement.Store(
                                        kernel.array(turned),
                                        SAMPLE
                                            .times(turned.width())
                                            .plus(panel.plus(LANE).times(Order.BLOCK))
                                            .plus(ELEMENT),
                                        new Scalar.Load(
                                            kernel.array(blocks),
                                            inBlocks(blocks, panel.plus(ELEMENT))))))))));
    return List.of(kernel.overSamples(Order.BLOCK, body));
  }

  /** A matrix row by row into panels, or back. */
  List<Statement> matrix(Buffer from, Buffer to, int rows, int columns) {
    return panels(
        rows,
        (panel, count) -> {
          Index inRows = panel.plus(ELEMENT).times(columns).plus(COLUMN);
          Index inPanels = panel.times(columns).plus(COLUMN.times(Order.BLOCK)).plus(ELEMENT);
          boolean out = from.order() == Order.PANELS;
          Statement move =
              new Statement.Store(
                  kernel.array(to),
                  out ? inRows : inPanels,
                  new Scalar.Load(kernel.array(from), out ? inPanels : inRows));
          return List.of(
              Statement.Loop.over(
                  "k",
                  Index.of(columns),
                  List.of(Statement.Loop.over("j", Index.of(count), List.of(move)))));
        });
  }

  private interface PanelBody {
    List<Statement> at(Index panel, int count);
  }

  private static List<Statement> panels(int length, PanelBody body) {
    int whole = length - length % Order.BLOCK;
    List<Statement> result = new ArrayList<>();
    if (whole > 0) {
      result.add(
          new Statement.Loop(
              "i", Index.ZERO, Index.of(whole), Order.BLOCK, body.at(PANEL, Order.BLOCK)));
    }
    if (whole < length) {
      result.addAll(body.at(Index.of(whole), length - whole));
    }
    return result;
  }
}
