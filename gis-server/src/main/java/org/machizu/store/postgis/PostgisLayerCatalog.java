package org.machizu.store.postgis;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.machizu.access.Actor;
import org.machizu.access.AdminRight;
import org.machizu.access.EditRight;
import org.machizu.access.JobMark;
import org.machizu.access.LayerAccess;
import org.machizu.access.LayerRule;
import org.machizu.geo.feature.Layer;
import org.machizu.geo.feature.LayerId;
import org.machizu.geo.feature.Revision;
import org.machizu.geo.feature.Schema;
import org.machizu.layers.CataloguedLayer;
import org.machizu.layers.Described;
import org.machizu.layers.DoneByJob;
import org.machizu.layers.LayerCatalog;
import org.machizu.layers.LayerConflictException;
import org.machizu.layers.PublishStep;
import org.machizu.layers.RuleJson;
import org.machizu.store.features.Epoch;
import org.machizu.store.sql.ChangeKinds;
import org.machizu.store.sql.JobMarks;
import org.machizu.store.sql.LayerChecks;
import org.machizu.store.sql.LayerJson;
import org.machizu.store.sql.Sql;
import org.machizu.store.sql.StoreException;
import org.machizu.store.sql.Transactions;

/** The catalogue of a town in the database. */
final class PostgisLayerCatalog implements LayerCatalog {
  private final String municipality;
  private final LayerWrites writes;
  private final CatalogCache cache;

  PostgisLayerCatalog(LayerWrites writes, CatalogCache cache) {
    this.municipality = writes.database().municipality();
    this.writes = writes;
    this.cache = cache;
  }

  @Override
  public List<CataloguedLayer> list(String ofMunicipality) {
    return ofMunicipality.equals(municipality) ? cache.get(this::read) : List.of();
  }

  @Override
  public Optional<CataloguedLayer> find(LayerId id) {
    return list(id.municipality()).stream().filter(l -> l.layer().id().equals(id)).findFirst();
  }

  @Override
  public Optional<DoneByJob> findDone(LayerId id, JobMark job, DoneByJob.Step step) {
    return writes
        .database()
        .read(Transactions.ALLOWED, c -> JobMarks.find(c, municipality, id.name(), job, step));
  }

  private List<CataloguedLayer> read() {
    return writes
        .database()
        .read(
            Transactions.ALLOWED,
            c -> {
              Map<String, Changed> changes = changes(c);
              List<CataloguedLayer> all = new ArrayList<>();
              for (Entry entry : writes.entries().list(c)) {
                Changed changed = changes.get(entry.name());
                if (changed == null) {
                  throw new StoreException("layer " + entry.name() + " has no revision");
                }
                all.add(catalogued(entry, changed));
              }
              all.sort(
                  Comparator.comparing((CataloguedLayer l) -> l.layer().group())
                      .thenComparing(l -> l.layer().id().name()));
              return List.copyOf(all);
            });
  }

  private record Changed(Revision revision, java.time.Instant time) {}

