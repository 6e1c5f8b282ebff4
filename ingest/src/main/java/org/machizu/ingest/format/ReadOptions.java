package org.machizu.ingest.format;

import java.nio.charset.Charset;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the user says about a file.
 *
 * @param encoding the character encoding; null to find out
 * @param table the table or file inside a container (GeoPackage, zip) when it holds several; null
 *     for the only one
 * @param columns new names for attributes, by their name in the file; attributes not named keep
 *     theirs
 * @param limits bounds on what a file may cost
 */
public record ReadOptions(
    @Nullable Charset encoding,
    @Nullable String table,
    Map<String, String> columns,
    ReadLimits limits) {
  /** Nothing is said. */
  public static final ReadOptions DEFAULT =
      new ReadOptions(null, null, Map.of(), ReadLimits.DEFAULT);

  public ReadOptions {
    columns = Map.copyOf(columns);
  }
}
