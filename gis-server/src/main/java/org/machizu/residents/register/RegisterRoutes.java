package org.machizu.residents.register;

import static io.javalin.http.HandlerType.DELETE;
import static io.javalin.http.HandlerType.GET;
import static io.javalin.http.HandlerType.PATCH;
import static io.javalin.http.HandlerType.POST;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.machizu.access.Actor;
import org.machizu.access.AuditEntry;
import org.machizu.access.AuditEntry.Action;
import org.machizu.access.AuditLog;
import org.machizu.access.Purpose;
import org.machizu.geo.feature.Schema;
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
import org.machizu.http.UploadForm;
import org.machizu.jobs.JobFiles;
import org.machizu.jobs.JobRoutes;
import org.machizu.jobs.Jobs;
import org.machizu.jobs.SpoolLimitException;
import org.machizu.layers.PurposeHeader;
import org.machizu.residents.WatchConflictException;
import org.machizu.residents.register.RegisterLayers.Both;

/** Bringing an extract of the resident register, seeing what would change, and applying it. */
public final class RegisterRoutes {
  private static final String DRAFTS = "/api/register/extracts";
  private static final String DRAFT = DRAFTS + "/{id}";
  private static final int USUAL_LIMIT = 100;
  private static final int MOST_LIMIT = 1_000;
  private static final int MOST_FOUND = 20;
  private static final int LONGEST_QUESTION = 100;

  private final RegisterLayers layers;
  private final RegisterStore store;
  private final AuditLog audit;
  private final Jobs jobs;
  private final JobFiles files;
  private final long maxUploadBytes;
  private final InstantSource clock;

  RegisterRoutes(
      RegisterLayers layers,
      RegisterStore store,
      AuditLog audit,
      Jobs jobs,
      JobFiles files,
      long maxUploadBytes,
      InstantSource clock) {
    this.layers = layers;
    this.store = store;
    this.audit = audit;
    this.jobs = jobs;
    this.files = files;
    this.maxUploadBytes = maxUploadBytes;
    this.clock = clock;
  }

  public List<Route> routes() {
    return List.of(
        staff(
            POST,
            DRAFTS,
            "Compares an extract of the resident register with the layers: a form with file, CSV in CP932 or UTF-8; 202 with a job whose result is {\"draft\", \"counts\"}; for who edits both layers and sees everybody in them",
            this::compare),
        staff(
            GET, DRAFTS, "Extracts that were compared, the newest first, with counts", this::list),
        staff(GET, DRAFT, "One of them", this::one),
        staff(
                GET,
                "/api/register/households",
                "Households with a place whose address has this text, at most " + MOST_FOUND,
                this::households)
            .with(Parameter.text("q", "a part of an address, 2 characters or more")),
        staff(
                GET,
                DRAFT + "/rows",
                "What would change: {\"rows\", \"next\"}; names only with a stated purpose in the header Machizu-Purpose",
                this::rows)
            .with(
                Parameter.text("kind", "only of this kind, as moved-in"),
                Parameter.text("placed", "only households placed so, as unmatched"),
                Parameter.integer("after", "the 'next' of the page before"),
                Parameter.integer("limit", "1 to " + MOST_LIMIT)),
        staff(
            PATCH,
            DRAFT + "/rows/{number}",
            "Says where a household lives: {\"place\": the household whose place it gets, or null for none}",
            this::settle),
        staff(
            POST,
            DRAFT + "/apply",
            "Applies it: 202 with a job whose result tells the revisions and counts",
            this::apply),
        staff(DELETE, DRAFT, "Throws it away", this::remove));
  }

  private static Route staff(
      io.javalin.http.HandlerType method,
      String path,
      String summary,
      io.javalin.http.Handler handler) {
    return Route.of(method, path, Audience.STAFF, Reads.EVERY_VISIBLE_LAYER, summary, handler);
  }

  private Both both(Context ctx) {
    Both both =
        layers
            .find(Requests.actor(ctx))
            .orElseThrow(() -> Problem.notFound("list", "register").asException());
    if (!RegisterLayers.seesEverybody(both)) {
      throw Problem.of(
              403,
              "register-hidden",
              "You do not see everybody in the register",
              "the layers of the register have rows that are not shown to you",
              "Ask an officer who sees them all.")
          .asException();
    }
    return both;
  }

