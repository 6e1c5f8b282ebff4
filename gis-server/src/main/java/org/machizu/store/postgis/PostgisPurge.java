package org.machizu.store.postgis;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.machizu.access.AdminRight;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.AttributeType;
import org.machizu.geo.feature.LayerId;
import org.machizu.geo.feature.Revision;
import org.machizu.http.Json;
import org.machizu.jobs.CancelledException;
import org.machizu.jobs.Progress;
import org.machizu.layers.LayerConflictException;
import org.machizu.retention.Cleared;
import org.machizu.retention.PurgePlan;
import org.machizu.retention.PurgeStore;
import org.machizu.retention.RetentionJson;
import org.machizu.retention.RetentionRule;
import org.machizu.retention.UnfinishedPurge;
import org.machizu.store.features.Epoch;
import org.machizu.store.sql.ChangeKinds;
import org.machizu.store.sql.Condition;
import org.machizu.store.sql.PurgeNotes;
import org.machizu.store.sql.Sql;
import org.machizu.store.sql.Transactions;

/** Retention in the database. */
final class PostgisPurge implements PurgeStore {
  private static final ZoneId ZONE = ZoneId.of("Asia/Tokyo");

  /** Features of one transaction, so that others do not wait long. */
  private static final int AT_ONCE = 2_000;

  private static final Duration PLAN_ALLOWED = Duration.ofMinutes(5);

  private final Town town;
  private final LayerWrites writes;
  private final PurgeNotes notes;

  PostgisPurge(Town town, LayerWrites writes) {
    this.town = town;
    this.writes = writes;
    this.notes =
        new PurgeNotes(
            "machizu.revision", Condition.exact("municipality = ?", town.municipality()));
  }

  @Override
  public List<LayerId> listRuled() {
    return writes
        .database()
        .read(
            Transactions.ALLOWED,
            c ->
                Sql.strings(
                    c,
                    "SELECT layer FROM machizu.retention WHERE municipality = ? AND rule IS NOT NULL ORDER BY layer",
                    town.municipality()))
        .stream()
        .map(name -> new LayerId(town.municipality(), name))
        .toList();
  }

  @Override
  public Optional<RetentionRule> findRule(LayerId layer) {
    return writes
        .database()
        .read(
            Transactions.ALLOWED,
            c -> {
              Entry unused = town.entries().get(c, layer);
              return Optional.ofNullable(rule(c, layer));
            });
  }

