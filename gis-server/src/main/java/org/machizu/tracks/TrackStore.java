package org.machizu.tracks;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.machizu.access.TrackView;
import org.machizu.ingest.gps.Position;

/**
 * Positions as they came, and the devices they came from. A port, with one contract test for every
 * store. The key of a position is device, time and a hash of its content: what comes again is not
 * kept again.
 */
public interface TrackStore {
  /** No lot that is added holds more. */
  int MOST_AT_ONCE = 5_000;

  /** No answer holds more positions: a day at two in a second. */
  int MOST_READ = 200_000;

  /** No town has more; a prefecture's plows are some thousands. */
  int MOST_DEVICES = 10_000;

  /** Of what a device sent and could not be used, so much is kept; the rest is counted. */
  int MOST_REFUSALS = 10_000;

  /**
   * What was sent and cannot be used.
   *
   * @param code stable, as "no-time"
   * @param raw what was sent, at most 1,000 characters
   */
  record Refusal(String code, String detail, String raw) {}

  /**
   * @param accepted positions that are new
   * @param duplicate positions that were there
   */
  record Added(int accepted, int duplicate) {
    public Added plus(Added other) {
      return new Added(accepted + other.accepted, duplicate + other.duplicate);
    }
  }

  /**
   * A position with what became of it.
   *
   * @param verdict why it is not used for matching ("jump"); null when it is, or is not judged yet
   */
  record Kept(Position position, @Nullable String verdict) {}

  /** A device and its newest position that the View shows. */
  record Latest(Device device, Position position) {}

  /**
   * Keeps a lot of one device; returns after the commit. A device that is not known yet is noted.
   * Tells, in the same transaction, that there is something to match.
   *
   * @param positions in any order, at most {@link #MOST_AT_ONCE}
   * @param now for when the device was heard of last
   * @throws TooManyDevicesException when the device is new and there are {@link #MOST_DEVICES}
   */
  Added add(String device, List<Position> positions, List<Refusal> refusals, Instant now);

  /** All devices, by name. */
  List<Device> devices(TrackView view);

  Optional<Device> device(TrackView view, String name);

  /**
   * Changes what is known of a device, or notes a new one; {@code heard} stays as it is.
   *
   * @throws TooManyDevicesException as {@link #add}
   */
  void describe(Device device);

  /** The newest position of each device that has one within the View's times, by name. */
  List<Latest> latest(TrackView view);

  /**
   * Positions of a device within a time and the View's times, by time and hash.
   *
   * @param from inclusive
   * @param until exclusive
   * @param limit 1 to {@link #MOST_READ}
   */
  List<Kept> read(TrackView view, String device, Instant from, Instant until, int limit);

  /**
   * A position as it is kept, cheap to make: a day has a hundred thousand of them.
   *
   * @param time milliseconds since 1970
   * @param altitudeM as the next three: NaN where it was not told
   * @param extra one JSON object ({@link org.machizu.ingest.gps.ExtraJson}); null when there is
   *     nothing
   * @param verdict as {@link Kept#verdict}
   */
  record Raw(
      long time,
      double lon,
      double lat,
      double altitudeM,
      double accuracyM,
      double speedMps,
      double courseDeg,
      @Nullable String extra,
      @Nullable String verdict) {}

  /** Where a position stands in the order of all of a device. */
  record Place(long time, long hash) {}

  /**
   * @param last where the last one stands, for the next page; null when there is none
   */
  record Page(List<Raw> positions, @Nullable Place last) {
    public static final Page NONE = new Page(List.of(), null);
  }

  /**
   * The next of the positions that {@link #read} gives, as they are kept.
   *
   * @param after only those behind it; null for the first page
   * @param limit 1 to {@link #MOST_AT_ONCE}; a page with less is the last
   */
  Page page(
      TrackView view, String device, Instant from, Instant until, @Nullable Place after, int limit);

  /**
   * A number that differs when {@link #read} gives something else; without reading it all.
   *
   * @param limit as there
   */
  long digest(TrackView view, String device, Instant from, Instant until, int limit);

  /** What a device sent and could not be used, by its hash; {@code after} "" for the first page. */
  List<Refusal> refusals(TrackView view, String device, int limit);
}
