package org.machizu.access;

import org.machizu.geo.feature.LayerId;
import org.machizu.geo.feature.Schema;
import org.machizu.geo.filter.Predicate;

/**
 * What one actor may read of one layer. Only {@link Rights} makes them, and every read port takes
 * one, so that code without one does not compile.
 */
public final class View {
  private final LayerId layer;
  private final Schema schema;
  private final Predicate rows;
  private final String entitlement;

  View(LayerId layer, Schema schema, Predicate rows, String entitlement) {
    this.layer = layer;
    this.schema = schema;
    this.rows = rows;
    this.entitlement = entitlement;
  }

  public LayerId layer() {
    return layer;
  }

  /** The attributes that may be read; answers, filters and sort keys know no others. */
  public Schema schema() {
    return schema;
  }

  /** The rows that may be read. */
  public Predicate rows() {
    return rows;
  }

  /** Two Views of a layer with the same class show the same; part of every cache key. */
  public String entitlement() {
    return entitlement;
  }

  @Override
  public String toString() {
    return "View[" + layer + " as " + entitlement + "]";
  }
}
