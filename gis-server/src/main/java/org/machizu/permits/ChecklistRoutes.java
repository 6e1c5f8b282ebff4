package org.machizu.permits;

import static io.javalin.http.HandlerType.GET;
import static io.javalin.http.HandlerType.POST;
import static io.javalin.http.HandlerType.PUT;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.machizu.access.Actor;
import org.machizu.access.Role;
import org.machizu.access.Role.Ability;
import org.machizu.http.Answers;
import org.machizu.http.Audience;
import org.machizu.http.Json;
import org.machizu.http.Problem;
import org.machizu.http.Reads;
import org.machizu.http.Requests;
import org.machizu.http.Route;
import org.machizu.permits.ChecklistStore.Version;
import org.machizu.permits.checklist.Checklist;
import org.machizu.permits.checklist.ChecklistReader;

/** What is asked about a site, for those who keep it: read, tried on a site, and put into force. */
final class ChecklistRoutes {
  private static final int LONGEST_NOTE = 500;

  private final Checklists checklists;
  private final ChecklistStore store;
  private final SiteEnquiry enquiry;

  ChecklistRoutes(Checklists checklists, ChecklistStore store, SiteEnquiry enquiry) {
    this.checklists = checklists;
    this.store = store;
    this.enquiry = enquiry;
  }

  List<Route> routes() {
    return List.of(
        Route.of(
            GET,
            "/api/sites/checklist",
            Audience.STAFF,
            Reads.NOTHING,
            "The checklist in force as YAML, with its number as ETag",
            this::newest),
        Route.of(
            GET,
            "/api/sites/checklist/versions",
            Audience.STAFF,
            Reads.NOTHING,
            "The checklists that the town has had, newest first; number 0 came with the program",
            this::versions),
        Route.of(
            GET,
            "/api/sites/checklist/versions/{number}",
            Audience.STAFF,
            Reads.NOTHING,
            "One of them, with its YAML",
            this::version),
        Route.of(
            PUT,
            "/api/sites/checklist",
            Audience.STAFF,
            Reads.NOTHING,
            "Puts a checklist into force: {\"yaml\", \"note\"}, with If-Match",
            this::save),
        Route.of(
            POST,
            "/api/sites/checklist/try",
            Audience.STAFF,
            Reads.EVERY_VISIBLE_LAYER,
            "Answers about lots by a checklist that is not in force: {\"yaml\", \"parcels\"}; with"
                + " what it names that is not there",
            this::tryOut));
  }

  /** The counter's clerks keep the list, and whoever keeps rights. */
  private static void requireKeeper(Context ctx) {
    Actor actor = Requests.actor(ctx);
    if (!actor.roles().contains(Role.PERMIT) && !actor.may(Ability.ADMINISTER)) {
      throw PermitProblems.notKeeper().asException();
    }
  }

  private void newest(Context ctx) {
    requireKeeper(ctx);
    Version version = checklists.newest();
    Answers.tagged(
        ctx,
        "application/json",
        Long.toString(version.number()),
        () -> Json.bytes(json(version, true)));
  }

  private void versions(Context ctx) {
    requireKeeper(ctx);
    List<Object> all = new ArrayList<>();
    store.list().forEach(version -> all.add(json(version, false)));
    all.add(json(checklists.find(Checklists.SHIPPED), false));
    Answers.json(ctx, Map.of("versions", all));
  }

  private void version(Context ctx) {
    requireKeeper(ctx);
    long number = Requests.pathNumber(ctx, "number", 0, Long.MAX_VALUE);
    Answers.json(ctx, json(checklists.find(number), true));
  }

  private static Map<String, Object> json(Version version, boolean whole) {
    boolean shipped = version.number() == Checklists.SHIPPED;
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("number", version.number());
    json.put("saved", shipped ? null : version.saved().toString());
    json.put("author", shipped ? null : version.author());
    json.put("note", version.note());
    if (whole) {
      json.put("yaml", version.yaml());
    }
    return json;
  }

  private void save(Context ctx) {
    requireKeeper(ctx);
    JsonNode body = Json.object(ctx.bodyAsBytes());
    String note = body.path("note").asText("").strip();
    if (note.length() > LONGEST_NOTE) {
      throw Problem.badMember("note", "…", "at most " + LONGEST_NOTE + " characters").asException();
    }
    Version now = checklists.newest();
    if (!Answers.fitsIfMatch(ctx, "\"" + now.number() + "\"")) {
      throw PermitProblems.staleChecklist(now.number()).asException();
    }
    long number = checklists.save(Requests.actor(ctx), now.number(), yaml(body), note);
    ctx.header("ETag", "\"" + number + "\"");
    ctx.json(json(checklists.find(number), false));
  }

  private void tryOut(Context ctx) {
    requireKeeper(ctx);
    JsonNode body = Json.object(ctx.bodyAsBytes());
    Checklist draft = Checklists.read(yaml(body));
    Actor actor = Requests.actor(ctx);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("missing", Missing.of(draft, enquiry.visible(actor)));
    List<Long> lots = lots(body.path("parcels"));
    if (!lots.isEmpty()) {
      SiteReport report = enquiry.ofLots(actor, draft, lots, (Instant) null);
      json.put(
          "report",
          new RawValue(new String(new SiteJson().bytes(report, AnswerForm.WHOLE), UTF_8)));
    }
    ctx.json(json);
  }

  private static List<Long> lots(JsonNode parcels) {
    List<Long> ids = new ArrayList<>();
    for (JsonNode id : parcels) {
      if (!id.canConvertToLong() || !id.isIntegralNumber()) {
        throw Problem.badMember("parcels", id.toString(), "ids of lots").asException();
      }
      ids.add(id.asLong());
    }
    return ids;
  }

  private static String yaml(JsonNode body) {
    JsonNode yaml = body.path("yaml");
    if (!yaml.isTextual() || yaml.asText().isBlank()) {
      throw Problem.badMember(
              "yaml",
              yaml.isTextual() ? "''" : "",
              "a text of at most " + ChecklistReader.LONGEST + " characters")
          .asException();
    }
    return yaml.asText();
  }
}