  private Map<String, Changed> changes(Connection connection) throws SQLException {
    String sql =
        """
        SELECT l.name, r.revision, r.time FROM machizu.layer l CROSS JOIN LATERAL (
          SELECT revision, time FROM machizu.revision r
          WHERE r.municipality = l.municipality AND r.layer = l.name
          ORDER BY revision DESC LIMIT 1) r
        WHERE l.municipality = ?
        """;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      Sql.bind(statement, municipality);
      try (ResultSet row = statement.executeQuery()) {
        Map<String, Changed> found = new HashMap<>();
        while (row.next()) {
          found.put(
              row.getString(1),
              new Changed(
                  new Revision(row.getLong(2)),
                  row.getObject(3, OffsetDateTime.class).toInstant()));
        }
        return found;
      }
    }
  }

  private static CataloguedLayer catalogued(Entry entry, Changed changed) {
    return new CataloguedLayer(
        entry.layer(), entry.access(), entry.style(), changed.revision, changed.time);
  }

  private CataloguedLayer catalogued(Connection connection, Entry entry) throws SQLException {
    Changed changed = changes(connection).get(entry.name());
    if (changed == null) {
      throw new StoreException("layer " + entry.name() + " has no revision");
    }
    return catalogued(entry, changed);
  }

  private CataloguedLayer get(Connection connection, LayerId id) throws SQLException {
    return catalogued(connection, writes.entries().get(connection, id));
  }

  @Override
  public CataloguedLayer create(
      Layer layer, LayerAccess access, String style, Actor actor, boolean apart) {
    LayerId id = layer.id();
    requireAllowed(id);
    return writes.create(c -> {
      if (writes.entries().find(c, id).isPresent()) {
        throw exists(id);
      }
      checkViewIsFree(c, id);
      return create(c, layer, access, style, actor, apart || hides(access, layer.schema()));
    });
  }

  private CataloguedLayer create(
      Connection c, Layer layer, LayerAccess access, String style, Actor actor, boolean apart)
      throws SQLException {
    LayerId id = layer.id();
    long key = Sql.numberOr(c, 0, "SELECT nextval('machizu.layer_key')");
    Step step = writes.revisions().begin(c, id.name(), actor, ChangeKinds.CREATE, null);
    LayerJson.Table table =
        new LayerJson.Table(layer.schema(), Columns.name(layer.schema().attributes(), List.of()));
    Epoch epoch =
        writes.entries().insertEpoch(c, "current", id.name(), apart, step.revision(), table);
    Sql.update(
        c,
        "INSERT INTO machizu.layer (municipality, name, key, epoch, entry, style, sensitivity, published, rule, apart) VALUES (?, ?, ?, ?, ?, ?, ?, false, ?, ?)",
        id.municipality(),
        id.name(),
        key,
        epoch.id(),
        LayerJson.writeEntry(layer),
        style,
        access.sensitivity().name(),
        RuleJson.write(access.rule()).toString(),
        apart);
    Entry entry = writes.entries().get(c, id);
    if (!layer.kind().isRaster()) {
      Sql.execute(c, "CREATE SEQUENCE " + entry.ids());
      LayerTables.create(c, entry.ids(), epoch);
      LayerTables.index(c, epoch);
      Triggers.create(c, municipality, epoch);
      LayerTables.show(c, entry);
    }
    var unused = step.end();
    return get(c, id);
  }

  /** Whether other programs must not see all of a layer. */
  static boolean hides(LayerAccess access, Schema schema) {
    return LayerChecks.hides(access, schema);
  }

  @Override
  public CataloguedLayer describe(EditRight right, Function<CataloguedLayer, Described> change) {
    return writes.write(
        right.layer(),
        (c, entry) -> {
          Described described = change.apply(catalogued(c, entry));
          Layer layer = described.layer();
          LayerChecks.checkDescription(entry.layer(), layer);
          Step step = beginDescription(c, right, described.opening());
          update(c, "entry = ?, style = ?", entry, LayerJson.writeEntry(layer), described.style());
          writes
              .entries()
              .updateColumns(c, entry.epoch().with(layer.schema(), entry.epoch().columns()));
          Entry now = keepApart(c, entry, entry.access(), layer.schema());
          if (!layer.kind().isRaster()) {
            LayerTables.comment(c, writes.entries().get(c, now.layer().id()));
          }
          var unused = step.end();
          return get(c, right.layer());
        });
  }

  /** What is opened to the public stands in the log as a publish step does. */
  private Step beginDescription(Connection c, EditRight right, Optional<String> opening)
      throws SQLException {
    String name = right.layer().name();
    return opening.isPresent()
        ? writes
            .revisions()
            .begin(c, name, right.actor(), ChangeKinds.PUBLISH, ChangeKinds.OPEN + opening.get())
        : writes.revisions().begin(c, name, right.actor(), ChangeKinds.DESCRIBE, null);
  }

  @Override
  public CataloguedLayer changeRule(
      AdminRight right, LayerId id, Function<CataloguedLayer, LayerRule> change, String reason) {
    return writes.write(
        id,
        (c, entry) -> {
          LayerRule rule = change.apply(catalogued(c, entry));
          LayerAccess after = entry.access().with(rule);
          Step step =
              writes.revisions().begin(c, entry.name(), right.actor(), ChangeKinds.RIGHTS, reason);
          update(c, "rule = ?", entry, RuleJson.write(rule).toString());
          Entry unused = keepApart(c, entry, after, entry.layer().schema());
          var revision = step.end();
          return get(c, id);
        });
  }

  /** What hides something from now on is seen by no other program any more, whole as it is. */
  private Entry keepApart(Connection c, Entry entry, LayerAccess access, Schema schema)
      throws SQLException {
    if (!entry.apart() && hides(access, schema)) {
      LayerTables.hide(c, entry);
      update(c, "apart = ?", entry, true);
    }
    return writes.entries().get(c, entry.layer().id());
  }

  /** What a layer shows to other programs is a view, which is taken away with the first limit. */
  @Override
  public boolean canHide(LayerId id) {
    return true;
  }

  @Override
  public CataloguedLayer publish(EditRight right, PublishStep step, String reason) {
    return writes.write(
        right.layer(),
        (c, entry) -> {
          LayerChecks.checkPublish(entry.layer(), entry.access(), step);
          step.requireSeen(entry.name(), writes.revisions().of(c, entry.name()));
          String note = (step.open() ? ChangeKinds.OPEN : ChangeKinds.CLOSED) + reason;
          Step made =
              writes.revisions().begin(c, entry.name(), right.actor(), ChangeKinds.PUBLISH, note);
          Revision shown = step.shown(entry.access(), made.revision());
          update(
              c,
              "published = ?, shown = ?",
              entry,
              step.open(),
              shown == null ? null : shown.number());
          var unused = made.end();
          return get(c, right.layer());
        });
  }

  private static void update(Connection c, String sets, Entry entry, @Nullable Object... values)
      throws SQLException {
    List<@Nullable Object> all = new ArrayList<>(Arrays.asList(values));
    all.add(entry.layer().id().municipality());
    all.add(entry.name());
    Sql.update(
        c,
        "UPDATE machizu.layer SET " + sets + " WHERE municipality = ? AND name = ?",
        all.toArray());
  }

  @Override
  public void discard(EditRight right) {
    var unused =
        writes.write(
            right.layer(),
            (c, entry) -> {
              checkNeverHadContent(c, entry);
              Step step =
                  writes
                      .revisions()
                      .begin(c, entry.name(), right.actor(), ChangeKinds.DISCARD, null);
              LayerTables.hide(c, entry);
              LayerTables.drop(c, entry.epoch());
              Sql.execute(c, "DROP SEQUENCE IF EXISTS " + entry.ids());
              writes.entries().removeEpoch(c, entry.epoch());
              Sql.update(
                  c,
                  "DELETE FROM machizu.layer WHERE municipality = ? AND name = ?",
                  municipality,
                  entry.name());
              return step.end();
            });
  }

  /** Content leaves a row in the log, an epoch that ended, or both. */
  private void checkNeverHadContent(Connection c, Entry entry) throws SQLException {
    Epoch epoch = entry.epoch();
    String rows =
        entry.layer().kind().isRaster()
            ? "0"
            : "(SELECT count(*) FROM %s) + (SELECT count(*) FROM %s)"
                .formatted(epoch.content(), epoch.log());
    long traces =
        Sql.numberOr(
            c,
            0,
            "SELECT %s + (SELECT count(*) FROM machizu.epoch WHERE municipality = ? AND layer = ? AND state <> 'staging' AND id <> ?)"
                .formatted(rows),
            municipality,
            entry.name(),
            epoch.id());
    if (traces > 0) {
      throw new LayerConflictException(
          "layer-has-content",
          "layer '%s' has or had features and cannot be taken back".formatted(entry.name()));
    }
  }

  @Override
  public void requireAllowed(LayerId id) {
    if (!id.municipality().equals(municipality)) {
      throw new IllegalArgumentException(
          "this server is municipality %s's; it cannot take the layer %s"
              .formatted(municipality, id));
    }
    LayerChecks.checkId(id);
  }

  private static LayerConflictException exists(LayerId id) {
    return new LayerConflictException(
        "layer-exists", "there is a layer '" + id.name() + "' already; choose another id");
  }

  /** The database's administrator may have put something of that name there. */
  private void checkViewIsFree(Connection c, LayerId id) throws SQLException {
    String found =
        Sql.string(c, "SELECT to_regclass(?)::text", Entry.view(municipality, id.name()));
    if (found != null) {
      throw new LayerConflictException(
          "table-exists",
          "another program has put %s into the database; remove it there, or choose another layer id"
              .formatted(found));
    }
  }
}
