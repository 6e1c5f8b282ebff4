package org.machizu.ingest.format;

import java.text.Normalizer;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.CoordinateXY;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/** Where the rows of a CSV file keep their position, and how to read it from a row's cells. */
sealed interface CsvPosition {
  /** Columns that hold the position and so are no attributes. */
  List<Integer> columns();

  /**
   * The position of a row, not yet checked; null when the cells are blank.
   *
   * @throws RowRejected when they hold something that is no position
   */
  @Nullable Geometry read(List<String> cells) throws RowRejected;

  /** For the import's report. */
  String describe(List<String> names);

  /** A table without position. */
  record None() implements CsvPosition {
    @Override
    public List<Integer> columns() {
      return List.of();
    }

    @Override
    public @Nullable Geometry read(List<String> cells) {
      return null;
    }

    @Override
    public String describe(List<String> names) {
      return "no column with a position";
    }
  }

  /** Two columns: longitude and latitude, or x (east) and y (north). */
  record TwoColumns(int east, int north) implements CsvPosition {
    @Override
    public List<Integer> columns() {
      return List.of(east, north);
    }

    @Override
    public @Nullable Geometry read(List<String> cells) throws RowRejected {
      String x = cells.get(east).strip();
      String y = cells.get(north).strip();
      if (x.isEmpty() && y.isEmpty()) {
        return null;
      }
      if (x.isEmpty() || y.isEmpty()) {
        throw new RowRejected(
            "position-incomplete",
            "one half of the position is empty: east '%s', north '%s'".formatted(x, y),
            "Fill in both, or empty both.",
            null);
      }
      return point(number(x), number(y));
    }

    @Override
    public String describe(List<String> names) {
      return "position in columns %s (east) and %s (north)"
          .formatted(names.get(east), names.get(north));
    }
  }

  /** One column with "lat,lon". */
  record OneColumn(int index) implements CsvPosition {
    private static final Pattern PAIR =
        Pattern.compile("[(\\[]?\\s*([^,\\s、]+)\\s*[,、\\s]\\s*([^,\\s、)\\]]+)\\s*[)\\]]?");

    static boolean looksRight(String cell) {
      Matcher pair = PAIR.matcher(cell.strip());
      return pair.matches() && isNumber(pair.group(1)) && isNumber(pair.group(2));
    }

    @Override
    public List<Integer> columns() {
      return List.of(index);
    }

    @Override
    public @Nullable Geometry read(List<String> cells) throws RowRejected {
      String cell = cells.get(index).strip();
      if (cell.isEmpty()) {
        return null;
      }
      Matcher pair = PAIR.matcher(cell);
      if (!pair.matches()) {
        throw notANumber(cell);
      }
      return point(number(pair.group(2)), number(pair.group(1)));
    }

    @Override
    public String describe(List<String> names) {
      return "position as \"lat,lon\" in column " + names.get(index);
    }
  }

  /** One column with well-known text; where it is empty, two columns may help out. */
  record WellKnownText(int index, @Nullable TwoColumns otherwise, int maxVertices)
      implements CsvPosition {
    @Override
    public List<Integer> columns() {
      return otherwise == null
          ? List.of(index)
          : List.of(index, otherwise.east(), otherwise.north());
    }

    @Override
    public @Nullable Geometry read(List<String> cells) throws RowRejected {
      String cell = cells.get(index).strip();
      if (cell.isEmpty()) {
        return otherwise == null ? null : otherwise.read(cells);
      }
      return WktText.parse(cell, maxVertices);
    }

    @Override
    public String describe(List<String> names) {
      return "geometry as WKT in column " + names.get(index);
    }
  }

  private static Geometry point(double x, double y) {
    return Holder.FACTORY.createPoint(new CoordinateXY(x, y));
  }

  private static boolean isNumber(String text) {
    return Holder.NUMBER.matcher(narrow(text)).matches();
  }

  private static double number(String text) throws RowRejected {
    String narrow = narrow(text);
    if (!Holder.NUMBER.matcher(narrow).matches()) {
      throw notANumber(text);
    }
    return Double.parseDouble(narrow);
  }

  /** Full-width digits and points mean the same number. */
  private static String narrow(String text) {
    boolean isAscii = text.chars().allMatch(c -> c < 0x80);
    return isAscii ? text : Normalizer.normalize(text, Normalizer.Form.NFKC).replace('−', '-');
  }

  private static RowRejected notANumber(String text) {
    boolean isSexagesimal = Holder.SEXAGESIMAL.matcher(text).find();
    return new RowRejected(
        isSexagesimal ? "position-not-decimal" : "position-not-a-number",
        "the position %s is no decimal number".formatted(InputFile.quoted(text)),
        isSexagesimal
            ? "Degrees, minutes and seconds are not read; write decimal degrees such as 42.7632."
            : "Write decimal degrees such as 42.7632, or metres; empty when there is no place.",
        null);
  }

  /** Constants that an interface would otherwise show. */
  final class Holder {
    private static final GeometryFactory FACTORY = new GeometryFactory();
    private static final Pattern NUMBER =
        Pattern.compile("[+-]?[0-9]{1,20}(\\.[0-9]{0,40})?([eE][+-]?[0-9]{1,2})?");
    private static final Pattern SEXAGESIMAL =
        Pattern.compile("[度分秒°′″'\"]|[0-9]+\\.[0-9]+\\.[0-9]");

    private Holder() {}
  }
}
