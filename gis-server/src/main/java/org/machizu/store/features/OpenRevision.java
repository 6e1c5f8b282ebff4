package org.machizu.store.features;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.machizu.geo.feature.Revision;

/**
 * A revision of a layer while it is being made. What the triggers see until {@link #end} belongs to
 * it; its audit line is written in the same transaction.
 */
public interface OpenRevision {
  Revision revision();

  /** Adds to the audit line what is known only now. */
  OpenRevision detail(String name, Object value) throws SQLException;

  /** Names the feature that the audit line is about. */
  void about(long feature) throws SQLException;

  /** Takes note of a geometry that is written, where the store keeps a box around the layer. */
  void touch(@Nullable Geometry written);

  /**
   * As {@link #touch}, the geometries that a query finds.
   *
   * @param values its parameters
   */
  void touchAll(String query, Object... values) throws SQLException;

  /** Ends it; what the transaction does from here on belongs to no revision. */
  Revision end() throws SQLException;
}
