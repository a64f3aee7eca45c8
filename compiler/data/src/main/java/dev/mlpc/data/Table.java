package dev.mlpc.data;

import java.util.List;
import java.util.OptionalInt;

/** Rows of cells, read once from top to bottom. Columns are numbered from 0. */
interface Table extends AutoCloseable {

  /** The file, as the user knows it. */
  String name();

  /** How many cells each row has. */
  int columns();

  /** What each column is called; empty where the file does not say. */
  List<String> columnNames();

  /** The columns of that name: none, one, or for a named array all that it has. */
  List<Integer> columnsNamed(String name);

  /** Whether an input or target without columns of its own takes the array of its name. */
  boolean isKeyed();

  /** Whether cells are text that has to be read; else they are numbers. */
  boolean isText();

  /** How many rows there are, where that is known before they are read. */
  OptionalInt rows();

  /**
   * Goes to the next row; rows of the wrong length are reported and passed over.
   *
   * @return whether there is one
   * @throws DataException if the file ends or breaks where it must not
   */
  boolean next() throws DataException;

  /** A cell of the current row, without the spaces around it; of text tables only. */
  String text(int column);

  /** A cell of the current row; of tables of numbers only. */
  double number(int column);

  /** Where the current row stands. */
  Place place();

  /** Where a cell of the current row stands. */
  default Place place(int column) {
    return place()
        .atColumn(
            column,
            columnNames().isEmpty()
                ? java.util.Optional.empty()
                : java.util.Optional.of(columnNames().get(column)));
  }

  @Override
  void close() throws DataException;
}
