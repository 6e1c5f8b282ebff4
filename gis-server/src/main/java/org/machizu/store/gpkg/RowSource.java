package org.machizu.store.gpkg;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.feature.Envelope;
import org.machizu.geo.feature.Revision;
import org.machizu.store.sql.Condition;
import org.machizu.store.sql.Sql;

/**
 * One table that holds states of features, with alias {@code t}: the content of an epoch, or its
 * history.
 *
 * @param from the FROM clause
 * @param rowId the row's key in the table
 * @param version the revision that wrote the state
 * @param tree the R*Tree over {@code rowId}
 * @param unindexed rows that the tree does not know yet; "0" for none
 * @param time which states stood at the moment asked for
 */
record RowSource(
    Epoch epoch,
    String from,
    String rowId,
    String version,
    String tree,
    String unindexed,
    Condition time) {

  /**
   * The sources of a layer's state.
   *
   * @param at the revision whose state is asked for; null for the present
   */
  static List<RowSource> of(Epoch epoch, @Nullable Revision at) {
    String version = "coalesce(v.revision, " + epoch.start().number() + ")";
    String from =
        "%s t LEFT JOIN %s v ON v.fid = t.fid"
            .formatted(Sql.name(epoch.content()), Sql.name(epoch.version()));
    List<RowSource> sources = new ArrayList<>();
    Condition until =
        at == null ? Condition.ALL : Condition.exact("(" + version + " <= ?)", at.number());
    sources.add(new RowSource(epoch, from, "t.fid", version, epoch.box(), "0", until));
    if (at != null) {
      sources.add(
          new RowSource(
              epoch,
              Sql.name(epoch.history()) + " t",
              "t.machizu_id",
              "t.machizu_from",
              epoch.historyBox(),
              "t.machizu_id > (SELECT history_indexed FROM machizu_epoch WHERE id = "
                  + epoch.id()
                  + ")",
              Condition.exact(
                  "(t.machizu_from <= ? AND t.machizu_to > ?)", at.number(), at.number())));
    }
    return sources;
  }

  /** Rows whose box may meet the given one. The tree's numbers are rounded outwards. */
  Condition inBox(Envelope box) {
    String sql =
        "(%s IN (SELECT id FROM %s WHERE minx <= ? AND maxx >= ? AND miny <= ? AND maxy >= ?)"
            .formatted(rowId, Sql.name(tree));
    return new Condition(
        sql + (unindexed.equals("0") ? ")" : " OR " + unindexed + ")"),
        List.of(box.maxLon(), box.minLon(), box.maxLat(), box.minLat()),
        false);
  }
}
