package org.machizu.layers;

import org.jspecify.annotations.Nullable;
import org.machizu.geo.feature.Feature;
import org.machizu.geo.feature.Revision;

/** All features of an answer one by one, from one consistent state. Must be closed. */
public interface FeatureCursor extends AutoCloseable {
  /** The layer's revision that is being read. */
  Revision revision();

  /** The next feature, or null at the end. */
  @Nullable Feature next();

  @Override
  void close();
}
