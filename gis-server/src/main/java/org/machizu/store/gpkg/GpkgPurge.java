package org.machizu.store.gpkg;

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
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
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
import org.machizu.store.features.SqlFeatureStore;
import org.machizu.store.sql.Begun;
import org.machizu.store.sql.ChangeKinds;
import org.machizu.store.sql.Condition;
import org.machizu.store.sql.Moments;
import org.machizu.store.sql.PurgeNotes;
import org.machizu.store.sql.Sql;
import org.machizu.store.sql.Transactions;

/** Retention over the layer files. */
final class GpkgPurge implements PurgeStore {
  private static final ZoneId ZONE = ZoneId.of("Asia/Tokyo");

  /** Features of one transaction, so that others do not wait long. */
  private static final int AT_ONCE = 2_000;

  private static final PurgeNotes NOTES = new PurgeNotes("machizu_revision", Condition.ALL);

  private final String municipality;
  private final LayerFiles files;
  private final Set<String> turns = ConcurrentHashMap.newKeySet(); // the folder has one server

  GpkgPurge(String municipality, LayerFiles files) {
    this.municipality = municipality;
    this.files = files;
  }

  @Override
  public List<LayerId> listRuled() {
    List<LayerId> ruled = new ArrayList<>();
    for (LayerFile file : files.list()) {
      file.readers()
          .read(
              Transactions.ALLOWED,
              c ->
                  Sql.strings(
                      c,
                      "SELECT layer FROM machizu_retention WHERE rule IS NOT NULL ORDER BY layer"))
          .forEach(name -> ruled.add(new LayerId(municipality, name)));
    }
    return ruled;
  }

  @Override
  public Optional<RetentionRule> findRule(LayerId layer) {
    return files
        .get(layer)
        .readers()
        .read(Transactions.ALLOWED, c -> Optional.ofNullable(rule(c, layer)));
  }

