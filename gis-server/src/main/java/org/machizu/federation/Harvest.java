package org.machizu.federation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.machizu.access.Actor;
import org.machizu.access.AdminRight;
import org.machizu.access.Credential;
import org.machizu.access.EditRight;
import org.machizu.access.LayerRule;
import org.machizu.access.LayerRule.Grant;
import org.machizu.access.Rights;
import org.machizu.access.Role;
import org.machizu.geo.feature.LayerId;
import org.machizu.http.Json;
import org.machizu.http.ProblemException;
import org.machizu.imports.ImportException;
import org.machizu.imports.ImportOptions;
import org.machizu.imports.ImportRequest;
import org.machizu.imports.Importer;
import org.machizu.jobs.CancelledException;
import org.machizu.jobs.Progress;
import org.machizu.layers.CataloguedLayer;
import org.machizu.layers.FeatureStore;
import org.machizu.layers.LayerCatalog;
import org.machizu.layers.LayerConflictException;
import org.machizu.layers.LayerDescription;
import org.machizu.layers.StagedImport;
import org.machizu.layers.StoreBusyException;
import org.machizu.layers.StoreUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the layers of one other server equal to its collections: asks for all pages, lets the
 * importer take what differs by the features' ids there, names the layer and opens it. What cannot
 * be had stays as it was; what the other server offers no more is closed to the public.
 */
final class Harvest {
  private static final Logger LOG = LoggerFactory.getLogger(Harvest.class);

  /** The attribute with the id that a feature has at the other server. */
  static final String KEY = "origin_id";

  private static final long MOST_FEATURES = 2_000_000;
  private static final long MOST_CHARACTERS = 2L << 30;
  private static final int LONGEST_FAULT = 500;

  /** Staff may look; to change it they go to whose it is. */
  private static final LayerRule NOBODY_EDITS =
      new LayerRule(
          Map.of(Role.PLANNER.name(), Set.of(Grant.READ)), Map.of(), Map.of(), Map.of(), Map.of());

  private final String municipality;
  private final LayerCatalog catalog;
  private final FeatureStore features;
  private final Importer importer;
  private final Rights rights;
  private final HarvestStore store;
  private final Path scratch;
  private final Clock clock;

  /**
   * @param municipality code of the town that mounts
   * @param scratch a folder for what is on its way
   */
  Harvest(
      String municipality,
      LayerCatalog catalog,
      FeatureStore features,
      Importer importer,
      Rights rights,
      HarvestStore store,
      Path scratch,
      Clock clock) {
    this.municipality = municipality;
    this.catalog = catalog;
    this.features = features;
    this.importer = importer;
    this.rights = rights;
    this.store = store;
    this.scratch = scratch;
    this.clock = clock;
  }

  /**
   * Harvests a server; what goes wrong is written down and logged, with one collection or with all.
   *
   * @return as it was found
   */
  ServerState run(RemoteServer server, RemoteApi api, Progress progress) throws CancelledException {
    Instant tried = clock.instant();
    List<RemoteCollection> offered;
    try {
      offered = api.collections(server::wants);
    } catch (RemoteException e) {
      LOG.warn("{} cannot be harvested: {}", server.id(), e.getMessage());
      ServerState before = stateOf(server.id());
      ServerState state =
          new ServerState(server.id(), tried, before.reached(), shortened(e.getMessage()));
      store.save(state);
      return state;
    }
    Map<String, Mount> mounts = new HashMap<>();
    store.mounts().stream()
        .filter(mount -> mount.server().equals(server.id()))
        .forEach(mount -> mounts.put(mount.layer(), mount));
    Set<String> kept = new HashSet<>();
    for (int i = 0; i < offered.size(); i++) {
      progress.checkCancelled();
      progress.report((double) i / offered.size());
      kept.add(take(server, api, offered.get(i), mounts));
    }
    mounts.values().stream()
        .filter(mount -> !kept.contains(mount.layer()))
        .forEach(mount -> withdraw(server.id(), mount, "no longer offered by " + server.url()));
    ServerState state = new ServerState(server.id(), tried, clock.instant(), null);
    store.save(state);
    return state;
  }

  private ServerState stateOf(String server) {
    return store.servers().stream()
        .filter(state -> state.server().equals(server))
        .findFirst()
        .orElse(ServerState.unknown(server));
  }

  /** One collection; gives the name of its layer. */
  private String take(
      RemoteServer server, RemoteApi api, RemoteCollection collection, Map<String, Mount> mounts)
      throws CancelledException {
    String name = LayerNames.of(server.id(), collection.id());
    LayerId layer = new LayerId(municipality, name);
    Mount mount = mounts.get(name);
    if (mount == null) {
      if (catalog.find(layer).isPresent()) {
        LOG.warn(
            "{} of {} is not mounted: layer {} is the town's own",
            collection.id(),
            server.id(),
            name);
        return name;
      }
      mount = Mount.begun(name, server.id(), collection.id());
      store.save(mount);
    }
    Actor actor = actor(server.id());
    try {
      if (!isUnchanged(mount, collection, layer)) {
        mount = filled(mount, collection, layer, api, actor);
      }
      if (catalog.find(layer).isPresent()) {
        mount = open(mount, server, collection, layer, actor);
      }
      store.save(mount);
    } catch (RemoteException | ImportException | IOException e) {
      failed(mount, e);
    } catch (LayerConflictException
        | StoreBusyException
        | StoreUnavailableException
        | ProblemException e) {
      failed(mount, e);
    }
    return name;
  }