  private AuditEntry entry(Context ctx, Both both, String draft, String step) {
    return AuditEntry.of(
            clock.instant(), Requests.actor(ctx), Action.REGISTER_COMPARED, both.residents().name())
        .with("draft", draft)
        .with("step", step);
  }

  private void compare(Context ctx) throws IOException {
    Both unused = both(ctx);
    try {
      files.requireRoom();
      UploadForm form = UploadForm.read(ctx, Set.of(), maxUploadBytes);
      Actor actor = Requests.actor(ctx);
      String job = jobs.newId();
      try (InputStream content = form.file().content()) {
        files.receive(job, "extract.csv", content, maxUploadBytes);
      }
      JobRoutes.start(ctx, () -> jobs.submit(job, actor, CompareWork.KIND, Map.of()));
    } catch (SpoolLimitException e) {
      throw Problem.of(
              503,
              e.code(),
              "The server has no room for uploads",
              String.valueOf(e.getMessage()),
              "Try again when other imports and exports have ended.")
          .asException();
    }
  }

  private void list(Context ctx) {
    Both unused = both(ctx);
    Answers.json(ctx, Map.of("extracts", store.list().stream().map(RegisterRoutes::json).toList()));
  }

  private void households(Context ctx) {
    Both both = both(ctx);
    String part = Query.of(ctx).text("q").orElse("").strip();
    if (part.length() < 2 || part.length() > LONGEST_QUESTION) {
      throw Problem.badParameter("q", part, "2 to " + LONGEST_QUESTION + " characters")
          .asException();
    }
    List<Map<String, Object>> found =
        layers.withAddress(both.households(), part, MOST_FOUND).entrySet().stream()
            .map(
                one -> Map.<String, Object>of("household", one.getKey(), "address", one.getValue()))
            .toList();
    ctx.header("Cache-Control", "no-store");
    ctx.json(Map.of("households", found));
  }

  private RegisterDraft draft(Context ctx) {
    String id = ctx.pathParam("id");
    return store.find(id).orElseThrow(() -> Problem.notFound("extract", id).asException());
  }

  private void one(Context ctx) {
    Both unused = both(ctx);
    Answers.json(ctx, json(draft(ctx)));
  }

