package org.machizu.hazard;

import static io.javalin.http.HandlerType.GET;

import io.javalin.http.Context;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.machizu.http.Answers;
import org.machizu.http.Audience;
import org.machizu.http.Parameter;
import org.machizu.http.Query;
import org.machizu.http.Reads;
import org.machizu.http.Requests;
import org.machizu.http.Route;

/** What can happen at a place, the town's hazard maps, the levels of warning. */
public final class HazardRoutes {
  private static final String JSON = "application/json";
  private static final ZoneId JAPAN = ZoneId.of("Asia/Tokyo");
  private static final Parameter LANGUAGE =
      Parameter.text(
          "lang",
          "of the texts: ja, easy, en, or all (titles, summaries and so on by language); without it what Accept-Language wishes");

  private final Hazards hazards;
  private final Clock clock;

  public HazardRoutes(Hazards hazards, Clock clock) {
    this.hazards = hazards;
    this.clock = clock;
  }

  public List<Route> routes() {
    return List.of(
        Route.of(
                GET,
                "/api/hazards",
                Audience.ANYBODY,
                Reads.EVERY_VISIBLE_LAYER,
                "What can happen at a place, by hazard: in, near (a zone begins closer than its map is exact), out or"
                    + " unknown; each map with its depth, duration, legal status and source. For reference only",
                this::answer)
            .with(
                Parameter.text("lon", "degrees east"),
                Parameter.text("lat", "degrees north"),
                Parameter.text("asOf", "answer as of this moment, RFC 3339"),
                LANGUAGE),
        Route.of(
                GET,
                "/api/hazards/maps",
                Audience.ANYBODY,
                Reads.EVERY_VISIBLE_LAYER,
                "The hazard maps that there are, with legal status and source",
                this::maps)
            .with(LANGUAGE),
        Route.of(
                GET,
                "/api/hazards/levels",
                Audience.ANYBODY,
                Reads.NOTHING,
                "The five levels of warning: names of warnings, and what the mayor issues; as they hold, or held on a day",
                this::levels)
            .with(
                Parameter.text("at", "a day, 2024-07-01, or a moment, RFC 3339; without it now"),
                LANGUAGE));
  }

  private void answer(Context ctx) {
    Query query = Query.of(ctx);
    Optional<String> lon = query.text("lon");
    Optional<String> lat = query.text("lat");
    if (lon.isEmpty() || lat.isEmpty()) {
      throw HazardProblems.noPlace().asException();
    }
    @Nullable Instant asOf = query.moment("asOf").orElse(null);
    HazardAnswer answer =
        hazards.at(Requests.actor(ctx), query.degrees("lon", 180), query.degrees("lat", 90), asOf);
    Answers.bytes(ctx, JSON, HazardJson.answer(answer, language(ctx, query)));
  }

  private void maps(Context ctx) {
    Query query = Query.of(ctx);
    Answers.bytes(
        ctx, JSON, HazardJson.maps(hazards.maps(Requests.actor(ctx)), language(ctx, query)));
  }

  private void levels(Context ctx) {
    Query query = Query.of(ctx);
    Instant at = query.text("at").map(HazardRoutes::moment).orElseGet(clock::instant);
    Answers.bytes(ctx, JSON, HazardJson.levels(hazards.levels(at), language(ctx, query)));
  }

  private static String language(Context ctx, Query query) {
    return query.text("lang").orElse(Requests.language(ctx));
  }

  /** A day stands for its end: on the day of a change what is new is told. */
  private static Instant moment(String value) {
    try {
      return LocalDate.parse(value).plusDays(1).atStartOfDay(JAPAN).toInstant().minusSeconds(1);
    } catch (DateTimeException e) {
      return Query.parseMoment("at", value);
    }
  }
}