  private void failed(Mount mount, Exception e) {
    LOG.warn("{} of {} stays as it was: {}", mount.collection(), mount.server(), e.getMessage());
    store.save(mount.failed(shortened(e.getMessage())));
  }

  private boolean isUnchanged(Mount mount, RemoteCollection collection, LayerId layer) {
    return mount.harvested() != null
        && mount.fault() == null
        && mount.revision() != null
        && mount.revision().equals(collection.revision())
        && catalog.find(layer).isPresent();
  }

  private Mount filled(
      Mount mount, RemoteCollection collection, LayerId layer, RemoteApi api, Actor actor)
      throws RemoteException, ImportException, IOException, CancelledException {
    Files.createDirectories(scratch);
    Path file = Files.createTempFile(scratch, mount.layer(), ".geojsonl");
    try {
      long count = fetched(collection, api, file);
      Instant now = clock.instant();
      if (count > 0) {
        ImportOptions options = ImportOptions.DEFAULT.byKey(KEY, true);
        var report = importer.run(new ImportRequest(file, layer, actor, options), Progress.SILENT);
        count = report.imported();
      } else {
        empty(layer, actor);
      }
      return mount.filled(collection.revision(), now, count);
    } finally {
      Files.deleteIfExists(file);
    }
  }

  /** A file without rows tells no importer what its layer would be. */
  private void empty(LayerId layer, Actor actor) {
    Optional<CataloguedLayer> entry = catalog.find(layer);
    if (entry.isEmpty()) {
      return;
    }
    try (StagedImport nothing =
        features.stage(
            right(entry.get(), actor),
            entry.get().layer().schema(),
            new StagedImport.Mode.ReplaceAll())) {
      var unused = nothing.publish();
    }
  }

  /** Writes the features one to a line, each with its id there as an attribute. */
  private static long fetched(RemoteCollection collection, RemoteApi api, Path file)
      throws RemoteException, IOException {
    long[] counts = {0, 0};
    try (Writer out = Files.newBufferedWriter(file)) {
      api.items(
          collection,
          feature -> {
            String line = line(feature, ++counts[0]);
            counts[1] += line.length();
            if (counts[0] > MOST_FEATURES || counts[1] > MOST_CHARACTERS) {
              throw new RemoteException(
                  "%s has more than %d features or %d characters"
                      .formatted(collection.items(), MOST_FEATURES, MOST_CHARACTERS));
            }
            out.write(line);
            out.write('\n');
          });
    }
    return counts[0];
  }

  private static String line(JsonNode feature, long number) throws RemoteException {
    ObjectNode properties = Json.mapper().createObjectNode();
    JsonNode id = feature.path("id");
    if (!id.isTextual() && !id.isNumber()) {
      throw new RemoteException(
          "feature " + number + " has no id, by which it could be found again");
    }
    properties.put(KEY, id.asText());
    for (Map.Entry<String, JsonNode> one : feature.path("properties").properties()) {
      if (!one.getKey().equals(KEY)) {
        properties.set(one.getKey(), one.getValue());
      }
    }
    ObjectNode written = Json.mapper().createObjectNode();
    written.put("type", "Feature");
    written.set("properties", properties);
    written.set("geometry", feature.get("geometry"));
    return written.toString();
  }

  /** Gives the layer its words, and lets everybody see it whom the other server would. */
  private Mount open(
      Mount mount, RemoteServer server, RemoteCollection collection, LayerId layer, Actor actor) {
    CataloguedLayer entry = catalog.find(layer).orElseThrow();
    EditRight right = right(entry, actor);
    ObjectNode words = MountWords.of(server, collection, entry.layer().schema());
    if (!words.toString().equals(mount.description())) {
      LayerDescription description = LayerDescription.read(words);
      catalog.describe(right, one -> description.applyTo(one, one.layer().schema()));
    }
    if (!entry.access().rule().equals(NOBODY_EDITS)) {
      catalog.changeRule(
          administrator(actor), layer, _ -> NOBODY_EDITS, "mounted from " + server.url());
    }
    if (!entry.access().published()) {
      catalog.publish(right, true, "open data of " + server.url());
    }
    return mount.described(words.toString());
  }

  /** Closes a layer to the public; its content stays for staff until somebody deletes it. */
  void withdraw(String server, Mount mount, String reason) {
    LayerId layer = new LayerId(municipality, mount.layer());
    catalog
        .find(layer)
        .filter(entry -> entry.access().published())
        .ifPresent(entry -> {
          LOG.info("layer {} is closed to the public: {}", mount.layer(), reason);
          catalog.publish(right(entry, actor(server)), false, reason);
          store.save(mount.failed(reason));
        });
  }

  private EditRight right(CataloguedLayer entry, Actor actor) {
    return rights
        .editOf(actor, entry.layer(), entry.access())
        .orElseThrow(() -> new IllegalStateException("the machine itself may edit"));
  }

  private AdminRight administrator(Actor actor) {
    return rights
        .administer(actor)
        .orElseThrow(() -> new IllegalStateException("the machine itself keeps rights"));
  }

  /** As it stands in history and log. */
  private static Actor actor(String server) {
    return new Actor("federation:" + server, Set.of(Role.OPERATOR), Credential.MACHINE, null);
  }

  private static String shortened(@Nullable String why) {
    String text = String.valueOf(why);
    return text.length() > LONGEST_FAULT ? text.substring(0, LONGEST_FAULT) : text;
  }
}
