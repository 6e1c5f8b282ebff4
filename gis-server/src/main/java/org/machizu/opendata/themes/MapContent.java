package org.machizu.opendata.themes;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a map shows.
 *
 * @param words what stands above it
 * @param layers the uppermost first; each once
 * @param view where it begins; null: at everything that its layers show
 * @param background {@link #TOWN}, {@link #NONE}, or the id of a background map that the settings
 *     offer
 */
public record MapContent(
    Words title,
    Words words,
    Theme theme,
    List<Shown> layers,
    @Nullable StartView view,
    String background) {
  /** The town's own roads, houses and water. */
  public static final String TOWN = "town";

  public static final String NONE = "none";

  /** More are no map on a theme. */
  public static final int MOST_LAYERS = 20;

  /**
   * A layer of the map.
   *
   * @param on whether it is seen at the start
   */
  public record Shown(String layer, boolean on) {}

  /**
   * The middle of the map in degrees (JGD2011) and the zoom level as MapLibre counts it.
   *
   * @param zoom 0 to 22
   */
  public record StartView(double lon, double lat, double zoom) {}

  public MapContent {
    layers = List.copyOf(layers);
    Set<String> seen = new HashSet<>();
    for (Shown shown : layers) {
      if (!seen.add(shown.layer())) {
        throw new IllegalArgumentException("layer '" + shown.layer() + "' stands twice in a map");
      }
    }
  }
}
