package org.machizu.guidance;

import static io.javalin.http.HandlerType.GET;

import io.javalin.http.Context;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.machizu.geo.crs.CoordinateOutOfRangeException;
import org.machizu.guidance.Question.UpperFloor;
import org.machizu.guidance.rules.Mode;
import org.machizu.hazard.kind.Hazard;
import org.machizu.http.Audience;
import org.machizu.http.Parameter;
import org.machizu.http.Problem;
import org.machizu.http.Query;
import org.machizu.http.Reads;
import org.machizu.http.Requests;
import org.machizu.http.Route;

/** Where do I go now. */
final class GuidanceRoutes {
  private static final int USUAL_ROUTES = 3;

  private final TownGuidance guidance;
  private final Clock clock;

  GuidanceRoutes(TownGuidance guidance, Clock clock) {
    this.guidance = guidance;
    this.clock = clock;
  }

  List<Route> routes() {
    return List.of(
        Route.of(
                GET,
                "/api/guidance",
                Audience.ANYBODY,
                Reads.EVERY_VISIBLE_LAYER,
                "Ways from a place to shelters that suit a hazard, are open and not full, around"
                    + " dangers; or the advice to stay or go up where moving is worse. No"
                    + " evacuation order",
                this::answer)
            .with(
                Parameter.text("lon", "degrees east"),
                Parameter.text("lat", "degrees north"),
                Parameter.text("hazard", "what people flee from: " + Hazard.words() + "; flood"),
                Parameter.text("mode", "how they get about: foot, wheelchair or car; foot"),
                Parameter.integer(
                    "routes",
                    "ways at most, 1 to %d; %d".formatted(Question.MOST_ROUTES, USUAL_ROUTES)),
                Parameter.text(
                    "upperFloor",
                    "whether the building they are in has a floor above: yes, no or unknown; unknown"),
                Parameter.text(
                    "lang",
                    "of the texts: ja, easy, en, or all (texts by language); without it what Accept-Language wishes")));
  }

  private void answer(Context ctx) {
    Query query = Query.of(ctx);
    Optional<String> lon = query.text("lon");
    Optional<String> lat = query.text("lat");
    if (lon.isEmpty() || lat.isEmpty()) {
      throw GuidanceProblems.noPlace().asException();
    }
    Question question =
        new Question(
            query.degrees("lon", 180),
            query.degrees("lat", 90),
            hazard(query.text("hazard").orElse(Hazard.FLOOD.word())),
            mode(query.text("mode").orElse(Mode.FOOT.word())),
            query.integer("routes", USUAL_ROUTES, 1, Question.MOST_ROUTES),
            upperFloor(query.text("upperFloor").orElse("unknown")));
    TownGuidance.Now now = guidance.now(Requests.actor(ctx));
    Guidance answer = answer(now.situation(), question);
    String language = query.text("lang").orElse(Requests.language(ctx));
    // The address tells where somebody is: no cache on the way is to keep it.
    ctx.header("Cache-Control", "no-store");
    ctx.contentType("application/json")
        .result(GuidanceJson.bytes(answer, question, now, clock.instant(), language));
  }

  private static Guidance answer(Situation situation, Question question) {
    try {
      return Guide.answer(situation, question);
    } catch (NoRoadException | CoordinateOutOfRangeException e) {
      throw GuidanceProblems.noRoadNear(situation.roads().rules().distances().startToRoadM())
          .asException();
    }
  }

  private static Hazard hazard(String word) {
    return Hazard.find(word)
        .orElseThrow(() -> Problem.badParameter("hazard", word, Hazard.words()).asException());
  }

  private static Mode mode(String word) {
    return Mode.find(word)
        .orElseThrow(
            () -> Problem.badParameter("mode", word, "foot, wheelchair or car").asException());
  }

  private static UpperFloor upperFloor(String word) {
    return switch (word) {
      case "yes", "no", "unknown" -> UpperFloor.valueOf(word.toUpperCase(Locale.ROOT));
      default -> throw Problem.badParameter("upperFloor", word, "yes, no or unknown").asException();
    };
  }
}
