package org.machizu.store.features;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.feature.Revision;
import org.machizu.store.sql.Condition;

/**
 * One table that holds states of features, with alias {@code t}: the content of an epoch, or its
 * history.
 *
 * @param past whether it is the history
 * @param from the FROM clause
 * @param rowId the row's key in the table
 * @param version the revision that wrote the state
 * @param time which states stood at the moment asked for
 */
public record RowSource(
    Epoch epoch, boolean past, String from, String rowId, String version, Condition time) {

  /**
   * The sources of a layer's state.
   *
   * @param at the revision whose state is asked for; null for the present
   */
  public static List<RowSource> of(Epoch epoch, @Nullable Revision at) {
    String version = "coalesce(v.revision, " + epoch.start().number() + ")";
    String from =
        "%s t LEFT JOIN %s v ON v.fid = t.fid".formatted(epoch.content(), epoch.version());
    List<RowSource> sources = new ArrayList<>();
    Condition until =
        at == null ? Condition.ALL : Condition.exact("(" + version + " <= ?)", at.number());
    sources.add(new RowSource(epoch, false, from, "t.fid", version, until));
    if (at != null) {
      sources.add(
          new RowSource(
              epoch,
              true,
              epoch.history() + " t",
              "t.machizu_id",
              "t.machizu_from",
              Condition.exact(
                  "(t.machizu_from <= ? AND t.machizu_to > ?)", at.number(), at.number())));
    }
    return sources;
  }
}
