package org.machizu.ingest.format;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.crs.Crs;
import org.machizu.geo.crs.CrsReference;
import org.machizu.geo.feature.Schema;

/** The second reading of CityGML: object by object, file by file. */
final class CityGmlReader implements FeatureReader {
  private final CityGmlFiles files;
  private final CityGmlSchema seen;
  private final CityGmlSchema.Rows rows;
  private final CodeLists lists;
  private final CrsReference crs;
  private final ReadLimits limits;
  private final Consumer<Problem> problems;
  private @Nullable CityGmlParser parser;
  private int part;
  private long number;
  private long joinedObjects;
  private long joinedSurfaces;

  CityGmlReader(
      CityGmlFiles files,
      CityGmlSchema seen,
      CityGmlSchema.Rows rows,
      CodeLists lists,
      CrsReference crs,
      ReadLimits limits,
      Consumer<Problem> problems) {
    this.files = files;
    this.seen = seen;
    this.rows = rows;
    this.lists = lists;
    this.crs = crs;
    this.limits = limits;
    this.problems = problems;
  }

  @Override
  public Schema schema() {
    return rows.schema();
  }

  @Override
  public Optional<Crs> declaredCrs() {
    return Optional.of(crs.crs());
  }

  @Override
  public String description() {
    String order = crs.northFirst() ? ", north before east" : "";
    String joined =
        joinedObjects == 0
            ? ""
            : "; %,d surfaces of %,d objects joined along their shared edges"
                .formatted(joinedSurfaces, joinedObjects);
    int parts = files.parts().size();
    return "CityGML, %s%s%s, %d code lists%s"
        .formatted(
            seen.kinds(),
            parts == 1 ? "" : " in " + parts + " files",
            order,
            lists.found(),
            joined);
  }

  @Override
  public Optional<Long> expectedRows() {
    return Optional.of(seen.rows());
  }

  @Override
  public @Nullable Row next() throws FormatException, IOException {
    while (true) {
      CityObject object = nextObject();
      if (object == null) {
        return null;
      }
      number++;
      Row row = rowOf(object);
      if (row != null) {
        return row;
      }
    }
  }

  private @Nullable CityObject nextObject() throws FormatException, IOException {
    while (true) {
      CityGmlParser open = parser;
      if (open == null) {
        if (part == files.parts().size()) {
          return null;
        }
        open = new CityGmlParser(files.parts().get(part++).path(), limits, true);
        parser = open;
      }
      CityObject object = open.next();
      if (object != null) {
        return object;
      }
      open.close();
      parser = null;
    }
  }

  private @Nullable Row rowOf(CityObject object) throws FormatException, IOException {
    GmlSurfaces shape = object.shape();
    RowRejected fault = object.fault();
    if (shape == null || fault != null) {
      if (fault != null) {
        problems.accept(fault.toProblem(number, object.id()));
      }
      return null;
    }
    if (shape.closed() > 0) {
      tell(
          Problem.Severity.REPAIRED,
          object,
          "ring-not-closed",
          "%d rings did not end where they began; their first points were added"
              .formatted(shape.closed()),
          "Look at the result on the map.");
    }
    if (shape.withoutArea() > 0) {
      tell(
          Problem.Severity.REPAIRED,
          object,
          "ring-degenerate",
          "%d rings without an area seen from above were left out".formatted(shape.withoutArea()),
          "Mend the file if they matter.");
    }
    GmlSurfaces.Joined joined = shape.join();
    if (joined.joined()) {
      joinedObjects++;
      joinedSurfaces += joined.surfaces();
    }
    return new Row(number, object.id(), joined.geometry(), rows.of(object, number));
  }

  private void tell(
      Problem.Severity severity, CityObject object, String code, String reason, String advice) {
    problems.accept(new Problem(severity, number, object.id(), null, code, reason, advice));
  }

  @Override
  public void close() throws IOException {
    CityGmlParser open = parser;
    try (files) {
      if (open != null) {
        open.close();
      }
    }
  }
}
