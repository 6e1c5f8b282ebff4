package org.machizu.ingest.format;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.io.WKTWriter;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.Feature;
import org.machizu.geo.feature.GeometryType;
import org.machizu.geo.feature.Schema;

/**
 * Writes CSV as {@link CsvFormat} describes it. Points stand in two columns; when a point layer
 * turns out to hold a multipoint, what is written so far is given a third column with WKT.
 */
public final class CsvWriter implements FeatureWriter {
  /** Stands for a character that the encoding lacks, as typesetters do it (geta). */
  public static final char REPLACEMENT = '〓';

  private static final String LINE_END = "\r\n";

  private final Path file;
  private final Schema schema;
  private final Charset encoding;
  private final CharsetEncoder encoder;
  private final boolean inDegrees;
  private final List<String> positionColumns = new ArrayList<>();
  private OutputStream out;
  private long replacedCharacters;

  CsvWriter(Path file, Schema schema, WriteOptions options) throws IOException {
    this.file = file;
    this.schema = schema;
    this.encoding = options.encoding();
    this.encoder = encoding.newEncoder();
    this.inDegrees = options.crs().isGeographic();
    choosePositionColumns();
    this.out = open(file);
    List<String> heading = new ArrayList<>();
    schema.attributes().stream().map(Attribute::name).forEach(heading::add);
    heading.addAll(positionColumns);
    writeRow(heading);
  }

  private OutputStream open(Path path) throws IOException {
    OutputStream opened = new BufferedOutputStream(Files.newOutputStream(path), 1 << 16);
    if (encoding.equals(StandardCharsets.UTF_8)) {
      opened.write(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF});
    }
    return opened;
  }

  private void choosePositionColumns() {
    if (schema.geometryType() == GeometryType.NONE) {
      return;
    }
    String east = inDegrees ? "経度" : "x";
    String north = inDegrees ? "緯度" : "y";
    if (schema.geometryType() == GeometryType.POINT
        && schema.indexOf(east) < 0
        && schema.indexOf(north) < 0) {
      positionColumns.add(north);
      positionColumns.add(east);
    } else {
      positionColumns.add(wktName());
    }
  }

  private String wktName() {
    for (String name : List.of("WKT", "geometry", "geom", "the_geom")) {
      if (schema.indexOf(name) < 0) {
        return name;
      }
    }
    return "ジオメトリ";
  }

  /**
   * How many characters the encoding lacks; each was written as {@link #REPLACEMENT}, or as a
   * question mark where the encoding lacks that too.
   */
  public long replacedCharacters() {
    return replacedCharacters;
  }

  @Override
  public void write(Feature feature) throws IOException {
    List<String> cells = new ArrayList<>(schema.size() + 3);
    for (int i = 0; i < schema.size(); i++) {
      Object value = feature.attributes().get(i);
      cells.add(value == null ? "" : value.toString());
    }
    addPosition(cells, feature.geometry());
    writeRow(cells);
  }

  private void addPosition(List<String> cells, @Nullable Geometry geometry) throws IOException {
    if (positionColumns.isEmpty()) {
      return;
    }
    if (positionColumns.size() == 1) {
      cells.add(geometry == null ? "" : new WKTWriter(2).write(geometry));
      return;
    }
    Optional<Coordinate> point = onlyPoint(geometry);
    cells.add(point.map(at -> Double.toString(at.y)).orElse(""));
    cells.add(point.map(at -> Double.toString(at.x)).orElse(""));
    boolean needsWkt = geometry != null && !geometry.isEmpty() && point.isEmpty();
    if (needsWkt && positionColumns.size() == 2) {
      addWktColumn();
    }
    if (positionColumns.size() == 3) {
      cells.add(needsWkt && geometry != null ? new WKTWriter(2).write(geometry) : "");
    }
  }

  private static Optional<Coordinate> onlyPoint(@Nullable Geometry geometry) {
    if (geometry == null || geometry.isEmpty() || geometry.getNumGeometries() != 1) {
      return Optional.empty();
    }
    return geometry.getGeometryN(0) instanceof Point point
        ? Optional.ofNullable(point.getCoordinate())
        : Optional.empty();
  }

  /** Writes the file so far again with one more column, empty but for its heading. */
  private void addWktColumn() throws IOException {
    out.close();
    positionColumns.add(wktName());
    Path narrower = file.resolveSibling(InputFile.nameOf(file) + ".narrow");
    Files.move(file, narrower, StandardCopyOption.REPLACE_EXISTING);
    out = open(file);
    ReadLimits own =
        new ReadLimits(
            Long.MAX_VALUE, 1, 1, Long.MAX_VALUE, Integer.MAX_VALUE, 1, schema.size() + 9);
    int mark = encoding.equals(StandardCharsets.UTF_8) ? 3 : 0;
    String added = positionColumns.getLast();
    try (CsvTokenizer rows = new CsvDialect(encoding, mark, false, ',').open(narrower, own)) {
      for (var row = rows.next(); row != null; row = rows.next()) {
        List<String> cells = new ArrayList<>(row.cells());
        cells.add(added);
        writeRow(cells);
        added = "";
      }
    } catch (FormatException e) {
      throw new IOException("the rows written so far cannot be read back: " + e.getMessage(), e);
    } finally {
      Files.delete(narrower);
    }
  }

  private void writeRow(List<String> cells) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      if (i > 0) {
        line.append(',');
      }
      appendCell(line, cells.get(i), i == 0);
    }
    out.write(encodable(line.append(LINE_END).toString()).getBytes(encoding));
  }

  private static void appendCell(StringBuilder line, String cell, boolean isFirst) {
    boolean needsQuotes =
        cell.indexOf(',') >= 0
            || cell.indexOf('"') >= 0
            || cell.indexOf('\n') >= 0
            || cell.indexOf('\r') >= 0
            || (isFirst && cell.isEmpty()); // a row of one empty cell is a row and no blank line
    if (needsQuotes) {
      line.append('"').append(cell.replace("\"", "\"\"")).append('"');
    } else {
      line.append(cell);
    }
  }

  private String encodable(String text) {
    if (encoding.name().startsWith("UTF-") || encoder.canEncode(text)) {
      return text;
    }
    StringBuilder replaced = new StringBuilder(text.length());
    text.codePoints()
        .forEach(c -> {
          String character = Character.toString(twin(c));
          if (encoder.canEncode(character)) {
            replaced.append(character);
          } else {
            replacedCharacters++;
            replaced.append(encoder.canEncode(REPLACEMENT) ? REPLACEMENT : '?');
          }
        });
    return replaced.toString();
  }

  /**
   * The character that Windows-31J has at the place where JIS X 0208 as others read it has {@code
   * c}; the two tables differ in these (minus, wave dash and so on), which look alike.
   */
  private static int twin(int c) {
    return switch (c) {
      case 0x2212 -> 0xFF0D;
      case 0x301C -> 0xFF5E;
      case 0x2014 -> 0x2015;
      case 0x2016 -> 0x2225;
      case 0x00A2 -> 0xFFE0;
      case 0x00A3 -> 0xFFE1;
      case 0x00AC -> 0xFFE2;
      default -> c;
    };
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
