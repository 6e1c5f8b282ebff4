package org.machizu.ingest.format;

import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.machizu.geo.feature.Attributes;

/**
 * One row of a file.
 *
 * @param number the row, counted from 1 as a person would (for CSV: the line)
 * @param sourceId the id that the file itself gives (GeoJSON {@code id}, GeoPackage fid), or null
 * @param geometry in the file's coordinate reference system, east before north; null when the row
 *     has none. Not yet checked for validity.
 */
public record Row(
    long number, @Nullable String sourceId, @Nullable Geometry geometry, Attributes attributes) {}
