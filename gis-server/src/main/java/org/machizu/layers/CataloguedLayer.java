package org.machizu.layers;

import java.time.Instant;
import org.machizu.access.LayerAccess;
import org.machizu.geo.feature.Layer;
import org.machizu.geo.feature.Revision;

/**
 * A layer as it stands in the catalogue.
 *
 * @param style MapLibre style layers as a JSON array, without {@code source} and {@code
 *     source-layer} (the map fills them in); {@link #UNSTYLED} until somebody styles it
 * @param revision the last change of its content or of this entry
 * @param changed when that was
 */
public record CataloguedLayer(
    Layer layer, LayerAccess access, String style, Revision revision, Instant changed) {
  /** No style yet: the map draws the layer plainly, in a colour of its own. */
  public static final String UNSTYLED = "[]";

  /**
   * As who sees only what the last publish step left is told of it; of what came later, neither
   * revision nor time.
   */
  CataloguedLayer asShown() {
    LayerAccess.Shown shown = access.shown();
    return shown == null || revision.compareTo(shown.revision()) <= 0
        ? this
        : new CataloguedLayer(layer, access, style, shown.revision(), shown.since());
  }
}
