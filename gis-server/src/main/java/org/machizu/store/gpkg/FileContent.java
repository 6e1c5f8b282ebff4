package org.machizu.store.gpkg;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.machizu.access.Actor;
import org.machizu.geo.feature.Revision;
import org.machizu.store.features.Epoch;
import org.machizu.store.features.NextContent;
import org.machizu.store.features.OpenRevision;
import org.machizu.store.features.Shadow;
import org.machizu.store.features.SqlFeatureStore;
import org.machizu.store.sql.LayerJson;

/**
 * A layer's next content in a file. Its tables stand under names that nobody reads until {@link
 * Swap} renames them; its R*Tree is written when the rows are there.
 */
final class FileContent implements NextContent {
  private final FileLayer layer;
  private final Shadow shadow;
  private TreeLoad boxes = new TreeLoad();
  private boolean boxesKnown;

  private FileContent(FileLayer layer, Shadow shadow) {
    this.layer = layer;
    this.shadow = shadow;
  }

  static FileContent begin(FileLayer layer, Epoch present, LayerJson.Table form) {
    return layer.aside(c -> {
      String name = present.layer();
      long id =
          Entries.insertEpoch(
              c,
              name,
              "staging",
              Revision.NONE,
              LayerJson.writeTable(form.schema(), form.columns()));
      Epoch epoch = FileTables.staging(id, name, form);
      LayerTables.createContent(c, epoch, epoch.content());
      LayerTables.createSides(c, epoch);
      if (epoch.hasGeometry()) {
        SpatialIndex.createTree(c, FileTables.asideBox(epoch));
      }
      return new FileContent(layer, new Shadow(layer, present, epoch));
    });
  }

  @Override
  public Shadow shadow() {
    return shadow;
  }

  LayerFile file() {
    return layer.file();
  }

  /** Takes the boxes of everything that stands in the content, so that they need not be read. */
  void know(TreeLoad all) {
    boxes = all;
    boxesKnown = true;
  }

  /** Fills the new content's index, and completes the one of the history that will end with it. */
  @Override
  public void index() {
    if (shadow.epoch().hasGeometry()) {
      if (!boxesKnown) {
        know(readBoxes());
      }
      boxes.write(file().writer(), FileTables.asideBox(shadow.epoch()));
    }
    boolean more = true;
    while (more) {
      more = layer.aside(c -> HistoryIndex.catchUp(c, shadow.present()));
    }
  }

  private TreeLoad readBoxes() {
    return file()
        .readers()
        .read(
            SqlFeatureStore.SCAN_ALLOWED,
            c -> {
              TreeLoad tree = new TreeLoad();
              try (PreparedStatement statement =
                      c.prepareStatement(
                          "SELECT fid, geom FROM " + shadow.content() + " ORDER BY fid");
                  ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                  byte[] geometry = row.getBytes(2);
                  if (geometry != null) {
                    tree.add(row.getLong(1), geometry);
                  }
                }
                return tree;
              }
            });
  }

  @Override
  public OpenRevision swap(Connection connection, Actor actor, String kind, @Nullable String note)
      throws SQLException {
    FileRevision change = new Swap(connection, layer, shadow, actor).run(kind, note);
    change.touch(boxes.extent());
    return change;
  }

  @Override
  public void drop(Connection connection) throws SQLException {
    Leftovers.drop(connection, shadow.epoch().id());
  }
}
