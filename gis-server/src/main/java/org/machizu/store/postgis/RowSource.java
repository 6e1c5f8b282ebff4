package org.machizu.store.postgis;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.feature.Envelope;
import org.machizu.geo.feature.Revision;
import org.machizu.store.sql.Condition;

/**
 * One table that holds states of features, with alias {@code t}: the content of an epoch, or its
 * history.
 *
 * @param from the FROM clause
 * @param rowId the row's key in the table
 * @param version the revision that wrote the state
 * @param time which states stood at the moment asked for
 */
record RowSource(Epoch epoch, String from, String rowId, String version, Condition time) {

  /**
   * The sources of a layer's state.
   *
   * @param at the revision whose state is asked for; null for the present
   */
  static List<RowSource> of(Epoch epoch, @Nullable Revision at) {
    String version = "coalesce(v.revision, " + epoch.start().number() + ")";
    String from =
        "%s t LEFT JOIN %s v ON v.fid = t.fid".formatted(epoch.content(), epoch.version());
    List<RowSource> sources = new ArrayList<>();
    Condition until =
        at == null ? Condition.ALL : Condition.exact("(" + version + " <= ?)", at.number());
    sources.add(new RowSource(epoch, from, "t.fid", version, until));
    if (at != null) {
      sources.add(
          new RowSource(
              epoch,
              epoch.history() + " t",
              "t.machizu_id",
              "t.machizu_from",
              Condition.exact(
                  "(t.machizu_from <= ? AND t.machizu_to > ?)", at.number(), at.number())));
    }
    return sources;
  }

  /** Rows whose box may meet the given one; the index knows boxes rounded outwards. */
  static Condition inBox(Envelope box) {
    return new Condition(
        "(t.geom && ST_MakeEnvelope(?, ?, ?, ?, " + Columns.SRS + "))",
        List.of(box.minLon(), box.minLat(), box.maxLon(), box.maxLat()),
        false);
  }
}
