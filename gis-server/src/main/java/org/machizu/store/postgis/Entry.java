package org.machizu.store.postgis;

import org.machizu.access.LayerAccess;
import org.machizu.geo.feature.Layer;
import org.machizu.store.features.Epoch;

/**
 * A layer's row in the catalogue, with its present tables.
 *
 * @param key names the sequence of its features' ids
 * @param apart whether other programs see it; its older tables may lie elsewhere
 */
record Entry(Layer layer, LayerAccess access, String style, long key, boolean apart, Epoch epoch) {
  String name() {
    return layer.id().name();
  }

  /** The sequence of the features' ids, which are never used again. */
  String ids() {
    return ids(key);
  }

  static String ids(long key) {
    return Migrations.LAYERS + ".ids_" + key;
  }

  /** The view in which other programs see the layer. */
  String view() {
    return view(layer.id().municipality(), name());
  }

  static String view(String municipality, String layer) {
    return org.machizu.store.sql.Sql.name(Migrations.town(municipality))
        + "."
        + org.machizu.store.sql.Sql.name(layer);
  }

  Entry with(Epoch other) {
    return new Entry(layer.withSchema(other.schema()), access, style, key, apart, other);
  }
}
