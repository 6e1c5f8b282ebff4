package org.machizu.ingest.format;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.crs.Crs;

/**
 * How a file is to be written.
 *
 * @param layer short id of the layer, the table's or file's name inside a container
 * @param crs the coordinate reference system of the geometries
 * @param encoding character encoding where the format leaves a choice
 * @param codePage whether a Shapefile gets a .cpg; many programs in town halls write none
 * @param written the moment that a file states as its own; null for now. With the same moment, the
 *     same rows give the same bytes
 * @param about what the file says of its data, where the format has a place for it
 */
public record WriteOptions(
    String layer,
    Crs crs,
    Charset encoding,
    boolean codePage,
    @Nullable Instant written,
    About about) {

  /** Stating its encoding and the present moment, where the format can. */
  public WriteOptions(String layer, Crs crs, Charset encoding) {
    this(layer, crs, encoding, true, null, About.NOTHING);
  }

  /** Lon/lat JGD2011, UTF-8. */
  public static WriteOptions lonLat(String layer) {
    return new WriteOptions(layer, Crs.JGD2011, StandardCharsets.UTF_8);
  }

  /** The same without a .cpg. */
  public WriteOptions withoutCodePage() {
    return new WriteOptions(layer, crs, encoding, false, written, about);
  }

  /** The same with a moment of its own. */
  public WriteOptions writtenAt(Instant moment) {
    return new WriteOptions(layer, crs, encoding, codePage, moment, about);
  }

  /** The same, saying where the data come from. */
  public WriteOptions saying(About other) {
    return new WriteOptions(layer, crs, encoding, codePage, written, other);
  }

  /** The moment to state. */
  Instant moment() {
    return written == null ? Instant.now() : written;
  }
}
