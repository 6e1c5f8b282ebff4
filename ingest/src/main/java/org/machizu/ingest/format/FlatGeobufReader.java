package org.machizu.ingest.format;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.machizu.geo.crs.Crs;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.Attributes;
import org.machizu.geo.feature.GeometryType;
import org.machizu.geo.feature.Schema;

/** Reads a FlatGeobuf from its first feature to its last; the index is passed over. */
final class FlatGeobufReader implements FeatureReader {
  private static final int LARGEST_HEADER = 16 << 20;
  private static final int LARGEST_FEATURE = 256 << 20;
  private static final String COPY_AGAIN = "Copy or download the file again.";

  private final FileWindow window;
  private final String fileName;
  private final FlatGeobufHeader header;
  private final Schema schema;
  private final FlatGeobufValues values;
  private final ReadLimits limits;
  private final Consumer<Problem> problems;
  private long position;
  private long number;

  private FlatGeobufReader(
      FileWindow window,
      String fileName,
      Head head,
      GeometryType geometryType,
      ReadOptions options,
      Consumer<Problem> problems)
      throws FormatException {
    this.window = window;
    this.fileName = fileName;
    this.header = head.header;
    this.limits = options.limits();
    this.problems = problems;
    this.position = head.firstFeature;
    List<FlatGeobufHeader.Column> kept = new ArrayList<>();
    for (FlatGeobufHeader.Column column : header.columns()) {
      if (column.type() == null) {
        problems.accept(leftOut(column.name()));
      } else {
        kept.add(column);
      }
    }
    List<String> names =
        ColumnNames.attributeNames(
            kept.stream().map(FlatGeobufHeader.Column::name).toList(), options.columns(), problems);
    List<Attribute> attributes = new ArrayList<>();
    for (int i = 0; i < kept.size(); i++) {
      var type = kept.get(i).type();
      if (type != null) {
        attributes.add(Attribute.open(names.get(i), type));
      }
    }
    this.schema = new Schema(geometryType, attributes);
    this.values = new FlatGeobufValues(header.columns(), schema, limits.maxCellChars());
  }

  private static Problem leftOut(String column) {
    return new Problem(
        Problem.Severity.NOTE,
        0,
        null,
        column,
        "fgb-column-left-out",
        "column %s holds binary data, which no attribute can".formatted(InputFile.quoted(column)),
        "Nothing is to be done if it is not needed.");
  }

  /** The header and where the features begin. */
  private record Head(FlatGeobufHeader header, long firstFeature) {}

  static FlatGeobufReader open(Path file, ReadOptions options, Consumer<Problem> problems)
      throws FormatException, IOException {
    FileWindow window = new FileWindow(file);
    String name = InputFile.nameOf(file);
    try {
      Head head = head(window, name, options.limits());
      GeometryType type = geometryType(window, head, options.limits());
      return new FlatGeobufReader(window, name, head, type, options, problems);
    } catch (FormatException | IOException | RuntimeException e) {
      window.close();
      throw e;
    }
  }

  private static Head head(FileWindow window, String name, ReadLimits limits)
      throws FormatException, IOException {
    try {
      int size = message(window, 8, 4).getInt(0);
      if (size < 8 || size > LARGEST_HEADER) {
        throw damaged(name, "its header has " + Integer.toUnsignedString(size) + " bytes");
      }
      FlatGeobufHeader header = FlatGeobufHeader.read(message(window, 12, size), limits);
      long index =
          header.features() > 0 && header.nodeSize() > 1
              ? PackedTree.bytes(header.features(), header.nodeSize())
              : 0;
      long first = Math.addExact(12L + size, index);
      if (first > window.size() || header.features() < 0) {
        throw damaged(name, "its index ends behind the file");
      }
      return new Head(header, first);
    } catch (EOFException e) {
      throw damaged(name, "it ends in its header");
    } catch (IndexOutOfBoundsException | IllegalArgumentException | ArithmeticException e) {
      throw damaged(name, "its header cannot be read: " + e.getMessage());
    }
  }

  private static FormatException damaged(String name, String how) {
    return new FormatException("fgb-damaged", name + " is damaged: " + how, COPY_AGAIN);
  }

  /** A piece of the file by itself, so that nothing in it can point out of it. */
  private static ByteBuffer message(FileWindow window, long position, int length)
      throws IOException {
    int at = window.at(position, length);
    return ByteBuffer.wrap(window.bytes(), at, length).slice().order(ByteOrder.LITTLE_ENDIAN);
  }