  private static @Nullable RetentionRule rule(Connection connection, LayerId layer)
      throws SQLException {
    String json =
        Sql.string(connection, "SELECT rule FROM machizu_retention WHERE layer = ?", layer.name());
    return json == null
        ? null
        : RetentionJson.read(Json.object(json.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
  }

  @Override
  public void setRule(
      AdminRight right, LayerId layer, @Nullable RetentionRule rule, String reason) {
    LayerFile file = files.get(layer);
    file.writer()
        .write(c -> {
          Entry entry = file.entries().getFeatures(c, layer);
          if (rule != null && rule.features() != null) {
            column(entry, rule.features());
          }
          Begun change =
              file.revisions().begin(c, entry.name(), right.actor(), ChangeKinds.RETENTION, reason);
          Sql.update(
              c,
              "INSERT INTO machizu_retention (layer, rule) VALUES (?, ?) ON CONFLICT (layer) DO UPDATE SET rule = excluded.rule",
              entry.name(),
              rule == null ? null : RetentionJson.write(rule).toString());
          if (rule != null) {
            change.line().detail("historyDays", String.valueOf(rule.historyDays()));
            if (rule.features() != null) {
              change.line().detail("period", rule.features().period());
            }
          }
          Revisions.end(c);
          return change.revision();
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
    LayerFile file = files.get(layer);
    return file.readers().read(SqlFeatureStore.SCAN_ALLOWED, c -> plan(c, file, layer, ids, now));
  }

  private static PurgePlan plan(
      Connection connection, LayerFile file, LayerId layer, @Nullable Set<Long> ids, Instant now)
      throws SQLException {
    Entry entry = file.entries().getFeatures(connection, layer);
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
    PurgedRows rows = new PurgedRows(connection, entry);
    Map<String, Long> counted = new TreeMap<>();
    List<Long> present = rows.present(wanted, counted);
    if (horizon > 0) {
      counted.put("past", rows.countBefore(horizon));
    }
    return new PurgePlan(layer.name(), present, horizon, counted);
  }

  private static long horizon(
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
            "SELECT max(revision) FROM machizu_revision WHERE layer = ? AND time <= ?",
            entry.name(),
            Moments.text(cutoff));
    long kept = entry.access().keptFrom(at);
    return kept > RetentionTables.pastBegins(connection, entry.name()) ? kept : 0;
  }

  private static List<Long> due(
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
                .formatted(Sql.name(entry.name()), column, PurgePlan.MAX_FEATURES + 1),
            ofDays ? firstKept.toString() : Moments.text(firstKept.atStartOfDay(ZONE).toInstant()))
        .stream()
        .map(Long::valueOf)
        .toList();
  }

  @Override
  public Revision purge(AdminRight right, PurgePlan plan, String reason, Progress progress)
      throws CancelledException {
    LayerId layer = new LayerId(municipality, plan.layer());
    LayerFile file = files.get(layer);
    file.beginRebuilding(plan.layer()); // a content being built could bring back what goes
    try {
      Revision last = Revision.NONE;
      List<List<Long>> parts = parts(plan.features());
      for (int i = 0; i < parts.size(); i++) {
        progress.checkCancelled();
        progress.report((double) i / parts.size());
        List<Long> part = parts.get(i);
        boolean first = i == 0;
        last = file.writer().write(c -> purge(c, file, layer, right, plan, part, first, reason));
      }
      forgetDropping(file);
      return last;
    } finally {
      file.endRebuilding(plan.layer());
    }
  }

  private static List<List<Long>> parts(List<Long> all) {
    List<List<Long>> parts = new ArrayList<>();
    for (int from = 0; from < all.size(); from += AT_ONCE) {
      parts.add(all.subList(from, Math.min(all.size(), from + AT_ONCE)));
    }
    return parts.isEmpty() ? List.of(List.of()) : parts;
  }

  private static Revision purge(
      Connection connection,
      LayerFile file,
      LayerId layer,
      AdminRight right,
      PurgePlan plan,
      List<Long> ids,
      boolean withPast,
      String reason)
      throws SQLException {
    Entry entry = file.entries().getFeatures(connection, layer);
    Sql.execute(connection, "PRAGMA secure_delete = ON");
    Begun purge =
        file.revisions()
            .begin(connection, entry.name(), right.actor(), ChangeKinds.PURGE_UNFINISHED, reason);
    PurgedRows rows = new PurgedRows(connection, entry);
    rows.remove(ids, purge.revision());
    if (withPast && plan.horizon() > 0) {
      rows.removeBefore(plan.horizon());
    }
    purge.line().details(plan.told());
    purge.line().detail("step", "removed");
    LayerTables.touch(connection, entry.name(), new org.locationtech.jts.geom.Envelope());
    Revisions.end(connection);
    return purge.revision();
  }

  /** The tables of former contents go one by one; nobody reads them any more. */
  private static void forgetDropping(LayerFile file) {
    List<String> dropping =
        file.readers()
            .read(
                Transactions.ALLOWED,
                c -> Sql.strings(c, "SELECT id FROM machizu_epoch WHERE state = 'dropping'"));
    for (String id : dropping) {
      file.writer()
          .write(c -> {
            Leftovers.drop(c, Long.parseLong(id));
            return true;
          });
    }
  }

  @Override
  public Optional<Turn> tryTurn(LayerId layer) {
    return turns.add(layer.name())
        ? Optional.of(() -> turns.remove(layer.name()))
        : Optional.empty();
  }

  @Override
  public List<UnfinishedPurge> listUnfinished() {
    List<UnfinishedPurge> unfinished = new ArrayList<>();
    for (LayerFile file : files.list()) {
      unfinished.addAll(
          file.readers().read(SqlFeatureStore.SCAN_ALLOWED, c -> NOTES.list(c, municipality)));
    }
    return unfinished;
  }

  @Override
  public void finish(LayerId layer, Revision upTo) {
    int unused = files.get(layer).writer().write(c -> NOTES.finish(c, layer, upTo));
  }

  @Override
  public Cleared shred(LayerId layer) {
    LayerFile file = files.get(layer);
    Cleared done = Shredder.run(file.path(), file.writer());
    if (file == files.town()) { // imports replace much there, and need not be slowed down by it
      file.writer()
          .alone(c -> {
            Sql.execute(c, "PRAGMA secure_delete = OFF");
            return true;
          });
    }
    return done;
  }
}
