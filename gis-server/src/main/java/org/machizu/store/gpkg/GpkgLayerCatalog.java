package org.machizu.store.gpkg;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
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
import org.machizu.store.sql.Begun;
import org.machizu.store.sql.ChangeKinds;
import org.machizu.store.sql.JobMarks;
import org.machizu.store.sql.LayerChecks;
import org.machizu.store.sql.LayerJson;
import org.machizu.store.sql.Sql;
import org.machizu.store.sql.StoreException;
import org.machizu.store.sql.Transactions;

/** The catalogue over all files of the folder. */
final class GpkgLayerCatalog implements LayerCatalog {
  private final String municipality;
  private final LayerFiles files;

  GpkgLayerCatalog(String municipality, LayerFiles files) {
    this.municipality = municipality;
    this.files = files;
  }

  @Override
  public List<CataloguedLayer> list(String ofMunicipality) {
    if (!ofMunicipality.equals(municipality)) {
      return List.of();
    }
    List<CataloguedLayer> all = new ArrayList<>();
    files.list().forEach(file -> all.addAll(catalogued(file)));
    all.sort(
        Comparator.comparing((CataloguedLayer l) -> l.layer().group())
            .thenComparing(l -> l.layer().id().name()));
    return all;
  }

  @Override
  public Optional<CataloguedLayer> find(LayerId id) {
    if (!id.municipality().equals(municipality)) {
      return Optional.empty();
    }
    for (LayerFile file : files.list()) {
      for (CataloguedLayer entry : catalogued(file)) {
        if (entry.layer().id().equals(id)) {
          return Optional.of(entry);
        }
      }
    }
    return Optional.empty();
  }

  @Override
  public Optional<DoneByJob> findDone(LayerId id, JobMark job, DoneByJob.Step step) {
    return files
        .find(id)
        .flatMap(file ->
            file.readers()
                .read(Transactions.ALLOWED, c -> JobMarks.find(c, null, id.name(), job, step)));
  }

  private static List<CataloguedLayer> catalogued(LayerFile file) {
    return file.catalogued(() ->
        file.readers()
            .read(
                Transactions.ALLOWED,
                c -> {
                  List<CataloguedLayer> found = new ArrayList<>();
                  for (Entry entry : file.entries().list(c)) {
                    found.add(catalogued(c, entry));
                  }
                  return found;
                }));
  }

  @Override
  public CataloguedLayer create(
      Layer layer, LayerAccess access, String style, Actor actor, boolean apart) {
    LayerId id = layer.id();
    requireAllowed(id);
    if (files.find(id).isPresent()) {
      throw exists(id);
    }
    LayerFile file = files.forNew(id, apart || LayerFiles.liesApart(access, layer.schema()));
    return file.writer()
        .write(c -> {
          if (file.entries().find(c, id).isPresent()) {
            throw exists(id);
          }
          checkTableIsFree(c, id);
          Revision revision =
              file.revisions().begin(c, id.name(), actor, ChangeKinds.CREATE, null).revision();
          List<String> columns = Columns.name(layer.schema().attributes(), List.of());
          long number =
              Entries.insertEpoch(
                  c, id.name(), "current", revision, LayerJson.writeTable(layer.schema(), columns));
          Epoch epoch =
              FileTables.present(
                  number, id.name(), revision, new LayerJson.Table(layer.schema(), columns));
          LayerTables.create(c, epoch, layer);
          Sql.update(
              c,
              "INSERT INTO machizu_layer (municipality, name, epoch, entry, style, sensitivity, published, rule) VALUES (?, ?, ?, ?, ?, ?, 0, ?)",
              id.municipality(),
              id.name(),
              number,
              LayerJson.writeEntry(layer),
              style,
              access.sensitivity().name(),
              RuleJson.write(access.rule()).toString());
          Revisions.end(c);
          return get(c, file, id);
        });
  }

  @Override
  public CataloguedLayer describe(EditRight right, Function<CataloguedLayer, Described> change) {
    LayerFile file = files.get(right.layer());
    return file.writer()
        .write(c -> {
          Entry entry = getEntry(c, file, right.layer());
          Described described = change.apply(catalogued(c, entry));
          Layer layer = described.layer();
          LayerChecks.checkDescription(entry.layer(), layer);
          checkStaysInItsFile(file, entry, entry.access(), layer.schema());
          beginDescription(c, file, right, described.opening());
          Sql.update(
              c,
              "UPDATE machizu_layer SET entry = ?, style = ? WHERE name = ?",
              LayerJson.writeEntry(layer),
              described.style(),
              entry.name());
          Sql.update(
              c,
              "UPDATE machizu_epoch SET columns = ? WHERE id = ?",
              LayerJson.writeTable(layer.schema(), entry.epoch().columns()),
              entry.epoch().id());
          LayerTables.retitle(c, layer);
          Revisions.end(c);
          return get(c, file, right.layer());
        });
  }

  /** What is opened to the public stands in the log as a publish step does. */
  private static void beginDescription(
      Connection connection, LayerFile file, EditRight right, Optional<String> opening)
      throws SQLException {
    String name = right.layer().name();
    if (opening.isPresent()) {
      String note = ChangeKinds.OPEN + opening.get();
      file.revisions().begin(connection, name, right.actor(), ChangeKinds.PUBLISH, note);
    } else {
      file.revisions().begin(connection, name, right.actor(), ChangeKinds.DESCRIBE, null);
    }
  }

