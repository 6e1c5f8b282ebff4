package org.machizu.tracks;

import static io.javalin.http.HandlerType.GET;
import static io.javalin.http.HandlerType.POST;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.machizu.access.Actor;
import org.machizu.access.Credential;
import org.machizu.http.Audience;
import org.machizu.http.Parameter;
import org.machizu.http.Problem;
import org.machizu.http.ProblemException;
import org.machizu.http.Query;
import org.machizu.http.Reads;
import org.machizu.http.Requests;
import org.machizu.http.Route;
import org.machizu.ingest.format.FormatException;
import org.machizu.ingest.gps.OsmAndQuery;
import org.machizu.ingest.gps.OverlandJson;
import org.machizu.ingest.gps.OwnTracksJson;
import org.machizu.ingest.gps.PositionsJson;
import org.machizu.ingest.gps.TraccarJson;
import org.machizu.ingest.gps.TrackFormat;
import org.machizu.ingest.gps.TrackFormats;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where trackers send positions, each in the form of its program and with the answer that this
 * program waits for. Answered after the commit. What cannot be used is kept with its reason and
 * answered as taken: a client would send it for ever.
 */
public final class UploadRoutes {
  private static final Logger LOG = LoggerFactory.getLogger(UploadRoutes.class);

  /** A body of 100,000 positions with many extras has some 40 MiB. */
  static final long MOST_BYTES = 64L << 20;

  private static final int HEAD_BYTES = 4096;
  private static final String DEVICE_PREFIX = "device:";

  private final TrackStore store;
  private final InstantSource clock;
  private final Consumer<Set<String>> arrived;

  /**
   * @param arrived is told the devices of which something was kept
   */
  public UploadRoutes(TrackStore store, InstantSource clock, Consumer<Set<String>> arrived) {
    this.store = store;
    this.clock = clock;
    this.arrived = arrived;
  }

  public List<Route> routes() {
    Parameter device = Parameter.text("device", "whose positions these are, when staff send them");
    return List.of(
        route(
                "/api/positions",
                "Positions of trackers: {\"positions\": [{\"device\", \"time\", \"lon\", \"lat\", \"accuracyM\", \"speedMps\", \"courseDeg\", \"altitudeM\", \"extra\"}]}",
                this::positions)
            .with(Parameter.token(), device),
        Route.of(
                POST,
                "/api/tracks",
                Audience.TRACKERS,
                Reads.NOTHING,
                "A track as a file in the body: GPX 1.0 or 1.1, NMEA 0183, GeoJSON or CSV",
                this::file)
            .with(
                Parameter.token(),
                device,
                Parameter.text("name", "the file's name, when its form cannot be told otherwise")),
        Route.of(
                GET,
                "/gps/osmand",
                Audience.TRACKERS,
                Reads.NOTHING,
                "One position in the OsmAnd protocol (Traccar Client up to 8, OsmAnd, GPSLogger)",
                this::osmAnd)
            .with(Parameter.token())
            .withOpenParameters(),
        route(
                "/gps/osmand",
                "The same, in the address, as a form, or as Traccar Client 9 sends it in JSON",
                this::osmAnd)
            .with(Parameter.token())
            .withOpenParameters(),
        route("/gps/owntracks", "What OwnTracks sends by HTTP; answered []", this::ownTracks)
            .with(Parameter.token())
            .withOpenParameters(),
        route("/gps/overland", "What Overland sends; answered {\"result\": \"ok\"}", this::overland)
            .with(Parameter.token())
            .withOpenParameters());
  }

  private static Route route(String path, String summary, Handler handler) {
    return Route.of(POST, path, Audience.TRACKERS, Reads.NOTHING, summary, handler);
  }

  private void positions(Context ctx) throws IOException {
    Upload upload = take(ctx, false, sink -> PositionsJson.read(body(ctx), sink));
    ctx.json(summary(upload));
  }

  private void file(Context ctx) throws IOException {
    String name = Query.of(ctx).text("name").orElse("");
    Upload upload =
        take(
            ctx,
            true,
            sink -> {
              BufferedInputStream body = new BufferedInputStream(body(ctx), 1 << 16);
              body.mark(HEAD_BYTES + 1);
              byte[] head = body.readNBytes(HEAD_BYTES);
              body.reset();
              TrackFormat format = TrackFormats.detect(head, name, ctx.contentType());
              format.read(body, sink);
            });
    ctx.json(summary(upload));
  }

