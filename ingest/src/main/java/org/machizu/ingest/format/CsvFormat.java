package org.machizu.ingest.format;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.AttributeVisibility;
import org.machizu.geo.feature.Schema;

/**
 * Comma-separated values (RFC 4180) as towns write them: UTF-8 with or without byte order mark or
 * CP932, commas, semicolons or tabs, with rows marked by # before the data.
 *
 * <p>The position is found by the columns' names after {@link ReadOptions#columns renaming}: 緯度/経度,
 * lat/lon, latitude/longitude; x (east) and y (north); "lat,lon" in one column named location, 緯度経度
 * and the like; WKT in a column named WKT, geometry or geom. Columns that hold the position are no
 * attributes. To say it for other names, rename: 北側 → y. A table without any of these has no
 * geometry. Types: {@link ColumnScan}; columns named as codes (…コード, 電話番号) stay text.
 *
 * <p>Written with CRLF, in UTF-8 with byte order mark (so that Excel reads it) or in the encoding
 * asked for; points as 緯度 and 経度, everything else as WKT. Texts are written as they are, also those
 * that begin with = + - or @: open data must come back unchanged, so whoever opens a file of
 * untrusted texts in a spreadsheet imports it as text. Characters that CP932 lacks become 〓.
 */
public final class CsvFormat implements FeatureFormat {
  @Override
  public String name() {
    return "csv";
  }

  @Override
  public String mediaType() {
    return "text/csv";
  }

  @Override
  public String fileEnding() {
    return "csv";
  }

  /**
   * Text whose rows agree on more than one cell; a file named .csv or .tsv that is text in any
   * case.
   */
  @Override
  public boolean recognises(Path file) throws IOException {
    byte[] head = InputFile.head(file, 1 << 16);
    var mark = TextEncodings.findByteOrderMark(head, head.length);
    boolean isWide = mark.isPresent() && !mark.get().charset().equals(StandardCharsets.UTF_8);
    if (!isWide && !isText(head)) {
      return false;
    }
    String name = InputFile.nameOf(file).toLowerCase(Locale.ROOT);
    if (name.endsWith(".csv") || name.endsWith(".tsv")) {
      return true;
    }
    String sample = new String(head, TextEncodings.sniff(head, head.length));
    char first = sample.isBlank() ? '<' : sample.strip().charAt(0);
    char separator = CsvDialect.separatorOf(sample);
    return first != '{' && first != '<' && CsvDialect.score(sample, separator) > 1.3;
  }

  /** Without the control characters that every binary format has near its start. */
  private static boolean isText(byte[] head) {
    for (byte b : head) {
      boolean isControl = b >= 0 && b < 0x20 && b != '\t' && b != '\n' && b != '\r' && b != 0x0C;
      if (isControl) {
        return false;
      }
    }
    return head.length > 0;
  }

  @Override
  public FeatureReader open(Path file, ReadOptions options, Consumer<Problem> problems)
      throws FormatException, IOException {
    InputFile.check(file, options.limits());
    CsvDialect dialect = CsvDialect.find(file, options.encoding());
    List<String> names;
    CsvScan scan;
    try (CsvTokenizer tokenizer = dialect.open(file, options.limits())) {
      CsvHeader header = CsvHeader.read(tokenizer, options.limits());
      names = ColumnNames.attributeNames(header.names(), options.columns(), problems);
      scan = new CsvScan(names, options.limits());
      scan.readAll(header.firstRow(), tokenizer);
    }
    CsvPosition position = scan.position();
    scan.tellAmbiguity(position, problems);
    List<Integer> attributeColumns = new ArrayList<>();
    List<Attribute> attributes = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      if (!position.columns().contains(i)) {
        attributeColumns.add(i);
        attributes.add(
            new Attribute(
                names.get(i),
                scan.column(i).type(),
                MunicipalHeadings.title(names.get(i)),
                null,
                AttributeVisibility.OPEN));
      }
    }
    Schema schema = new Schema(scan.geometryType(position), attributes);
    CsvTokenizer tokenizer = dialect.open(file, options.limits());
    CsvHeader header = CsvHeader.read(tokenizer, options.limits());
    return new CsvReader(
        new CsvReader.Layout(
            names,
            attributeColumns,
            schema,
            position,
            scan.declaredCrs(position),
            scan.rows(),
            dialect.describe() + ", " + position.describe(names)),
        header.firstRow(),
        tokenizer,
        problems);
  }

  @Override
  public FeatureWriter create(Path file, Schema schema, WriteOptions options) throws IOException {
    return new CsvWriter(file, schema, options);
  }
}
