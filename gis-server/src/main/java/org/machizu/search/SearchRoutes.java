package org.machizu.search;

import static io.javalin.http.HandlerType.GET;

import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.feature.Envelope;
import org.machizu.http.Answers;
import org.machizu.http.Audience;
import org.machizu.http.Parameter;
import org.machizu.http.Problem;
import org.machizu.http.Query;
import org.machizu.http.Reads;
import org.machizu.http.Requests;
import org.machizu.http.Route;
import org.machizu.search.text.LonLat;

/** Search over HTTP. */
public final class SearchRoutes {
  private static final int USUAL_HITS = 10;

  private final TownSearch search;

  public SearchRoutes(TownSearch search) {
    this.search = search;
  }

  public List<Route> routes() {
    return List.of(
        Route.of(
                GET,
                "/api/search",
                Audience.ANYBODY,
                Reads.EVERY_VISIBLE_LAYER,
                "Addresses, lot numbers, facilities and coordinates among what the caller may see",
                this::find)
            .with(
                Parameter.text(
                    "q",
                    "what to find, in any usual spelling, 1 to "
                        + Question.MAX_LENGTH
                        + " characters"),
                Parameter.integer(
                    "limit", "hits wanted, 1 to " + Question.MAX_HITS + "; " + USUAL_HITS),
                Parameter.text("lang", "language of texts: ja or en"),
                Parameter.text("near", "lon,lat: among equals the nearer come first")));
  }

  private void find(Context ctx) {
    Query query = Query.of(ctx);
    String text = text(query);
    Question question =
        new Question(
            text,
            query.integer("limit", USUAL_HITS, 1, Question.MAX_HITS),
            Requests.language(ctx),
            query.text("near").map(SearchRoutes::near).orElse(null));
    TownSearch.Found found = search.find(Requests.actor(ctx), question);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("query", text);
    json.put("hits", found.hits().stream().map(SearchRoutes::json).toList());
    json.put("more", found.more());
    Answers.json(ctx, json);
  }

  private static String text(Query query) {
    String text = query.text("q").map(String::strip).orElse("");
    if (text.isEmpty() || text.length() > Question.MAX_LENGTH) {
      String allowed = "1 to " + Question.MAX_LENGTH + " characters to look for";
      throw Problem.badParameter("q", text, allowed + " (it has " + text.length() + ")")
          .asException();
    }
    return text;
  }

  private static LonLat near(String value) {
    String[] parts = value.split(",", -1);
    Optional<LonLat> place = Optional.empty();
    if (parts.length == 2) {
      try {
        place = Optional.of(new LonLat(Double.parseDouble(parts[0]), Double.parseDouble(parts[1])));
      } catch (NumberFormatException e) {
        // told below, as a place outside the world is
      }
    }
    return place
        .filter(p -> Math.abs(p.lon()) <= 180 && Math.abs(p.lat()) <= 90)
        .orElseThrow(() ->
            Problem.badParameter("near", value, "lon,lat in degrees, as 141.82,42.76")
                .asException());
  }

  private static Map<String, @Nullable Object> json(Hit hit) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("kind", hit.kind().name().toLowerCase(Locale.ROOT));
    json.put("layer", hit.layer());
    json.put("id", hit.id());
    json.put("title", hit.title());
    json.put("detail", hit.detail());
    LonLat point = hit.point();
    json.put("point", point == null ? null : List.of(point.lon(), point.lat()));
    Envelope box = hit.bbox();
    json.put(
        "bbox",
        box == null ? null : List.of(box.minLon(), box.minLat(), box.maxLon(), box.maxLat()));
    if (hit.note() != null) {
      json.put("note", hit.note());
    }
    return json;
  }
}
