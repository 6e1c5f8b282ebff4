package org.machizu.store.postgis;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.machizu.access.Actor;
import org.machizu.geo.feature.Revision;
import org.machizu.store.features.Epoch;
import org.machizu.store.features.NextContent;
import org.machizu.store.features.OpenRevision;
import org.machizu.store.features.Shadow;
import org.machizu.store.sql.LayerJson;
import org.machizu.store.sql.Sql;

/** A layer's next content in the database. Its tables keep their names; the catalogue changes. */
record DatabaseContent(DatabaseLayer layer, Shadow shadow) implements NextContent {

  /**
   * @param apart whether only the server may see the tables, besides when it may see the layer's
   */
  static DatabaseContent begin(
      DatabaseLayer layer, Epoch present, LayerJson.Table form, boolean apart) {
    return layer.aside(c -> {
      Entry entry = layer.entry(c);
      Epoch epoch =
          layer
              .town()
              .entries()
              .insertEpoch(c, "staging", entry.name(), apart || entry.apart(), Revision.NONE, form);
      LayerTables.create(c, entry.ids(), epoch);
      return new DatabaseContent(layer, new Shadow(layer, present, epoch));
    });
  }

  @Override
  public void index() {
    boolean unused =
        layer.aside(c -> {
          LayerTables.index(c, shadow.epoch());
          for (String table :
              new String[] {shadow.content(), shadow.epoch().version(), shadow.log()}) {
            Sql.execute(c, "ANALYZE " + table);
          }
          return true;
        });
  }

  @Override
  public OpenRevision swap(Connection connection, Actor actor, String kind, @Nullable String note)
      throws SQLException {
    return new Swap(connection, layer, shadow, actor).run(kind, note);
  }

  @Override
  public void drop(Connection connection) throws SQLException {
    drop(connection, layer.town().entries(), shadow.epoch());
  }

  static void drop(Connection connection, Entries entries, Epoch epoch) throws SQLException {
    LayerTables.drop(connection, epoch);
    entries.removeEpoch(connection, epoch);
  }
}