  /** As the header says, or, when it does not, as the features are. */
  private static GeometryType geometryType(FileWindow window, Head head, ReadLimits limits)
      throws IOException {
    int declared = head.header.geometryType();
    if (declared != FlatGeobuf.Type.UNKNOWN) {
      return kindOf(declared);
    }
    Set<GeometryType> kinds = EnumSet.noneOf(GeometryType.class);
    long at = head.firstFeature;
    try {
      for (long row = 0; at < window.size() && row < limits.maxRows() && kinds.size() < 2; row++) {
        int size = message(window, at, 4).getInt(0);
        if (size < 8 || size > LARGEST_FEATURE) {
          break; // told by the second reading
        }
        FlatTable shape =
            FlatTable.root(message(window, at + 4, size)).table(FlatGeobuf.FeatureTable.GEOMETRY);
        if (shape != null) {
          kinds.add(kindOf(FlatGeobufGeometry.typeOf(shape, FlatGeobuf.Type.UNKNOWN)));
        }
        at += 4L + size;
      }
    } catch (EOFException | IndexOutOfBoundsException e) {
      // told by the second reading, at the feature that is damaged
    }
    return switch (kinds.size()) {
      case 0 -> GeometryType.NONE;
      case 1 -> kinds.iterator().next();
      default -> GeometryType.MIXED;
    };
  }

  private static GeometryType kindOf(int type) {
    return switch (type) {
      case FlatGeobuf.Type.POINT, FlatGeobuf.Type.MULTI_POINT -> GeometryType.POINT;
      case FlatGeobuf.Type.LINE, FlatGeobuf.Type.MULTI_LINE -> GeometryType.LINE;
      case FlatGeobuf.Type.POLYGON, FlatGeobuf.Type.MULTI_POLYGON -> GeometryType.POLYGON;
      default -> GeometryType.MIXED;
    };
  }

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public Optional<Crs> declaredCrs() {
    return header.crs();
  }

  @Override
  public String description() {
    return "FlatGeobuf, %s, %s"
        .formatted(
            schema.geometryType(), header.nodeSize() > 1 ? "with an index" : "without an index");
  }

  @Override
  public Optional<Long> expectedRows() {
    return header.features() > 0 ? Optional.of(header.features()) : Optional.empty();
  }

  @Override
  public @Nullable Row next() throws FormatException, IOException {
    while (position < window.size()) {
      ByteBuffer feature = nextMessage();
      if (++number > limits.maxRows()) {
        throw new FormatException(
            "too-many-rows",
            "%s has more than %,d features, which is the limit"
                .formatted(fileName, limits.maxRows()),
            "Import it in several parts.");
      }
      try {
        return row(FlatTable.root(feature));
      } catch (RowRejected e) {
        problems.accept(e.toProblem(number, null));
      } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
        problems.accept(
            new RowRejected(
                    "fgb-feature-damaged",
                    "feature %d cannot be read: %s".formatted(number, e.getMessage()),
                    COPY_AGAIN,
                    null)
                .toProblem(number, null));
      }
    }
    return null;
  }

  private ByteBuffer nextMessage() throws FormatException, IOException {
    try {
      int size = message(window, position, 4).getInt(0);
      if (size < 8 || size > LARGEST_FEATURE) {
        throw damaged(
            fileName,
            "feature %d has %s bytes".formatted(number + 1, Integer.toUnsignedString(size)));
      }
      ByteBuffer feature = message(window, position + 4, size);
      position += 4L + size;
      return feature;
    } catch (EOFException e) {
      throw damaged(fileName, "it ends in feature " + (number + 1));
    }
  }

  private Row row(FlatTable feature) throws RowRejected {
    if (feature.has(FlatGeobuf.FeatureTable.COLUMNS)) {
      throw new RowRejected(
          "fgb-own-columns",
          "feature %d has columns of its own, other than the file's".formatted(number),
          "Write all features with the same columns.",
          null);
    }
    FlatTable shape = feature.table(FlatGeobuf.FeatureTable.GEOMETRY);
    Geometry geometry =
        shape == null
            ? null
            : FlatGeobufGeometry.read(shape, header.geometryType(), limits.maxVertices());
    Attributes attributes = values.read(feature, number, problems);
    return new Row(
        number, null, geometry == null || geometry.isEmpty() ? null : geometry, attributes);
  }

  @Override
  public void close() throws IOException {
    window.close();
  }
}
