package org.machizu.samples.parcels;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Polygon;
import org.machizu.samples.streets.Street;

/**
 * One lot of the register.
 *
 * @param index from 0
 * @param lotNumber 地番 as its register writes it
 * @param category 地目
 * @param registeredM2 地積, as registered
 * @param shape on the town's plane; also of those that the map does not place
 * @param placed whether its coordinates are in zone XII; false for 任意座標系
 * @param front the street it lies at; null when none touches it
 */
public record Parcel(
    int index,
    Quarter quarter,
    String lotNumber,
    String category,
    double registeredM2,
    Polygon shape,
    boolean placed,
    Ground ground,
    Use use,
    String site,
    @Nullable Street front) {

  /** 筆番号 within its town. */
  public String number() {
    return String.format(Locale.ROOT, "P%06d", index + 1);
  }

  /** As people write it: 本町一丁目12-3. */
  public String address() {
    return quarter.fullName() + lotNumber;
  }
}
