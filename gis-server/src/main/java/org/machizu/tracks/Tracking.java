package org.machizu.tracks;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.machizu.http.Route;
import org.machizu.layers.LayerChanged;

/** Everything about vehicles, put together: uploads ─► store ─► matching ─► news. */
public final class Tracking implements Consumer<LayerChanged>, AutoCloseable {
  private final TownRoads roads;
  private final Matching matching;
  private final UploadRoutes uploads;
  private final TrackRoutes reads;
  private final Optional<PassFeed> others;
  private final Consumer<PassesChanged> passes;
  private final Consumer<Set<String>> moved;

  /**
   * The ports that it needs.
   *
   * @param others where other servers work too: what they have received and matched
   */
  public record Ports(
      TrackStore tracks,
      MatchStore matching,
      PassReads passes,
      Optional<PassFeed> others,
      TownRoads.Source roads) {}

  /**
   * @param passes is told what has changed of passes
   * @param moved is told which vehicles have sent something
   */
  public Tracking(
      Ports ports,
      TrackSight sight,
      Clock clock,
      Consumer<PassesChanged> passes,
      Consumer<Set<String>> moved) {
    this.passes = passes;
    this.moved = moved;
    this.others = ports.others();
    // The roads are there before the matching that hears of them.
    List<Matching> hearing = new ArrayList<>();
    roads =
        new TownRoads(ports.roads(), changed -> hearing.forEach(one -> one.roadsChanged(changed)));
    matching = new Matching(ports.matching(), roads, passes);
    hearing.add(matching);
    uploads =
        new UploadRoutes(
            ports.tracks(),
            clock,
            devices -> {
              matching.wake();
              moved.accept(devices);
            });
    reads =
        new TrackRoutes(
            ports.tracks(),
            ports.matching(),
            sight,
            new PublicTrails(ports.tracks(), ports.passes(), sight.everything()),
            clock);
  }

  /** Begins to match; the change feed is to be connected before. */
  public void start() {
    roads.start();
    others.ifPresent(feed -> feed.start(matching.server(), passes, moved));
    matching.start();
  }

  /** For who shows roads. */
  public TownRoads roads() {
    return roads;
  }

  /** Keeps what OwnTracks sent by MQTT under a device's name; returns after the commit. */
  public void ownTracks(String device, byte[] message) {
    uploads.ownTracks(device, message);
  }

  public List<Route> routes() {
    List<Route> all = new ArrayList<>(uploads.routes());
    all.addAll(reads.routes());
    return all;
  }

  @Override
  public void accept(LayerChanged change) {
    roads.accept(change);
  }

  @Override
  public void close() {
    others.ifPresent(PassFeed::close);
    matching.close();
    roads.close();
  }
}
