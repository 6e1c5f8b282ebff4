package org.machizu.ingest.format;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Geometry;
import org.machizu.geo.feature.Feature;
import org.machizu.geo.feature.GeometryType;
import org.machizu.geo.feature.Schema;

/**
 * Writes a zip with one Shapefile for each kind of geometry that occurs: a Shapefile holds one kind
 * only. The first is called like the layer, the others get the kind's name behind it. The zip
 * appears in its place when it is complete.
 */
final class ShapefileWriter implements FeatureWriter {
  private final Path target;
  private final Schema schema;
  private final WriteOptions options;
  private final String prj;
  private final long maxBytes;
  private final Path folder;
  private final Map<ShapeType.Form, Part> parts = new EnumMap<>(ShapeType.Form.class);
  private long mixedCollections;
  private boolean failed;
  private boolean closed;

  ShapefileWriter(Path target, Schema schema, WriteOptions options, String prj) throws IOException {
    this(target, schema, options, prj, ShpWriter.MAX_BYTES);
  }

  ShapefileWriter(Path target, Schema schema, WriteOptions options, String prj, long maxBytes)
      throws IOException {
    this.target = target;
    this.schema = schema;
    this.options = options;
    this.prj = prj;
    this.maxBytes = maxBytes;
    this.folder = Files.createTempDirectory("machizu-shp-");
  }

  /** One Shapefile in the making. */
  private record Part(ShpWriter shapes, DbfWriter records) {}

  @Override
  public void write(Feature feature) throws IOException {
    try {
      Geometry geometry = feature.geometry();
      ShapeType.Form form = ShapeParts.form(geometry);
      CoordinateSequence[] sequences = null;
      if (form != null && geometry != null) {
        sequences = ShapeParts.of(geometry);
      } else if (geometry != null && !geometry.isEmpty()) {
        mixedCollections++;
      }
      Part part = part(form == null ? formOfNoPlace() : form, geometry);
      part.shapes.write(sequences);
      part.records.write(feature.attributes().narrowTo(schema));
    } catch (IOException | RuntimeException e) {
      failed = true;
      throw e;
    }
  }

  /** Where rows without a place go. */
  private ShapeType.Form formOfNoPlace() {
    if (!parts.isEmpty()) {
      return parts.keySet().iterator().next();
    }
    return switch (schema.geometryType()) {
      case POINT, MIXED -> ShapeType.Form.POINT;
      case LINE -> ShapeType.Form.LINE;
      case POLYGON -> ShapeType.Form.POLYGON;
      case NONE -> ShapeType.Form.NULL;
    };
  }

  private Part part(ShapeType.Form form, @Nullable Geometry first) throws IOException {
    Part part = parts.get(form);
    if (part == null) {
      String base = form.name();
      DbfWriter records =
          new DbfWriter(
              folder.resolve(base + ".dbf"),
              folder.resolve(base + ".rows"),
              schema,
              options.encoding(),
              options.codePage(),
              LocalDate.ofInstant(options.moment(), DbfFile.ZONE));
      ShpWriter shapes =
          new ShpWriter(
              folder.resolve(base + ".shp"),
              folder.resolve(base + ".shx"),
              ShapeParts.type(form, first),
              maxBytes);
      part = new Part(shapes, records);
      parts.put(form, part);
    }
    return part;
  }

  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    try {
      if (parts.isEmpty()) {
        part(formOfNoPlace(), null);
      }
      IOException first = null;
      for (Part part : parts.values()) {
        try (part.records;
            part.shapes) {
          // Closing completes the files.
        } catch (IOException e) {
          first = first == null ? e : first;
        }
      }
      if (first != null) {
        throw first;
      }
      if (!failed) {
        pack();
      }
    } finally {
      deleteFolder();
    }
  }

  private void pack() throws IOException {
    Path zip = target.resolveSibling(target.getFileName() + "." + UUID.randomUUID() + ".part");
    try {
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(zip), 1 << 16);
          ZipOutputStream packed = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
        packed.setLevel(1); // level 6 costs thrice the time for a tenth of the size
        for (Map.Entry<ShapeType.Form, Part> part : parts.entrySet()) {
          packPart(packed, part.getKey());
        }
        List<String> notes = notes();
        if (!notes.isEmpty()) {
          text(packed, options.layer() + ".txt", String.join("\r\n", notes) + "\r\n");
        }
      }
      Files.move(zip, target, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(zip);
    }
  }

  private void packPart(ZipOutputStream packed, ShapeType.Form form) throws IOException {
    String name =
        options.layer() + (isMain(form) ? "" : "_" + form.name().toLowerCase(Locale.ROOT));
    for (String ending : List.of("shp", "shx", "dbf")) {
      packed.putNextEntry(entry(name + "." + ending));
      Files.copy(folder.resolve(form.name() + "." + ending), packed);
      packed.closeEntry();
    }
    text(packed, name + ".prj", prj);
    if (options.codePage()) {
      text(
          packed,
          name + ".cpg",
          options.encoding().equals(TextEncodings.CP932) ? "932" : options.encoding().name());
    }
  }

  private ZipEntry entry(String name) {
    ZipEntry entry = new ZipEntry(name);
    // A zip keeps local time without saying where; that of the other dates in the file.
    entry.setTimeLocal(LocalDateTime.ofInstant(options.moment(), DbfFile.ZONE));
    return entry;
  }

  /** Whether the part carries the layer's own name. */
  private boolean isMain(ShapeType.Form form) {
    return parts.size() == 1
        || (schema.geometryType() != GeometryType.MIXED
            && form.equals(
                switch (schema.geometryType()) {
                  case LINE -> ShapeType.Form.LINE;
                  case POLYGON -> ShapeType.Form.POLYGON;
                  default -> ShapeType.Form.POINT;
                }));
  }

  private void text(ZipOutputStream packed, String name, String text) throws IOException {
    packed.putNextEntry(entry(name));
    packed.write(text.getBytes(StandardCharsets.UTF_8));
    packed.closeEntry();
  }

  /** What was changed for the format, in Japanese and English; empty when nothing was. */
  private List<String> notes() {
    List<String> notes = new ArrayList<>();
    DbfWriter first = parts.values().iterator().next().records;
    for (int i = 0; i < first.columns().size(); i++) {
      String name = first.columns().get(i).attribute.name();
      if (!name.equals(first.names().get(i))) {
        notes.add("属性名 / attribute: %s → %s".formatted(name, first.names().get(i)));
      }
    }
    for (int i = 0; i < first.columns().size(); i++) {
      int column = i;
      String name = first.columns().get(i).attribute.name();
      long cut =
          parts.values().stream().mapToLong(p -> p.records.columns().get(column).cut()).sum();
      if (cut > 0) {
        notes.add(
            "%s: 長すぎる等で書けなかった値 %d 件を切り詰めました / %d values did not fit and were cut"
                .formatted(name, cut, cut));
      }
      long replaced =
          parts.values().stream().mapToLong(p -> p.records.columns().get(column).replaced()).sum();
      if (replaced > 0) {
        notes.add(
            "%s: %s にない文字を含む値 %d 件で「?」に置き換えました / characters that %s lacks became \"?\" in %d values"
                .formatted(name, options.encoding(), replaced, options.encoding(), replaced));
      }
    }
    if (mixedCollections > 0) {
      notes.add(
          "異なる種類の図形をまとめた地物 %d 件は図形なしです / %d features of mixed geometry have no shape"
              .formatted(mixedCollections, mixedCollections));
    }
    return notes;
  }

  private void deleteFolder() throws IOException {
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.deleteIfExists(file);
      }
    }
    Files.deleteIfExists(folder);
  }
}