  private static Map<String, Object> json(RegisterDraft draft) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", draft.id());
    json.put("state", draft.state().code());
    json.put("created", draft.created());
    json.put("createdBy", draft.createdBy());
    json.put("counts", draft.counts());
    return json;
  }

  private void rows(Context ctx) {
    Both both = both(ctx);
    RegisterDraft draft = draft(ctx);
    Query query = Query.of(ctx);
    int limit = query.integer("limit", USUAL_LIMIT, 1, MOST_LIMIT);
    List<RegisterRow> rows =
        store.rows(
            draft.id(),
            query.text("kind").map(RegisterRoutes::kind).orElse(null),
            query.text("placed").map(RegisterRoutes::placed).orElse(null),
            query.integer("after", 0, 0, Integer.MAX_VALUE),
            limit);
    Optional<Purpose> purpose = PurposeHeader.read(ctx.header(PurposeHeader.NAME));
    if (purpose.isPresent()) {
      audit.append(
          entry(ctx, both, draft.id(), "read")
              .because(purpose.get().text())
              .with("rows", rows.size()));
    }
    Schema people =
        purpose.isPresent()
            ? RegisterLayers.schema(both.residents())
            : both.residents().view().askable();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("rows", rows.stream().map(row -> json(row, people, both)).toList());
    if (rows.size() == limit) {
      json.put("next", rows.getLast().number());
    }
    ctx.header("Cache-Control", "no-store");
    ctx.json(json);
  }

  private static RegisterRow.Kind kind(String code) {
    try {
      return RegisterRow.Kind.ofCode(code);
    } catch (IllegalArgumentException e) {
      throw Problem.badParameter("kind", code, codes(RegisterRow.Kind.values())).asException();
    }
  }

  private static RegisterRow.Placed placed(String code) {
    try {
      return RegisterRow.Placed.ofCode(code);
    } catch (IllegalArgumentException e) {
      throw Problem.badParameter("placed", code, "matched, unmatched, ambiguous or settled")
          .asException();
    }
  }

  private static String codes(Enum<?>[] values) {
    StringBuilder codes = new StringBuilder();
    for (Enum<?> value : values) {
      codes
          .append(codes.isEmpty() ? "" : ", ")
          .append(value.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }
    return codes.toString();
  }

  private static Map<String, @Nullable Object> json(RegisterRow row, Schema people, Both both) {
    Schema shown = row.kind().isOfHousehold() ? both.households().view().schema() : people;
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("number", row.number());
    json.put("kind", row.kind().code());
    json.put("resident", row.resident().isEmpty() ? null : row.resident());
    json.put("household", row.household());
    json.put("before", shown(row.before(), shown));
    json.put("after", shown(row.after(), shown));
    if (row.placed() != RegisterRow.Placed.NOT_ASKED) {
      json.put("placed", row.placed().code());
      json.put("place", row.place());
      json.put("candidates", row.candidates());
    }
    return json;
  }

  private static @Nullable Object shown(
      @Nullable Map<String, @Nullable Object> values, Schema schema) {
    if (values == null) {
      return null;
    }
    Map<String, @Nullable Object> shown = new LinkedHashMap<>(values);
    shown.keySet().removeIf(name -> schema.indexOf(name) < 0);
    return shown;
  }

  private void settle(Context ctx) {
    Both both = both(ctx);
    RegisterDraft draft = draft(ctx);
    int number = (int) Requests.pathNumber(ctx, "number", 1, Integer.MAX_VALUE);
    JsonNode body = Json.object(ctx.bodyAsBytes());
    List<JsonMember> members = JsonMember.ofBody(body, List.of("place"));
    if (members.isEmpty()) {
      throw Problem.badMember("place", "", "the id of a household, or null").asException();
    }
    JsonMember member = members.getFirst();
    Long place = member.isNull() ? null : place(both, member);
    if (!store.settle(draft.id(), number, place, entry(ctx, both, draft.id(), "settle"))) {
      throw Problem.notFound("row", Integer.toString(number)).asException();
    }
    ctx.status(204);
  }

  private Long place(Both both, JsonMember member) {
    JsonNode value = member.value();
    if (value.isIntegralNumber()
        && value.canConvertToLong()
        && layers.stands(both.households(), value.longValue())) {
      return value.longValue();
    }
    throw member.bad("the id of a household that has a place, or null");
  }

  private void apply(Context ctx) {
    Both both = both(ctx);
    RegisterDraft draft = draft(ctx);
    if (draft.state() != RegisterDraft.State.READY) {
      throw new WatchConflictException(
          "register-applied", "the extract is " + draft.state().code());
    }
    for (RegisterRow.Placed open :
        List.of(RegisterRow.Placed.UNMATCHED, RegisterRow.Placed.AMBIGUOUS)) {
      if (!store.rows(draft.id(), null, open, 0, 1).isEmpty()) {
        throw new WatchConflictException(
            "register-unsettled", "there are households that are " + open.code());
      }
    }
    if (!both.ofResidents().equals(draft.residents())
        || !both.ofHouseholds().equals(draft.households())) {
      throw new WatchConflictException(
          "register-stale",
          "the extract was compared with revisions %s and %s, and the layers are at %s and %s"
              .formatted(
                  draft.residents().number(),
                  draft.households().number(),
                  both.ofResidents().number(),
                  both.ofHouseholds().number()));
    }
    Actor actor = Requests.actor(ctx);
    JobRoutes.start(
        ctx,
        () -> jobs.submit(jobs.newId(), actor, ApplyWork.KIND, ApplyWork.parameters(draft.id())));
  }

  private void remove(Context ctx) {
    Both both = both(ctx);
    String id = ctx.pathParam("id");
    if (!store.remove(id, entry(ctx, both, id, "remove"))) {
      throw Problem.notFound("extract", id).asException();
    }
    ctx.status(204);
  }
}
