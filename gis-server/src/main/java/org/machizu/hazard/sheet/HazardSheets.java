package org.machizu.hazard.sheet;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.machizu.access.Actor;
import org.machizu.geo.crs.Crs;
import org.machizu.geo.crs.PlaneMeasure;
import org.machizu.geo.crs.PlaneZone;
import org.machizu.geo.feature.LocalizedText;
import org.machizu.hazard.HazardAnswer;
import org.machizu.hazard.Hazards;
import org.machizu.layers.FeatureStore;
import org.machizu.layers.VisibleLayers;
import org.machizu.shelters.Shelters;

/**
 * Hazard sheets as they are asked for. One that was made is kept until a layer changes or the day
 * ends; only a few are made at once, so that maps on paper starve nothing else.
 */
public final class HazardSheets {
  private static final long MOST_KEPT_BYTES = 64L << 20;
  private static final Duration KEPT = Duration.ofHours(6);
  private static final int AT_ONCE = 2;
  private static final long WAIT_S = 20;
  private static final ZoneId JAPAN = ZoneId.of("Asia/Tokyo");

  private final Hazards hazards;
  private final Shelters shelters;
  private final VisibleLayers layers;
  private final Optional<Crs> zone;
  private final HazardSheet sheet;
  private final Clock clock;
  private final Semaphore room = new Semaphore(AT_ONCE);
  private final Cache<Key, byte[]> kept =
      Caffeine.newBuilder()
          .maximumWeight(MOST_KEPT_BYTES)
          .weigher((Key key, byte[] pdf) -> pdf.length)
          .expireAfterWrite(KEPT)
          .build();

  /** A layer as somebody sees it. */
  private record Seen(String layer, String entitlement, Object revision) {}

  /** Everything that a sheet depends on. */
  record Key(SheetOrder order, LocalDate day, List<Object> seen) {}

  /**
   * Who gives sheets out.
   *
   * @param zone the town's; empty: the nearest to each place
   * @param phone whom to call; empty: the sheet has a line to write on
   */
  public record Issuer(LocalizedText name, Optional<Crs> zone, Optional<String> phone) {}

  public HazardSheets(
      Issuer town,
      Hazards hazards,
      Shelters shelters,
      VisibleLayers layers,
      FeatureStore features,
      Clock clock) {
    this.hazards = hazards;
    this.shelters = shelters;
    this.layers = layers;
    this.zone = town.zone();
    this.sheet =
        new HazardSheet(new SheetMap(hazards, layers, features), town.name(), town.phone());
    this.clock = clock;
  }

  /** What a sheet would be made of now; the same key, the same paper. */
  Key key(Actor actor, SheetOrder order) {
    List<Object> seen = new ArrayList<>();
    layers
        .list(actor)
        .forEach(layer ->
            seen.add(new Seen(layer.name(), layer.view().entitlement(), layer.entry().revision())));
    return new Key(order, clock.instant().atZone(JAPAN).toLocalDate(), seen);
  }

  /**
   * The sheet as PDF.
   *
   * @throws org.machizu.http.ProblemException 503 when too many are being made
   * @throws org.machizu.maps.paper.MapTooLargeException when there is more than a paper can show
   */
  byte[] pdf(Actor actor, Key key) {
    byte[] known = kept.getIfPresent(key);
    if (known != null) {
      return known;
    }
    take();
    try {
      byte[] made = make(actor, key.order());
      kept.put(key, made);
      return made;
    } finally {
      room.release();
    }
  }

  private void take() {
    try {
      if (room.tryAcquire(WAIT_S, TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw SheetProblems.busy().asException();
  }

  private byte[] make(Actor actor, SheetOrder order) {
    Instant now = clock.instant();
    int number =
        zone.flatMap(Crs::planeZone)
            .orElseGet(() -> PlaneZone.nearest(order.lon(), order.lat()).number());
    Neighbourhood around =
        Neighbourhood.of(
            PlaneMeasure.inZone(number), order.lon(), order.lat(), shelters.list(actor));
    HazardAnswer answer = hazards.at(actor, order.lon(), order.lat(), null);
    return sheet.write(actor, order, around, answer, now);
  }
}
