package org.machizu.store.gpkg;

import org.machizu.access.EditRight;
import org.machizu.geo.feature.Schema;
import org.machizu.layers.LayerConflictException;
import org.machizu.layers.StagedImport;
import org.machizu.store.features.ImportStart;
import org.machizu.store.features.RowImport;
import org.machizu.store.features.StoredLayer;
import org.machizu.store.sql.ImportPlan;
import org.machizu.store.sql.LayerJson;
import org.machizu.store.sql.Transactions;

/** Begins imports into files. */
final class GpkgStagedImport {
  private GpkgStagedImport() {}

  static StagedImport begin(
      FileLayer layer, EditRight right, Schema schema, StagedImport.Mode mode) {
    LayerFile file = layer.file();
    StoredLayer.Place place = layer.takePlace(right);
    try {
      Entry entry =
          file.readers().read(Transactions.ALLOWED, c -> file.entries().getFeatures(c, layer.id()));
      ImportPlan plan =
          ImportPlan.of(
              new ImportPlan.Present(entry.name(), entry.epoch().schema(), entry.epoch().columns()),
              schema,
              mode,
              Columns::name);
      if (file == layer.files().town() && LayerFiles.liesApart(entry.access(), plan.schema())) {
        throw new LayerConflictException(
            "layer-lies-in-the-town-file",
            "layer '%s' lies in the file that every department can open, so it cannot take masked or on-demand attributes; create a new layer with them"
                .formatted(entry.name()));
      }
      ImportStart<byte[]> start =
          ImportStart.read(layer, entry.epoch(), plan, mode, new StoredGeometries());
      FileContent next =
          FileContent.begin(
              layer, entry.epoch(), new LayerJson.Table(plan.schema(), plan.columns()));
      return new RowImport<>(place, next, new FileRows(next), start, right.actor());
    } catch (RuntimeException e) {
      place.close();
      throw e;
    }
  }
}