  private void osmAnd(Context ctx) throws IOException {
    String type = String.valueOf(ctx.contentType());
    boolean isInAddress = ctx.queryParam("lat") != null || ctx.queryParam("location") != null;
    if (type.startsWith("application/json") && !isInAddress) {
      Upload unused = take(ctx, true, sink -> TraccarJson.read(body(ctx), sink));
    } else {
      Map<String, List<String>> parameters = new LinkedHashMap<>(ctx.queryParamMap());
      if (type.startsWith("application/x-www-form-urlencoded")) {
        parameters.putAll(ctx.formParamMap());
      }
      Upload unused = take(ctx, true, sink -> OsmAndQuery.read(parameters, clock.instant(), sink));
    }
    ctx.status(200);
  }

  private void ownTracks(Context ctx) throws IOException {
    Upload unused = take(ctx, true, sink -> OwnTracksJson.read(body(ctx), sink));
    ctx.contentType("application/json").result("[]");
  }

  /**
   * Keeps what OwnTracks sent by MQTT, as by HTTP; returns after the commit. A message that is none
   * is passed over: it would come for ever.
   *
   * @param device by whose name it came
   */
  void ownTracks(String device, byte[] message) {
    Upload upload = new Upload(store, clock, device, null, true);
    try {
      OwnTracksJson.read(new ByteArrayInputStream(message), upload);
      upload.finish();
    } catch (FormatException | TooManyDevicesException e) {
      LOG.warn("a message of {} is not kept: {}", device, e.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      arrived.accept(upload.heard());
    }
  }

  private void overland(Context ctx) throws IOException {
    Upload unused = take(ctx, true, sink -> OverlandJson.read(body(ctx), sink));
    ctx.contentType("application/json").result("{\"result\":\"ok\"}");
  }

  /** Bounded packed and unpacked: a little gzip can be endless. */
  private static InputStream body(Context ctx) throws IOException {
    InputStream sent = new BoundedBody(ctx.bodyInputStream(), MOST_BYTES);
    return new BoundedBody(PackedBody.of(sent, ctx.header("Content-Encoding")), MOST_BYTES);
  }

  /**
   * @param tokenDecides as {@link Upload} says
   */
  private Upload take(Context ctx, boolean tokenDecides, Upload.Reader reader) throws IOException {
    Upload upload =
        new Upload(store, clock, deviceOf(Requests.actor(ctx)), usual(ctx), tokenDecides);
    try {
      reader.readInto(upload);
      upload.finish();
    } catch (FormatException e) {
      upload.finish();
      throw unreadable(e, upload);
    } catch (TooManyDevicesException e) {
      throw TrackProblems.devicesFull(e, counts(upload));
    } catch (ProblemException e) { // more was sent than a request may bring
      upload.finish();
      throw e;
    } finally {
      // What was kept before something failed is to be matched all the same.
      arrived.accept(upload.heard());
    }
    return upload;
  }

  /** The device whose token was shown; null for staff. */
  private static @Nullable String deviceOf(Actor actor) {
    return actor.credential() == Credential.DEVICE
        ? actor.name().substring(DEVICE_PREFIX.length())
        : null;
  }

  private static @Nullable String usual(Context ctx) {
    return ctx.queryParam("device");
  }

  private static Map<String, Object> summary(Upload upload) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("accepted", upload.added().accepted());
    json.put("duplicate", upload.added().duplicate());
    json.put("rejected", upload.told());
    if (upload.refused() > upload.told().size()) {
      json.put("rejectedInAll", upload.refused());
    }
    return json;
  }

  private static RuntimeException unreadable(FormatException e, Upload upload) {
    return new Problem(
            400,
            e.code(),
            "What was sent cannot be read as positions",
            String.valueOf(e.getMessage()),
            e.advice(),
            counts(upload))
        .asException();
  }

  private static Map<String, Object> counts(Upload upload) {
    return Map.of("accepted", upload.added().accepted(), "duplicate", upload.added().duplicate());
  }
}
