package org.machizu.config;

import java.util.Optional;

/**
 * Shelters.
 *
 * @param layer short id of the layer of shelters
 * @param evacuationLayer short id of the layer of 指定避難所 where the town keeps them apart
 * @param columns how columns are called where they have no usual name
 */
public record ShelterSettings(
    String layer, Optional<String> evacuationLayer, ShelterColumns columns) {
  /** The layer {@code shelters} alone, with usual headings. */
  public static final ShelterSettings DEFAULT =
      new ShelterSettings("shelters", Optional.empty(), ShelterColumns.USUAL);
}
