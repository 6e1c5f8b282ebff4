package org.machizu.opendata.feedback;

import static io.javalin.http.HandlerType.GET;
import static io.javalin.http.HandlerType.POST;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.machizu.access.Actor;
import org.machizu.http.Answers;
import org.machizu.http.Audience;
import org.machizu.http.Json;
import org.machizu.http.JsonMember;
import org.machizu.http.Parameter;
import org.machizu.http.Problem;
import org.machizu.http.Query;
import org.machizu.http.Reads;
import org.machizu.http.Requests;
import org.machizu.http.Route;
import org.machizu.opendata.feedback.Feedback.Place;
import org.machizu.opendata.feedback.Feedback.State;
import org.machizu.opendata.feedback.FeedbackStep.Kind;

/** The desk at which sections answer what residents tell. Addresses are never shown. */
public final class FeedbackDeskRoutes {
  private static final String ALL = "/api/feedback";
  private static final String ONE = ALL + "/{number}";
  private static final int PAGE = 50;

  private final FeedbackDesk desk;

  public FeedbackDeskRoutes(FeedbackDesk desk) {
    this.desk = desk;
  }

  public List<Route> routes() {
    return List.of(
        Route.of(
                GET,
                ALL,
                Audience.STAFF,
                Reads.NOTHING,
                "Messages of the caller's sections, the newest first: {\"messages\", \"sections\","
                    + " \"next\"}",
                this::list)
            .with(
                Parameter.text("state", "only those in it: new, working, answered or closed"),
                Parameter.integer("before", "only those with a smaller number")),
        Route.of(
            GET,
            ONE,
            Audience.STAFF,
            Reads.NOTHING,
            "One message with what was done; the ETag is its version",
            this::one),
        Route.of(
            POST,
            ONE + "/steps",
            Audience.STAFF,
            Reads.NOTHING,
            "Does something with a message, with If-Match: {\"step\": take, answer, close, handOver"
                + " or note, \"text\", \"section\"}",
            this::step));
  }

  private void list(Context ctx) {
    Query query = Query.of(ctx);
    State state = query.text("state").map(FeedbackDeskRoutes::state).orElse(null);
    String before = query.text("before").orElse(String.valueOf(Long.MAX_VALUE));
    if (!before.matches("[0-9]{1,19}")) {
      throw Problem.badParameter("before", before, "a number").asException();
    }
    Actor actor = Requests.actor(ctx);
    List<Feedback> found = desk.list(actor, state, number(before), PAGE);
    ObjectNode json = Json.mapper().createObjectNode();
    ArrayNode messages = json.putArray("messages");
    found.forEach(one -> messages.add(json(one)));
    ArrayNode sections = json.putArray("sections");
    desk.sections().forEach(sections::add);
    if (found.size() == PAGE) {
      json.put("next", found.getLast().number());
    }
    ctx.header("Cache-Control", "no-store");
    ctx.json(json);
  }

  private static long number(String digits) {
    try {
      return Long.parseLong(digits);
    } catch (NumberFormatException e) {
      return Long.MAX_VALUE;
    }
  }

  private static State state(String code) {
    return Arrays.stream(State.values())
        .filter(state -> state.code().equals(code))
        .findFirst()
        .orElseThrow(() ->
            Problem.badParameter(
                    "state",
                    code,
                    Arrays.stream(State.values())
                        .map(State::code)
                        .collect(Collectors.joining(", ")))
                .asException());
  }

  private static ObjectNode json(Feedback feedback) {
    ObjectNode json = Json.mapper().createObjectNode();
    json.put("number", feedback.number());
    json.put("version", feedback.version());
    json.put("state", feedback.state().code());
    json.put("section", feedback.section());
    json.put("layer", feedback.about().layer());
    json.put("feature", feedback.about().feature());
    json.put("map", feedback.about().map());
    Place place = feedback.about().place();
    if (place == null) {
      json.putNull("place");
    } else {
      json.putArray("place").add(place.lon()).add(place.lat());
    }
    json.put("text", feedback.text());
    json.put("answer", feedback.answer());
    json.put("wantsMail", feedback.wantsMail());
    json.put("received", feedback.received().toString());
    json.put("changed", feedback.changed().toString());
    json.put("forgotten", feedback.forgotten());
    return json;
  }

  private static String tag(Feedback feedback) {
    return "\"" + feedback.version() + "\"";
  }

  private void one(Context ctx) {
    answer(ctx, desk.get(Requests.actor(ctx), numberInPath(ctx)));
  }

  private static long numberInPath(Context ctx) {
    return Requests.pathNumber(ctx, "number", 1, Long.MAX_VALUE);
  }

  private void answer(Context ctx, Feedback feedback) {
    ObjectNode json = json(feedback);
    ArrayNode steps = json.putArray("steps");
    for (FeedbackStep step : desk.steps(feedback)) {
      steps
          .addObject()
          .put("number", step.number())
          .put("at", step.at().toString())
          .put("by", step.by())
          .put("step", step.kind().code())
          .put("text", step.text())
          .put("section", step.section());
    }
    ctx.header("Cache-Control", "no-store");
    ctx.header("ETag", tag(feedback));
    ctx.json(json);
  }

  private void step(Context ctx) {
    Actor actor = Requests.actor(ctx);
    Feedback before = desk.get(actor, numberInPath(ctx));
    if (!Answers.fitsIfMatch(ctx, tag(before))) {
      throw FeedbackProblems.of(new StaleFeedbackException(before.number())).asException();
    }
    @Nullable Kind kind = null;
    String text = "";
    @Nullable String section = null;
    JsonNode body = Json.object(ctx.bodyAsBytes());
    for (JsonMember member : JsonMember.ofBody(body, List.of("step", "text", "section"))) {
      switch (member.name()) {
        case "step" ->
            kind = Kind.find(member.value().asText()).orElseThrow(() -> member.bad(Kind.codes()));
        case "text" -> text = words(member);
        default -> section = member.text(40);
      }
    }
    if (kind == null) {
      throw JsonMember.of("step", body.path("step")).bad(Kind.codes());
    }
    if (text.isEmpty() && (kind == Kind.ANSWER || kind == Kind.NOTE)) {
      throw JsonMember.of("text", body.path("text")).bad("the words of the answer or note");
    }
    Feedback after = desk.step(actor, before.number(), before.version(), kind, text, section);
    if (kind == Kind.HAND_OVER) {
      // Whoever has given it away may not see it any more.
      ctx.status(204);
      return;
    }
    answer(ctx, after);
  }

  private static String words(JsonMember member) {
    String text = member.value().isTextual() ? member.value().textValue() : null;
    if (text == null
        || text.length() > FeedbackForm.LONGEST_TEXT
        || !text.chars().allMatch(c -> c >= 0x20 || c == '\n' || c == '\r' || c == '\t')) {
      throw member.bad("a text of up to " + FeedbackForm.LONGEST_TEXT + " characters");
    }
    return text.replace("\r\n", "\n").strip();
  }
}
