package org.machizu.federation;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.machizu.access.Rights;
import org.machizu.http.Route;
import org.machizu.imports.Importer;
import org.machizu.jobs.CancelledException;
import org.machizu.jobs.Jobs;
import org.machizu.jobs.Progress;
import org.machizu.layers.FeatureStore;
import org.machizu.layers.LayerCatalog;
import org.machizu.outbound.Outbound;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the layers of other servers. Every server of the town has one; a harvest is done by
 * whichever takes it on first.
 */
public final class Federation implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Federation.class);
  private static final long LOOK_S = 20;
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(60);
  private static final int MOST_BYTES = 32 << 20;

  /** What is told of layers may be this old. */
  private static final Duration FRESH = Duration.ofSeconds(5);

  private final List<RemoteServer> servers;
  private final HarvestStore store;
  private final Harvest harvest;
  private final Outbound outbound;
  private final Clock clock;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("federation").factory());
  private final ReentrantLock oneAtATime = new ReentrantLock();
  private volatile Known known = new Known(Instant.EPOCH, Map.of(), Map.of());

  /** What the store said a moment ago. */
  private record Known(Instant at, Map<String, Mount> mounts, Map<String, ServerState> servers) {}

  private Federation(List<RemoteServer> servers, HarvestStore store, Harvest harvest, Clock clock) {
    this.servers = servers;
    this.store = store;
    this.harvest = harvest;
    this.clock = clock;
    List<URI> allowed = servers.stream().map(RemoteServer::url).toList();
    this.outbound = new Outbound(allowed, ANSWER_WITHIN, MOST_BYTES);
  }

  /**
   * Reads the file of servers.
   *
   * @param file empty when nothing is mounted
   * @param municipality code of the town that mounts
   * @param scratch a folder for what is on its way
   * @throws ServersException telling everything that is wrong with the file
   */
  public static Federation of(
      Optional<Path> file,
      String municipality,
      LayerCatalog catalog,
      FeatureStore features,
      Importer importer,
      Rights rights,
      HarvestStore store,
      Path scratch,
      Clock clock)
      throws ServersException {
    List<RemoteServer> servers = file.isPresent() ? ServersFile.read(file.get()) : List.of();
    Harvest harvest =
        new Harvest(municipality, catalog, features, importer, rights, store, scratch, clock);
    return new Federation(servers, store, harvest, clock);
  }

  /** Begins to look from time to time whether a server is to be asked. */
  public void start() {
    var unused = timer.scheduleWithFixedDelay(this::look, 1, LOOK_S, TimeUnit.SECONDS);
  }

  private void look() {
    try {
      closeForgotten();
    } catch (RuntimeException e) {
      LOG.error("layers of servers that are gone could not be closed; it is tried again", e);
    }
    servers.forEach(this::lookAt);
  }

  /** What goes wrong with one server keeps no other waiting. */
  private void lookAt(RemoteServer server) {
    try {
      Instant now = clock.instant();
      if (store.claim(server.id(), now, now.minus(server.every()))) {
        var unused = run(server, Progress.SILENT);
      }
    } catch (CancelledException e) {
      throw new IllegalStateException("nobody can cancel it", e);
    } catch (RuntimeException e) {
      LOG.error("{} could not be harvested; it is tried again at its next turn", server.id(), e);
    }
  }

  /** Nobody keeps the layers of a server that stands in the file no more. */
  private void closeForgotten() {
    Set<String> kept = new HashSet<>();
    servers.forEach(server -> kept.add(server.id()));
    for (Mount mount : store.mounts()) {
      if (!kept.contains(mount.server())) {
        harvest.withdraw(
            mount.server(), mount, "its server is not in the file of servers any more");
      }
    }
  }

  /** Harvests one server now; of several harvests on this server, one after the other. */
  ServerState run(RemoteServer server, Progress progress) throws CancelledException {
    oneAtATime.lock();
    try {
      return harvest.run(server, new RemoteApi(outbound, server), progress);
    } finally {
      known = new Known(Instant.EPOCH, Map.of(), Map.of());
      oneAtATime.unlock();
    }
  }

  List<RemoteServer> servers() {
    return servers;
  }

  Optional<RemoteServer> find(String id) {
    return servers.stream().filter(server -> server.id().equals(id)).findFirst();
  }

  ServerState state(String server) {
    return known().servers().getOrDefault(server, ServerState.unknown(server));
  }

  List<Mount> mounts(String server) {
    return known().mounts().values().stream()
        .filter(mount -> mount.server().equals(server))
        .sorted(Comparator.comparing(Mount::layer))
        .toList();
  }

  /**
   * Whose a layer is.
   *
   * @param layer its short id
   * @return empty when it is this town's own
   */
  public Optional<Origin> origin(String layer) {
    Mount mount = servers.isEmpty() ? null : known().mounts().get(layer);
    return mount == null
        ? Optional.empty()
        : find(mount.server()).map(server -> Origin.of(server, state(server.id()), mount));
  }

  private Known known() {
    Known last = known;
    Instant now = clock.instant();
    if (last.at().plus(FRESH).isAfter(now)) {
      return last;
    }
    Map<String, Mount> mounts = new HashMap<>();
    store.mounts().forEach(mount -> mounts.put(mount.layer(), mount));
    Map<String, ServerState> states = new HashMap<>();
    store.servers().forEach(state -> states.put(state.server(), state));
    Known fresh = new Known(now, mounts, states);
    known = fresh;
    return fresh;
  }

  public List<Route> routes(Jobs jobs) {
    return new FederationRoutes(this, jobs).routes();
  }

  @Override
  public void close() {
    timer.shutdownNow();
    outbound.close();
  }
}
