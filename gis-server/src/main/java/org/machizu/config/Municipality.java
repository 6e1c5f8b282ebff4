package org.machizu.config;

import java.util.Optional;
import org.machizu.geo.crs.Crs;
import org.machizu.geo.feature.LocalizedText;

/**
 * The town that a server serves.
 *
 * @param code 全国地方公共団体コード without check digit, five digits ("01585"); the first part of every
 *     layer's key
 * @param zone the plane-rectangular zone (平面直角座標系) in which the town measures and prints; empty
 *     when the settings do not say it
 */
public record Municipality(String code, LocalizedText name, Optional<Crs> zone) {
  /** The code of a folder whose settings name no municipality. */
  public static final String UNNAMED = "00000";
}
