package org.machizu.hazard.sheet;

import static io.javalin.http.HandlerType.GET;

import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import org.machizu.access.Actor;
import org.machizu.hazard.kind.Hazard;
import org.machizu.http.Answers;
import org.machizu.http.Audience;
import org.machizu.http.Parameter;
import org.machizu.http.Problem;
import org.machizu.http.Query;
import org.machizu.http.Reads;
import org.machizu.http.Requests;
import org.machizu.http.Route;
import org.machizu.maps.paper.MapTooLargeException;

/** The hazard sheet of a neighbourhood as a PDF. */
public final class SheetRoutes {
  private static final String PDF = "application/pdf";
  private static final List<Integer> SCALES = List.of(2_500, 5_000, 10_000);
  private static final int USUAL = 5_000;
  private static final List<String> LANGUAGES = List.of("ja", "easy", "en");

  private final HazardSheets sheets;

  public SheetRoutes(HazardSheets sheets) {
    this.sheets = sheets;
  }

  public List<Route> routes() {
    return List.of(
        Route.of(
                GET,
                "/api/hazards/sheet.pdf",
                Audience.ANYBODY,
                Reads.EVERY_VISIBLE_LAYER,
                "The hazard sheet of a neighbourhood, A3 on both sides: a map with hazards and shelters, what may happen"
                    + " in its middle, the levels of warning. For reference only",
                this::sheet)
            .with(
                Parameter.text("lon", "degrees east of the map's middle"),
                Parameter.text("lat", "degrees north of the map's middle"),
                Parameter.text(
                    "hazard",
                    "whose depths the map shows: " + Hazard.words() + "; without it flood"),
                Parameter.text("scale", "2500, 5000 or 10000; without it 5000"),
                Parameter.text("paper", "A3"),
                Parameter.text("orientation", "landscape"),
                Parameter.text(
                    "lang",
                    "of the texts: ja, easy or en; without it what Accept-Language wishes")));
  }

  private void sheet(Context ctx) {
    Query query = Query.of(ctx);
    Optional<String> lon = query.text("lon");
    Optional<String> lat = query.text("lat");
    if (lon.isEmpty() || lat.isEmpty()) {
      throw SheetProblems.noPlace().asException();
    }
    only(query, "paper", "A3");
    only(query, "orientation", "landscape");
    SheetOrder order =
        new SheetOrder(
            degrees("lon", lon.get(), 122, 154),
            degrees("lat", lat.get(), 20, 46),
            query.text("hazard").map(SheetRoutes::hazard).orElse(Hazard.FLOOD),
            query.text("scale").map(SheetRoutes::scale).orElse(USUAL),
            language(query, Requests.language(ctx)));
    Actor actor = Requests.actor(ctx);
    HazardSheets.Key key = sheets.key(actor, order);
    ctx.header(
        "Content-Disposition",
        "inline; filename=\"hazard-sheet-%.4f-%.4f.pdf\"".formatted(order.lon(), order.lat()));
    try {
      Answers.tagged(ctx, PDF, Answers.tagOf(key.toString()), () -> sheets.pdf(actor, key));
    } catch (MapTooLargeException e) {
      throw SheetProblems.tooLarge(e).asException();
    }
  }

  private static void only(Query query, String name, String allowed) {
    query
        .text(name)
        .filter(value -> !value.equalsIgnoreCase(allowed))
        .ifPresent(value -> {
          throw Problem.badParameter(name, value, allowed).asException();
        });
  }

  private static Hazard hazard(String word) {
    return Hazard.find(word)
        .orElseThrow(() -> Problem.badParameter("hazard", word, Hazard.words()).asException());
  }

  private static int scale(String value) {
    return SCALES.stream()
        .filter(scale -> value.equals(String.valueOf(scale)))
        .findFirst()
        .orElseThrow(
            () -> Problem.badParameter("scale", value, "2500, 5000 or 10000").asException());
  }

  private static String language(Query query, String accepted) {
    Optional<String> asked = query.text("lang");
    asked
        .filter(value -> !LANGUAGES.contains(value))
        .ifPresent(value -> {
          throw Problem.badParameter("lang", value, "ja, easy or en").asException();
        });
    return asked.orElse(accepted);
  }

  private static double degrees(String name, String value, double from, double to) {
    try {
      double degrees = Double.parseDouble(value);
      if (degrees >= from && degrees <= to) {
        return degrees;
      }
    } catch (NumberFormatException e) {
      // told below
    }
    throw Problem.badParameter(name, value, "degrees from %s to %s, in Japan".formatted(from, to))
        .asException();
  }
}
