package org.machizu.ingest.format;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.machizu.geo.crs.Crs;

/**
 * How a file is to be written.
 *
 * @param layer short id of the layer, the table's or file's name inside a container
 * @param crs the coordinate reference system of the geometries
 * @param encoding character encoding where the format leaves a choice
 */
public record WriteOptions(String layer, Crs crs, Charset encoding) {
  /** Lon/lat JGD2011, UTF-8. */
  public static WriteOptions lonLat(String layer) {
    return new WriteOptions(layer, Crs.JGD2011, StandardCharsets.UTF_8);
  }
}