  private static @Nullable RetentionRule rule(Connection connection, LayerId layer)
      throws SQLException {
    String json =
        Sql.string(
            connection,
            "SELECT rule FROM machizu.retention WHERE municipality = ? AND layer = ?",
            layer.municipality(),
            layer.name());
    return json == null
        ? null
        : RetentionJson.read(Json.object(json.getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public void setRule(
      AdminRight right, LayerId layer, @Nullable RetentionRule rule, String reason) {
    var unused =
        writes.write(
            layer,
            (c, entry) -> {
              if (rule != null && rule.features() != null) {
                String exists = column(entry, rule.features());
              }
              Step step =
                  writes
                      .revisions()
                      .begin(c, entry.name(), right.actor(), ChangeKinds.RETENTION, reason);
              Sql.update(
                  c,
                  "INSERT INTO machizu.retention (municipality, layer, rule) VALUES (?, ?, ?) ON CONFLICT (municipality, layer) DO UPDATE SET rule = excluded.rule",
                  town.municipality(),
                  entry.name(),
                  rule == null ? null : RetentionJson.write(rule).toString());
              if (rule != null) {
                step.detail("historyDays", String.valueOf(rule.historyDays()));
                if (rule.features() != null) {
                  step.detail("period", rule.features().period());
                }
              }
              return step.end();
            });
  }

  private static String column(Entry entry, RetentionRule.OfFeatures features) {
    for (Attribute attribute : entry.epoch().schema().attributes()) {
      boolean ofTime =
          attribute.type() == AttributeType.DATE || attribute.type() == AttributeType.DATETIME;
      String column = entry.epoch().findColumn(attribute);
      if (ofTime && column != null && attribute.name().equals(features.attribute())) {
        return column;
      }
    }
    throw new IllegalArgumentException(
        "the name of an attribute of layer '%s' that holds days or moments: %s"
            .formatted(
                entry.name(),
                entry.epoch().schema().attributes().stream()
                    .filter(
                        a -> a.type() == AttributeType.DATE || a.type() == AttributeType.DATETIME)
                    .map(Attribute::name)
                    .collect(Collectors.joining(", "))));
  }

  @Override
  public PurgePlan plan(LayerId layer, @Nullable Set<Long> ids, Instant now) {
    return writes.database().read(PLAN_ALLOWED, c -> plan(c, layer, ids, now));
  }

  private PurgePlan plan(Connection connection, LayerId layer, @Nullable Set<Long> ids, Instant now)
      throws SQLException {
    Entry entry = town.entries().getFeatures(connection, layer);
    RetentionRule rule = rule(connection, layer);
    if (ids == null && rule == null) {
      throw new LayerConflictException(
          "no-retention-rule",
          "nothing says how long the content of layer '%s' is kept; set a rule first, or name features by their ids"
              .formatted(layer.name()));
    }
    long horizon = 0;
    List<Long> wanted = new ArrayList<>();
    if (ids != null) {
      wanted.addAll(ids);
    } else {
      horizon = horizon(connection, entry, rule, now);
      wanted.addAll(due(connection, entry, rule, now));
    }
    if (wanted.size() > PurgePlan.MAX_FEATURES) {
      throw new LayerConflictException(
          "purge-too-large",
          "more than %d features of layer '%s' would be purged at once; look at the rule"
              .formatted(PurgePlan.MAX_FEATURES, layer.name()));
    }
    PurgedRows rows = new PurgedRows(town, connection, entry);
    Map<String, Long> counted = new TreeMap<>();
    List<Long> present = rows.present(wanted, counted);
    if (horizon > 0) {
      counted.put("past", rows.countBefore(horizon));
    }
    return new PurgePlan(layer.name(), present, horizon, counted);
  }

  private long horizon(
      Connection connection, Entry entry, @Nullable RetentionRule rule, Instant now)
      throws SQLException {
    if (rule == null || rule.historyDays() == null) {
      return 0;
    }
    Instant cutoff = now.minus(Duration.ofDays(rule.historyDays()));
    long at =
        Sql.numberOr(
            connection,
            0,
            "SELECT max(revision) FROM machizu.revision WHERE municipality = ? AND layer = ? AND time <= ?",
            town.municipality(),
            entry.name(),
            Values.moment(cutoff));
    long kept = entry.access().keptFrom(at);
    return kept > town.retention().pastBegins(connection, entry.name()) ? kept : 0;
  }

  private List<Long> due(
      Connection connection, Entry entry, @Nullable RetentionRule rule, Instant now)
      throws SQLException {
    if (rule == null || rule.features() == null) {
      return List.of();
    }
    LocalDate firstKept = rule.features().firstKept(LocalDate.ofInstant(now, ZONE));
    String column = Sql.name(column(entry, rule.features()));
    boolean ofDays =
        entry.epoch().schema().find(rule.features().attribute()).orElseThrow().type()
            == AttributeType.DATE;
    return Sql.strings(
            connection,
            "SELECT fid FROM %s WHERE %s < ? ORDER BY fid LIMIT %d"
                .formatted(entry.epoch().content(), column, PurgePlan.MAX_FEATURES + 1),
            ofDays ? firstKept : Values.moment(firstKept.atStartOfDay(ZONE).toInstant()))
        .stream()
        .map(Long::valueOf)
        .toList();
  }

  @Override
  public Revision purge(AdminRight right, PurgePlan plan, String reason, Progress progress)
      throws CancelledException {
    LayerId layer = new LayerId(town.municipality(), plan.layer());
    // A content being built could bring back what goes.
    Rebuilding rebuilding = Rebuilding.begin(writes.database(), plan.layer());
    try (rebuilding) {
      Revision last = Revision.NONE;
      List<List<Long>> parts = parts(plan.features());
      for (int i = 0; i < parts.size(); i++) {
        progress.checkCancelled();
        progress.report((double) i / parts.size());
        List<Long> part = parts.get(i);
        long horizon = i == 0 ? plan.horizon() : 0;
        last =
            writes.write(
                layer,
                (c, entry) -> {
                  Step step =
                      writes
                          .revisions()
                          .begin(
                              c, entry.name(), right.actor(), ChangeKinds.PURGE_UNFINISHED, reason);
                  PurgedRows rows = new PurgedRows(town, c, entry);
                  rows.remove(part, step.revision());
                  if (horizon > 0) {
                    rows.removeBefore(horizon);
                  }
                  plan.told().forEach(step::detail);
                  return step.detail("step", "removed").end();
                });
      }
      return last;
    }
  }

  private static List<List<Long>> parts(List<Long> all) {
    List<List<Long>> parts = new ArrayList<>();
    for (int from = 0; from < all.size(); from += AT_ONCE) {
      parts.add(all.subList(from, Math.min(all.size(), from + AT_ONCE)));
    }
    return parts.isEmpty() ? List.of(List.of()) : parts;
  }

  @Override
  public Optional<Turn> tryTurn(LayerId layer) {
    return Optional.ofNullable(PurgeTurn.tryBegin(writes.database(), layer.name()));
  }

  @Override
  public List<UnfinishedPurge> listUnfinished() {
    return writes.database().read(PLAN_ALLOWED, c -> notes.list(c, town.municipality()));
  }

  @Override
  public void finish(LayerId layer, Revision upTo) {
    int unused = writes.aside(c -> notes.finish(c, layer, upTo));
  }

  @Override
  public Cleared shred(LayerId layer) {
    List<Epoch> epochs =
        writes
            .database()
            .read(Transactions.ALLOWED, c -> town.entries().listEpochs(c, layer.name()));
    List<String> tables =
        epochs.stream()
            .flatMap(e -> Stream.of(e.content(), e.history(), DatabaseTables.outside(e)))
            .toList();
    Cleared done = Vacuum.run(writes.database(), tables);
    return new Cleared(
        done.told()
            + "; the database's own journal, statistics and backups hold it until they are replaced",
        done.complete());
  }
}
