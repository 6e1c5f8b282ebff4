package org.machizu.layers.ground;

import java.util.List;
import org.locationtech.jts.geom.Envelope;
import org.machizu.geo.feature.Layer;
import org.machizu.geo.feature.Revision;

/** A layer as the asker sees it, in metres of the town's zone, as it stood at one revision. */
public interface Ground {
  Layer layer();

  /** The state that is read. */
  Revision revision();

  /** Every feature whose box meets the given one; in no order. */
  List<PlaneFeature> near(Envelope box);

  /**
   * Every feature with a value in an attribute; in no order. Those without a place have an empty
   * geometry.
   */
  List<PlaneFeature> with(String attribute, String value);
}
