package org.machizu.store.postgis;

import org.jspecify.annotations.Nullable;
import org.machizu.geo.feature.Revision;
import org.machizu.store.features.Epoch;
import org.machizu.store.sql.LayerJson;

/**
 * What the tables of an epoch are called in the database, besides those that {@link Epoch} names.
 * They keep their names for ever, so that a reader who has read the catalogue finds what it told,
 * whatever others do meanwhile.
 *
 * <ul>
 *   <li>pixels: tiles or blocks, in the place of all others in a layer of pixels.
 *   <li>outside: what other programs did, until a server has numbered it (see {@link Outside}).
 *   <li>changed: the function that the content's triggers call.
 * </ul>
 */
final class DatabaseTables {
  private DatabaseTables() {}

  /**
   * @param apart whether the tables lie in the schema that only the server sees
   * @param end null for the present epoch and one that is being built
   */
  static Epoch epoch(
      long id,
      String layer,
      boolean apart,
      Revision start,
      @Nullable Revision end,
      LayerJson.Table form) {
    String sides = (apart ? Migrations.PERSONAL : Migrations.LAYERS) + ".e" + id + "_";
    return new Epoch(
        PostgisFeatures.DIALECT,
        id,
        layer,
        sides + "content",
        sides,
        start,
        end,
        form.schema(),
        form.columns());
  }

  /** Whether only the server sees the tables. */
  static boolean isApart(Epoch epoch) {
    return epoch.content().startsWith(Migrations.PERSONAL + ".");
  }

  static String pixels(Epoch epoch) {
    return epoch.side("pixels");
  }

  static String outside(Epoch epoch) {
    return epoch.side("outside");
  }

  static String changed(Epoch epoch) {
    return epoch.side("changed");
  }
}
