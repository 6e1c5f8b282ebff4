package org.machizu.ingest.format;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.machizu.geo.crs.Crs;
import org.machizu.geo.feature.GeometryType;
import org.machizu.ingest.format.CsvPosition.OneColumn;
import org.machizu.ingest.format.CsvPosition.TwoColumns;
import org.machizu.ingest.format.CsvPosition.WellKnownText;
import org.machizu.ingest.format.CsvTokenizer.CsvRow;
import org.machizu.ingest.format.MunicipalHeadings.Role;

/** The first reading of a CSV file: types of the columns, and where the position stands. */
final class CsvScan {
  /** Whoever writes degrees in Japan writes within this box; metres of a plane grid never do. */
  private static final Envelope JAPAN_DEGREES = new Envelope(122, 154, 20, 46);

  /** So many filled cells decide whether a column named "location" or "geom" really is one. */
  private static final int LOOKED_AT = 100;

  private final List<String> names;
  private final ReadLimits limits;
  private final List<ColumnScan> columns = new ArrayList<>();
  private final List<String> wktSample = new ArrayList<>();
  private final Set<GeometryType> wktKinds = EnumSet.noneOf(GeometryType.class);
  private final List<List<String>> xySample = new ArrayList<>();
  private int wktIndex;
  private int wktRight;
  private int pairIndex;
  private int pairSeen;
  private int pairRight;
  private long rows;

  /**
   * @param names the columns' names after the user's renaming
   */
  CsvScan(List<String> names, ReadLimits limits) {
    this.names = names;
    this.limits = limits;
    for (String name : names) {
      ColumnScan column = new ColumnScan();
      if (MunicipalHeadings.isCode(name)) {
        column.seeOther();
      }
      columns.add(column);
    }
    wktIndex = indexOf(Role.WKT);
    pairIndex = indexOf(Role.BOTH);
  }

  void readAll(@Nullable CsvRow first, CsvTokenizer tokenizer) throws IOException, FormatException {
    for (CsvRow row = first; row != null; row = CsvHeader.nextFilled(tokenizer)) {
      if (++rows > limits.maxRows()) {
        throw new FormatException(
            "too-many-rows", "the file has more than " + limits.maxRows() + " rows", "Split it.");
      }
      if (row.fault() == null && row.cells().size() >= names.size()) {
        see(row.cells());
      }
    }
  }

  private void see(List<String> cells) {
    for (int i = 0; i < columns.size(); i++) {
      String cell = cells.get(i);
      if (!cell.isBlank()) {
        columns.get(i).seeCell(cell);
      }
    }
    if (wktIndex >= 0 && !cells.get(wktIndex).isBlank()) {
      seeWkt(cells.get(wktIndex));
    }
    if (pairIndex >= 0 && !cells.get(pairIndex).isBlank() && pairSeen < LOOKED_AT) {
      pairSeen++;
      pairRight += OneColumn.looksRight(cells.get(pairIndex)) ? 1 : 0;
    }
    if (xySample.size() < LOOKED_AT) {
      xySample.add(cells);
    }
  }

  private void seeWkt(String cell) {
    Optional<GeometryType> kind = WktText.kindOf(cell);
    kind.ifPresent(wktKinds::add);
    if (wktSample.size() < LOOKED_AT) {
      wktSample.add(cell);
      wktRight += kind.isPresent() ? 1 : 0;
    }
  }

  private int indexOf(Role role) {
    for (int i = 0; i < names.size(); i++) {
      if (MunicipalHeadings.roleOf(names.get(i)) == role) {
        return i;
      }
    }
    return -1;
  }

  long rows() {
    return rows;
  }

  ColumnScan column(int index) {
    return columns.get(index);
  }

  /** Where the position stands: WKT before two columns before "lat,lon" in one. */
  CsvPosition position() {
    TwoColumns degrees = pair(Role.LONGITUDE, Role.LATITUDE);
    if (wktIndex >= 0 && 2 * wktRight > wktSample.size()) {
      return new WellKnownText(wktIndex, degrees, limits.maxVertices());
    }
    if (degrees != null) {
      return degrees;
    }
    if (pairIndex >= 0 && 2 * pairRight > pairSeen) {
      return new OneColumn(pairIndex);
    }
    TwoColumns plane = pair(Role.EAST, Role.NORTH);
    return plane == null ? new CsvPosition.None() : plane;
  }

  private @Nullable TwoColumns pair(Role eastRole, Role northRole) {
    int east = indexOf(eastRole);
    int north = indexOf(northRole);
    return east >= 0 && north >= 0 ? new TwoColumns(east, north) : null;
  }

  GeometryType geometryType(CsvPosition position) {
    return switch (position) {
      case CsvPosition.None() -> GeometryType.NONE;
      case TwoColumns two -> GeometryType.POINT;
      case OneColumn one -> GeometryType.POINT;
      case WellKnownText wkt -> {
        Set<GeometryType> kinds = EnumSet.copyOf(wktKinds);
        if (wkt.otherwise() != null) {
          kinds.add(GeometryType.POINT);
        }
        yield kinds.size() == 1 ? kinds.iterator().next() : GeometryType.MIXED;
      }
    };
  }

  /**
   * Columns called latitude and longitude mean degrees, taken as WGS84. Other positions say nothing
   * by name: an SRID in the WKT does, and so do values that all lie within Japan's degrees.
   */
  Optional<Crs> declaredCrs(CsvPosition position) {
    return switch (position) {
      case CsvPosition.None() -> Optional.empty();
      case OneColumn one -> Optional.of(Crs.WGS84);
      case TwoColumns(int east, int north) when isDegrees(east) -> Optional.of(Crs.WGS84);
      case TwoColumns two -> ifInDegrees(two, xySample);
      case WellKnownText wkt -> {
        Optional<Crs> written = wktSample.stream().findFirst().flatMap(CsvScan::writtenCrs);
        yield written.isPresent() ? written : ifInDegrees(wkt, xySample);
      }
    };
  }

  private boolean isDegrees(int east) {
    return MunicipalHeadings.roleOf(names.get(east)) == Role.LONGITUDE;
  }

  private static Optional<Crs> writtenCrs(String wkt) {
    return WktText.sridOf(wkt)
        .flatMap(code -> {
          try {
            return Optional.of(new Crs(code));
          } catch (IllegalArgumentException notKnown) {
            return Optional.empty(); // then the user must say which one is meant
          }
        });
  }

  private static Optional<Crs> ifInDegrees(CsvPosition position, List<List<String>> sample) {
    boolean any = false;
    for (List<String> cells : sample) {
      try {
        Geometry geometry = position.read(cells);
        if (geometry != null) {
          any = true;
          if (!JAPAN_DEGREES.contains(geometry.getEnvelopeInternal())) {
            return Optional.empty();
          }
        }
      } catch (RowRejected isToldByTheSecondReading) {
        continue;
      }
    }
    return any ? Optional.of(Crs.WGS84) : Optional.empty();
  }

  /** Says so when only surveyors' columns are there, of which nobody can know which runs north. */
  void tellAmbiguity(CsvPosition position, Consumer<Problem> problems) {
    int survey = indexOf(Role.SURVEY);
    if (position instanceof CsvPosition.None && survey >= 0) {
      problems.accept(
          new Problem(
              Problem.Severity.NOTE,
              0,
              null,
              names.get(survey),
              "position-ambiguous",
              "the column '%s' may run north (surveyors) or east (maps); it was taken as an attribute"
                  .formatted(names.get(survey)),
              "Rename the column that runs east to x and the one that runs north to y, and say the"
                  + " coordinate reference system."));
    }
  }
}
