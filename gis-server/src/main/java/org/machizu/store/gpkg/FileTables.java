package org.machizu.store.gpkg;

import org.jspecify.annotations.Nullable;
import org.machizu.geo.feature.Revision;
import org.machizu.store.features.Epoch;
import org.machizu.store.sql.LayerJson;
import org.machizu.store.sql.Sql;

/**
 * What the tables of an epoch are called in a file, besides those that {@link Epoch} names. Without
 * quotes: they are also looked up, and only a layer's id needs any.
 *
 * <ul>
 *   <li>content: the layer's own table in the present epoch; aside before and after its time.
 *   <li>box: the content's R*Tree.
 *   <li>history box: the history's R*Tree, which lags behind other programs' edits up to the
 *       epoch's {@code history_indexed}.
 *   <li>replaced: where another program's REPLACE lays the row it is about to overwrite.
 * </ul>
 */
final class FileTables {
  private FileTables() {}

  /** An epoch whose content is the layer's own table. */
  static Epoch present(long id, String layer, Revision start, LayerJson.Table form) {
    return epoch(id, layer, Sql.name(layer), start, null, form);
  }

  /** An epoch that is past. */
  static Epoch past(long id, String layer, Revision start, Revision end, LayerJson.Table form) {
    return epoch(id, layer, sides(id) + "content", start, end, form);
  }

  /** An epoch that is being built; it becomes {@link #present} by being renamed. */
  static Epoch staging(long id, String layer, LayerJson.Table form) {
    return epoch(id, layer, sides(id) + "content", Revision.NONE, null, form);
  }

  private static Epoch epoch(
      long id,
      String layer,
      String content,
      Revision start,
      @Nullable Revision end,
      LayerJson.Table form) {
    return new Epoch(
        SqliteFeatures.DIALECT,
        id,
        layer,
        content,
        sides(id),
        start,
        end,
        form.schema(),
        form.columns());
  }

  /** How the names of an epoch's own tables begin. */
  static String sides(long id) {
    return "machizu_e" + id + "_";
  }

  private static boolean isOwn(Epoch epoch) {
    return epoch.content().equals(Sql.name(epoch.layer()));
  }

  static String content(Epoch epoch) {
    return isOwn(epoch) ? epoch.layer() : epoch.content();
  }

  /** The content's name before and after its time as the layer's own table. */
  static String asideContent(Epoch epoch) {
    return epoch.side("content");
  }

  static String box(Epoch epoch) {
    return isOwn(epoch) ? ownBox(epoch) : asideBox(epoch);
  }

  static String ownBox(Epoch epoch) {
    return "rtree_" + epoch.layer() + "_geom";
  }

  static String asideBox(Epoch epoch) {
    return epoch.side("box");
  }

  static String historyBox(Epoch epoch) {
    return epoch.side("history_box");
  }

  static String replaced(Epoch epoch) {
    return epoch.side("replaced");
  }
}
