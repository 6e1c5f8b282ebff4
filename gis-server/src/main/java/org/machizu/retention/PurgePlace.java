package org.machizu.retention;

import org.machizu.geo.feature.LayerId;
import org.machizu.geo.feature.Revision;

/** A place besides the layer's own file where something of its content can lie. */
public interface PurgePlace {

  /** For the proof. */
  String name();

  /**
   * Takes out what is older than a purge.
   *
   * @param revision that of the purge
   * @return what was done; doing it once more is no mistake
   */
  Cleared purge(LayerId layer, Revision revision);
}