  @Override
  public CataloguedLayer changeRule(
      AdminRight right, LayerId id, Function<CataloguedLayer, LayerRule> change, String reason) {
    LayerFile file = files.get(id);
    return file.writer()
        .write(c -> {
          Entry entry = getEntry(c, file, id);
          LayerRule rule = change.apply(catalogued(c, entry));
          LayerAccess after = entry.access().with(rule);
          checkStaysInItsFile(file, entry, after, entry.layer().schema());
          file.revisions().begin(c, entry.name(), right.actor(), ChangeKinds.RIGHTS, reason);
          Sql.update(
              c,
              "UPDATE machizu_layer SET rule = ? WHERE name = ?",
              RuleJson.write(rule).toString(),
              entry.name());
          Revisions.end(c);
          return get(c, file, id);
        });
  }

  @Override
  public CataloguedLayer publish(EditRight right, PublishStep step, String reason) {
    LayerFile file = files.get(right.layer());
    return file.writer()
        .write(c -> {
          Entry entry = getEntry(c, file, right.layer());
          LayerChecks.checkPublish(entry.layer(), entry.access(), step);
          step.requireSeen(entry.name(), Revisions.of(c, entry.name()));
          String note = (step.open() ? ChangeKinds.OPEN : ChangeKinds.CLOSED) + reason;
          Revision made =
              file.revisions()
                  .begin(c, entry.name(), right.actor(), ChangeKinds.PUBLISH, note)
                  .revision();
          Revision shown = step.shown(entry.access(), made);
          Sql.update(
              c,
              "UPDATE machizu_layer SET published = ?, shown = ? WHERE name = ?",
              step.open() ? 1 : 0,
              shown == null ? null : shown.number(),
              entry.name());
          Revisions.end(c);
          return get(c, file, right.layer());
        });
  }

  @Override
  public void discard(EditRight right) {
    LayerFile file = files.get(right.layer());
    file.writer()
        .write(c -> {
          Entry entry = getEntry(c, file, right.layer());
          checkNeverHadContent(c, entry);
          Begun change =
              file.revisions().begin(c, entry.name(), right.actor(), ChangeKinds.DISCARD, null);
          LayerTables.drop(c, entry.epoch());
          Sql.update(c, "DELETE FROM machizu_layer WHERE name = ?", entry.name());
          Revisions.end(c);
          return change.revision();
        });
  }

  /** Content leaves a row in the log, an epoch that ended, or both. */
  private static void checkNeverHadContent(Connection connection, Entry entry) throws SQLException {
    Epoch epoch = entry.epoch();
    long traces =
        Sql.numberOr(
            connection,
            0,
            "SELECT (SELECT count(*) FROM %s) + (SELECT count(*) FROM %s) + (SELECT count(*) FROM machizu_epoch WHERE layer = ? AND state <> 'staging' AND id <> ? AND end_revision IS NOT NULL)"
                .formatted(Sql.name(epoch.layer()), epoch.log()),
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
          "this folder belongs to municipality %s; it cannot take the layer %s"
              .formatted(municipality, id));
    }
    LayerChecks.checkId(id);
  }

  private static LayerConflictException exists(LayerId id) {
    return new LayerConflictException(
        "layer-exists", "there is a layer '" + id.name() + "' already; choose another id");
  }

  /** Another program may have put a table of that name into the file. */
  private static void checkTableIsFree(Connection connection, LayerId id) throws SQLException {
    String found =
        Sql.string(
            connection,
            "SELECT name FROM sqlite_master WHERE lower(name) IN (?1, 'rtree_' || ?1 || '_geom') UNION SELECT table_name FROM gpkg_contents WHERE lower(table_name) = ?1",
            id.name().toLowerCase(Locale.ROOT));
    if (found != null) {
      throw new LayerConflictException(
          "table-exists",
          "another program has put a table '%s' into the town's file; remove it there, or choose another layer id"
              .formatted(found));
    }
  }

  @Override
  public boolean canHide(LayerId id) {
    return files.get(id) != files.town();
  }

  /** Values must not stay readable in the town's file, nor in its history. */
  private void checkStaysInItsFile(LayerFile file, Entry entry, LayerAccess access, Schema wanted) {
    if (file == files.town() && LayerFiles.liesApart(access, wanted)) {
      throw new LayerConflictException(
          "layer-lies-in-the-town-file",
          "layer '%s' lies in the file that every department can open, so nothing of it can be hidden from one of them; import it into a new layer with --apart (over HTTP: apart=true), and set the rights there"
              .formatted(entry.name()));
    }
  }

  private static Entry getEntry(Connection connection, LayerFile file, LayerId id)
      throws SQLException {
    return file.entries()
        .find(connection, id)
        .orElseThrow(() -> new IllegalArgumentException("there is no layer '" + id + "'"));
  }

  private static CataloguedLayer get(Connection connection, LayerFile file, LayerId id)
      throws SQLException {
    return catalogued(connection, getEntry(connection, file, id));
  }

  private static CataloguedLayer catalogued(Connection connection, Entry entry)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT revision, time FROM machizu_revision WHERE layer = ? ORDER BY revision DESC LIMIT 1")) {
      Sql.bind(statement, entry.name());
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next()) {
          throw new StoreException("layer " + entry.name() + " has no revision");
        }
        return new CataloguedLayer(
            entry.layer(),
            entry.access(),
            entry.style(),
            new Revision(row.getLong(1)),
            Instant.parse(row.getString(2)));
      }
    }
  }
}
