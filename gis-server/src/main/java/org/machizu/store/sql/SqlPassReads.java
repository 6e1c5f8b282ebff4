package org.machizu.store.sql;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.machizu.tracks.PassReads;
import org.machizu.tracks.RoadPass;

/** Reads of passes in SQL. */
public final class SqlPassReads implements PassReads {
  private static final Duration ALLOWED = Duration.ofMinutes(2);
  private static final String ORDER = " ORDER BY p.gone, d.name, p.run, p.number LIMIT ?";

  /** SQLite takes at most 32,766 values in a statement. */
  private static final int ROADS_AT_ONCE = 1_000;

  private final String municipality;
  private final Transactions transactions;

  public SqlPassReads(String municipality, Transactions transactions) {
    this.municipality = municipality;
    this.transactions = transactions;
  }

  @Override
  public List<RoadPass> listBetween(Instant from, Instant until) {
    return list("", List.of(), from, until, MOST);
  }

  @Override
  public List<RoadPass> listOfRoads(Collection<Long> roads, Instant from, Instant until) {
    List<Long> all = List.copyOf(new HashSet<>(roads));
    List<RoadPass> found = new ArrayList<>();
    for (int i = 0; i < all.size(); i += ROADS_AT_ONCE) {
      List<Long> some = all.subList(i, Math.min(i + ROADS_AT_ONCE, all.size()));
      String condition =
          "AND p.road IN (%s) ".formatted(String.join(", ", Collections.nCopies(some.size(), "?")));
      found.addAll(list(condition, some, from, until, MOST - found.size()));
    }
    if (all.size() > ROADS_AT_ONCE) {
      found.sort(PassReads.ORDER);
    }
    return found;
  }

  private List<RoadPass> list(
      String condition, List<Long> roads, Instant from, Instant until, int most) {
    List<@Nullable Object> values = new ArrayList<>();
    values.add(municipality);
    values.addAll(roads);
    values.add(SqlTrackStore.millis(from));
    values.add(SqlTrackStore.millis(until));
    values.add(most + 1);
    List<RoadPass> found =
        transactions.read(
            ALLOWED,
            c ->
                Rows.select(
                    c,
                    Passes::pass,
                    Passes.SELECT + condition + "AND p.gone >= ? AND p.gone < ?" + ORDER,
                    values.toArray()));
    if (found.size() > most) {
      throw new IllegalStateException(
          "there are more than %d passes between %s and %s; ask for less"
              .formatted(MOST, from, until));
    }
    return found;
  }
}
