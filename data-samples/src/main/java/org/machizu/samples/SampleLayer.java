package org.machizu.samples;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.crs.Crs;
import org.machizu.geo.feature.LocalizedText;
import org.machizu.geo.feature.Provenance;

/**
 * One layer of the sample town, as the demo sets it up.
 *
 * @param id the layer's short id
 * @param group as in {@link org.machizu.geo.feature.Layer#group}
 * @param file the file's name in the unpacked folder
 * @param crs the system of the file's coordinates
 * @param key the attribute that names a row, for a re-import by key
 * @param published whether the demo publishes it
 * @param styleJson MapLibre style layers as a JSON array, from bottom to top, without source and
 *     source-layer; each {@code id} is unique within the layer only
 * @param attributes titles and units by attribute name
 */
public record SampleLayer(
    String id,
    LocalizedText title,
    String group,
    String file,
    Crs crs,
    String key,
    boolean published,
    String styleJson,
    Map<String, AttributeText> attributes,
    Provenance provenance) {

  public SampleLayer {
    attributes = Map.copyOf(attributes);
  }

  /**
   * What people read of an attribute.
   *
   * @param unit of a number, or null
   */
  public record AttributeText(LocalizedText title, @Nullable String unit) {}
}
