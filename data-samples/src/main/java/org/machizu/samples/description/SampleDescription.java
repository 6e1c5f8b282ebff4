package org.machizu.samples.description;

import java.util.List;
import org.machizu.geo.crs.Crs;
import org.machizu.geo.feature.LocalizedText;

/**
 * The sample town as a whole.
 *
 * @param municipalityCode five digits that no real municipality has
 * @param crs the plane-rectangular zone in which the town measures
 * @param layers in the order in which maps draw them, the lowest first
 */
public record SampleDescription(
    String municipalityCode, LocalizedText name, Crs crs, List<SampleLayer> layers) {
  public SampleDescription {
    layers = List.copyOf(layers);
  }
}
