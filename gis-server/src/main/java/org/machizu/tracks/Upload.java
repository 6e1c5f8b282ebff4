package org.machizu.tracks;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.machizu.ingest.gps.Position;
import org.machizu.ingest.gps.PositionSink;
import org.machizu.tracks.TrackStore.Added;
import org.machizu.tracks.TrackStore.Refusal;

/**
 * What one request brings, kept lot by lot as it is read, so that neither a day's positions nor a
 * request that is cut off cost memory or positions. What is kept stays kept: whoever sends
 * everything again has it counted as duplicates.
 */
final class Upload implements PositionSink {
  /** A request may bring those of so many devices. */
  static final int MOST_DEVICES = 200;

  /** So many refusals are told; all are counted. */
  static final int MOST_TOLD = 1_000;

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:-]{0,63}");

  private final TrackStore store;
  private final InstantSource clock;
  private final @Nullable String own;
  private final @Nullable String usual;
  private final boolean tokenDecides;
  private final Map<String, Lot> lots = new LinkedHashMap<>();
  private final Set<String> heard = new LinkedHashSet<>();
  private final List<Told> told = new ArrayList<>();
  private Added added = new Added(0, 0);
  private long refused;

  /** A refusal as the client is told. */
  record Told(int index, String code, String detail) {}

  private static final class Lot {
    private final List<Position> positions = new ArrayList<>();
    private final List<Refusal> refusals = new ArrayList<>();
  }

  /**
   * @param own the device whose token was shown; null when somebody of staff sends
   * @param usual the device of positions that name none, when somebody of staff sends
   * @param tokenDecides whether a name in the message is only noted when a token was shown: most
   *     clients send a name of their own that nobody looked at
   */
  Upload(
      TrackStore store,
      InstantSource clock,
      @Nullable String own,
      @Nullable String usual,
      boolean tokenDecides) {
    this.store = store;
    this.clock = clock;
    this.own = own;
    this.usual = usual;
    this.tokenDecides = tokenDecides;
  }

  /** Whether a device may have this name. */
  static boolean isName(String name) {
    return NAME.matcher(name).matches();
  }

  @Override
  public void accept(int index, @Nullable String device, Position position) {
    String owner = owner(device);
    if (owner == null) {
      refuseDevice(index, device);
      return;
    }
    Lot lot = lot(owner);
    lot.positions.add(position);
    if (lot.positions.size() >= TrackStore.MOST_AT_ONCE) {
      keep(owner, lot);
    }
  }

  /** The device that a position belongs to; null when it may not be sent for that one. */
  private @Nullable String owner(@Nullable String device) {
    if (own != null) {
      return tokenDecides || device == null || device.equals(own) ? own : null;
    }
    String named = device == null ? usual : device;
    return named != null
            && NAME.matcher(named).matches()
            && (heard.contains(named) || heard.size() < MOST_DEVICES)
        ? named
        : null;
  }

  private void refuseDevice(int index, @Nullable String device) {
    if (own != null) {
      tell(
          index,
          "other-device",
          "device '%s' is not '%s', whose token was sent; send each device's positions with its own"
              .formatted(shorten(device), own));
    } else if (device == null) {
      tell(index, "no-device", "the position names no device; give 'device'");
    } else if (!NAME.matcher(device).matches()) {
      tell(
          index,
          "bad-device",
          "device '%s' is no name; it has 1 to 64 letters, digits and . _ : -"
              .formatted(shorten(device)));
    } else {
      tell(
          index,
          "too-many-devices",
          "one request may bring positions of %d devices".formatted(MOST_DEVICES));
    }
  }

  private static String shorten(@Nullable String text) {
    String value = String.valueOf(text);
    return value.length() <= 80 ? value : value.substring(0, 80) + "…";
  }

  @Override
  public void refuse(int index, String code, String detail, String raw) {
    tell(index, code, detail);
    String owner = own != null ? own : usual;
    if (owner != null && NAME.matcher(owner).matches()) {
      Lot lot = lot(owner);
      lot.refusals.add(new Refusal(code, detail, raw));
      if (lot.refusals.size() >= TrackStore.MOST_AT_ONCE) {
        keep(owner, lot);
      }
    }
  }

  private void tell(int index, String code, String detail) {
    refused++;
    if (told.size() < MOST_TOLD) {
      told.add(new Told(index, code, detail));
    }
  }

  private Lot lot(String device) {
    heard.add(device);
    return lots.computeIfAbsent(device, _ -> new Lot());
  }

  private void keep(String device, Lot lot) {
    added = added.plus(store.add(device, lot.positions, lot.refusals, clock.instant()));
    lot.positions.clear();
    lot.refusals.clear();
  }

  /** Keeps what is left; returns after the last commit. */
  void finish() {
    lots.forEach((device, lot) -> {
      if (!lot.positions.isEmpty() || !lot.refusals.isEmpty()) {
        keep(device, lot);
      }
    });
  }

  Added added() {
    return added;
  }

  long refused() {
    return refused;
  }

  List<Told> told() {
    return List.copyOf(told);
  }

  /** The devices that something was kept of. */
  Set<String> heard() {
    return Set.copyOf(heard);
  }

  /** Reads into an upload. */
  interface Reader {
    void readInto(PositionSink sink) throws IOException, org.machizu.ingest.format.FormatException;
  }
}
