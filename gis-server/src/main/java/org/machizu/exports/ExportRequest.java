package org.machizu.exports;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.crs.Crs;
import org.machizu.geo.filter.Predicate;

/**
 * What an export shall be.
 *
 * @param format geojson, geojsonseq, csv, shp, gpkg, fgb, kml or pmtiles
 * @param crs of the written coordinates
 * @param encoding where the format leaves a choice (CSV, Shapefile)
 * @param where which features, over attributes that the View shows
 * @param asOf the state at this moment; null for the present
 * @param properties the attributes in the file, in this order; empty for all
 * @param profile published columns that the file shall have instead; null for the layer's own
 */
public record ExportRequest(
    String format,
    Crs crs,
    Charset encoding,
    Predicate where,
    @Nullable Instant asOf,
    List<String> properties,
    @Nullable DataProfile profile) {
  public ExportRequest {
    properties = List.copyOf(properties);
  }

  /** The whole layer as it stands, lon/lat JGD2011, UTF-8. */
  public static ExportRequest whole(String format) {
    return new ExportRequest(
        format,
        Crs.JGD2011,
        StandardCharsets.UTF_8,
        new Predicate.Everything(),
        null,
        List.of(),
        null);
  }

  public ExportRequest withCrs(Crs other) {
    return new ExportRequest(format, other, encoding, where, asOf, properties, profile);
  }

  public ExportRequest withEncoding(Charset other) {
    return new ExportRequest(format, crs, other, where, asOf, properties, profile);
  }

  public ExportRequest withWhere(Predicate other) {
    return new ExportRequest(format, crs, encoding, other, asOf, properties, profile);
  }

  public ExportRequest withAsOf(@Nullable Instant other) {
    return new ExportRequest(format, crs, encoding, where, other, properties, profile);
  }

  public ExportRequest withProperties(List<String> others) {
    return new ExportRequest(format, crs, encoding, where, asOf, others, profile);
  }

  public ExportRequest withProfile(@Nullable DataProfile other) {
    return new ExportRequest(format, crs, encoding, where, asOf, properties, other);
  }
}
