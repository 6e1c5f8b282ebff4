package org.machizu.store.postgis;

import org.locationtech.jts.geom.Geometry;
import org.machizu.access.EditRight;
import org.machizu.geo.feature.Schema;
import org.machizu.layers.StagedImport;
import org.machizu.store.features.ImportStart;
import org.machizu.store.features.RowImport;
import org.machizu.store.features.StoredLayer;
import org.machizu.store.sql.ImportPlan;
import org.machizu.store.sql.LayerJson;

/** Begins imports into the database. */
final class PostgisStagedImport {
  private PostgisStagedImport() {}

  static StagedImport begin(
      DatabaseLayer layer, EditRight right, Schema schema, StagedImport.Mode mode) {
    StoredLayer.Place place = layer.takePlace(right);
    try {
      // With the layer's lock: what other programs did before the import is numbered before it.
      Entry entry = layer.write((c, now) -> layer.entry(c));
      ImportPlan plan =
          ImportPlan.of(
              new ImportPlan.Present(entry.name(), entry.epoch().schema(), entry.epoch().columns()),
              schema,
              mode,
              Columns::name);
      ImportStart<Geometry> start =
          ImportStart.read(layer, entry.epoch(), plan, mode, new StoredGeometries());
      DatabaseContent next =
          DatabaseContent.begin(
              layer,
              entry.epoch(),
              new LayerJson.Table(plan.schema(), plan.columns()),
              PostgisLayerCatalog.hides(entry.access(), plan.schema()));
      return new RowImport<>(
          place, next, new CopyWriter(next.shadow().epoch()), start, right.actor());
    } catch (RuntimeException e) {
      place.close();
      throw e;
    }
  }
}
