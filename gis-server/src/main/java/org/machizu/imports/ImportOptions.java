package org.machizu.imports;

import java.nio.charset.Charset;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.crs.Crs;
import org.machizu.layers.LayerDescription;

/**
 * What the user says about a file and about what shall become of it.
 *
 * @param crs the file's coordinate reference system, over whatever the file itself says; null to
 *     believe the file
 * @param encoding the file's character encoding; null to find out
 * @param table the table or file inside a container when it holds several; null for the only one
 * @param columns new names for attributes, by their name in the file
 * @param key the attribute by which rows and present features are the same; null to replace the
 *     layer's whole content
 * @param removeMissing with a key: whether features that the file does not name are removed
 * @param outsideJapan whether rows may lie outside Japan
 * @param placement where a layer that the import makes lies
 * @param description words and time for the layer, new or present
 */
public record ImportOptions(
    @Nullable Crs crs,
    @Nullable Charset encoding,
    @Nullable String table,
    Map<String, String> columns,
    @Nullable String key,
    boolean removeMissing,
    boolean outsideJapan,
    Placement placement,
    LayerDescription description) {

  /** Nothing is said: replace the content, believe the file. */
  public static final ImportOptions DEFAULT =
      new ImportOptions(
          null, null, null, Map.of(), null, false, false, Placement.TOWN, LayerDescription.EMPTY);

  public ImportOptions {
    columns = Map.copyOf(columns);
  }

  public ImportOptions withCrs(@Nullable Crs other) {
    return new ImportOptions(
        other, encoding, table, columns, key, removeMissing, outsideJapan, placement, description);
  }

  public ImportOptions withEncoding(@Nullable Charset other) {
    return new ImportOptions(
        crs, other, table, columns, key, removeMissing, outsideJapan, placement, description);
  }

  public ImportOptions withTable(@Nullable String other) {
    return new ImportOptions(
        crs, encoding, other, columns, key, removeMissing, outsideJapan, placement, description);
  }

  public ImportOptions withColumns(Map<String, String> other) {
    return new ImportOptions(
        crs, encoding, table, other, key, removeMissing, outsideJapan, placement, description);
  }

  /** Update and add by a key instead of replacing. */
  public ImportOptions byKey(@Nullable String otherKey, boolean removesMissing) {
    return new ImportOptions(
        crs,
        encoding,
        table,
        columns,
        otherKey,
        removesMissing,
        outsideJapan,
        placement,
        description);
  }

  public ImportOptions withOutsideJapan(boolean allowed) {
    return new ImportOptions(
        crs, encoding, table, columns, key, removeMissing, allowed, placement, description);
  }

  public ImportOptions withPlacement(Placement other) {
    return new ImportOptions(
        crs, encoding, table, columns, key, removeMissing, outsideJapan, other, description);
  }

  public ImportOptions withDescription(LayerDescription other) {
    return new ImportOptions(
        crs, encoding, table, columns, key, removeMissing, outsideJapan, placement, other);
  }
}
