package org.machizu.samples.description;

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
 * @param cp932 whether its texts are written in CP932, else in UTF-8
 * @param key the attribute that names a row, for a re-import by key; empty for a raster
 * @param published whether the demo publishes it
 * @param personal whether it is about persons
 * @param attributes titles and units by attribute name
 */
public record SampleLayer(
    String id,
    LocalizedText title,
    String group,
    String file,
    Crs crs,
    boolean cp932,
    String key,
    boolean published,
    boolean personal,
    Map<String, AttributeText> attributes,
    Provenance provenance) {

  public SampleLayer {
    attributes = Map.copyOf(attributes);
  }

  /** Whether it is made of pixels. */
  public boolean isRaster() {
    return file.endsWith(".tif");
  }

  /**
   * What people read of an attribute.
   *
   * @param unit of a number, or null
   */
  public record AttributeText(LocalizedText title, @Nullable String unit) {}
}
