package org.machizu.tracks;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.machizu.access.TrackView;
import org.machizu.tracks.TrackStore.Page;
import org.machizu.tracks.TrackStore.Place;
import org.machizu.tracks.TrackStore.Raw;

/**
 * Positions of a vehicle as JSON, written while they are read, some thousands at a time: neither
 * takes memory for all of them, and a slow reader keeps nothing open in the store. What comes
 * between two pages is told or not, as if the question had come earlier or later.
 */
final class PositionsAnswer {
  private static final int PAGE = TrackStore.MOST_AT_ONCE;

  private static final SerializableString TIME = new SerializedString("time");
  private static final SerializableString LON = new SerializedString("lon");
  private static final SerializableString LAT = new SerializedString("lat");
  private static final SerializableString ALTITUDE = new SerializedString("altitudeM");
  private static final SerializableString ACCURACY = new SerializedString("accuracyM");
  private static final SerializableString SPEED = new SerializedString("speedMps");
  private static final SerializableString COURSE = new SerializedString("courseDeg");
  private static final SerializableString EXTRA = new SerializedString("extra");
  private static final SerializableString UNUSED = new SerializedString("unused");

  private final TrackStore store;
  private final TrackView view;
  private final String device;
  private final Instant from;
  private final Instant until;
  private final int limit;
  private final TimeText times = new TimeText();

  /**
   * @param limit at most so many; the time of the last one is told when there may be more
   */
  PositionsAnswer(
      TrackStore store, TrackView view, String device, Instant from, Instant until, int limit) {
    this.store = store;
    this.view = view;
    this.device = device;
    this.from = from;
    this.until = until;
    this.limit = limit;
  }

  /** What the answer says, in short. */
  long digest() {
    return store.digest(view, device, from, until, limit);
  }

  void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("device", device);
    json.writeArrayFieldStart("positions");
    int left = limit;
    FutureTask<Page> next = ahead(null, left);
    while (true) {
      Page page = get(next);
      left -= page.positions().size();
      Place last = page.last();
      if (last != null && left > 0) {
        next = ahead(last, left);
      }
      for (Raw position : page.positions()) {
        write(json, position);
      }
      if (last == null || left == 0) {
        json.writeEndArray();
        if (last != null) {
          json.writeStringField("nextFrom", times.of(last.time()));
        }
        json.writeEndObject();
        return;
      }
    }
  }

  /** Reads a page while the one before is being written. */
  private FutureTask<Page> ahead(@Nullable Place after, int left) {
    FutureTask<Page> page =
        new FutureTask<>(() -> store.page(view, device, from, until, after, Math.min(left, PAGE)));
    Thread unused = Thread.ofVirtual().start(page);
    return page;
  }

  private static Page get(FutureTask<Page> page) throws IOException {
    try {
      return page.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the request was given up");
    }
  }

  private void write(JsonGenerator json, Raw position) throws IOException {
    json.writeStartObject();
    json.writeFieldName(TIME);
    json.writeString(times.of(position.time()));
    json.writeFieldName(LON);
    json.writeNumber(position.lon());
    json.writeFieldName(LAT);
    json.writeNumber(position.lat());
    number(json, ALTITUDE, position.altitudeM());
    number(json, ACCURACY, position.accuracyM());
    number(json, SPEED, position.speedMps());
    number(json, COURSE, position.courseDeg());
    String extra = position.extra();
    if (extra != null) {
      json.writeFieldName(EXTRA);
      json.writeRawValue(extra); // it was written as JSON when it came
    }
    String verdict = position.verdict();
    if (verdict != null) {
      json.writeFieldName(UNUSED);
      json.writeString(verdict);
    }
    json.writeEndObject();
  }

  private static void number(JsonGenerator json, SerializableString name, double value)
      throws IOException {
    if (!Double.isNaN(value)) {
      json.writeFieldName(name);
      json.writeNumber(value);
    }
  }
}
