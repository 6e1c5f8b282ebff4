package org.machizu.attachments;

import static io.javalin.http.HandlerType.DELETE;
import static io.javalin.http.HandlerType.GET;
import static io.javalin.http.HandlerType.POST;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.machizu.access.Actor;
import org.machizu.attachments.Documents.Place;
import org.machizu.http.Answers;
import org.machizu.http.Audience;
import org.machizu.http.Json;
import org.machizu.http.JsonMember;
import org.machizu.http.Problem;
import org.machizu.http.Reads;
import org.machizu.http.Requests;
import org.machizu.http.Route;
import org.machizu.http.UploadForm;
import org.machizu.paper.Original;

/** Documents of a feature: listed, read, attached and removed. */
public final class DocumentRoutes {
  private static final String ALL = "/api/layers/{layer}/items/{id}/documents";
  private static final String ONE = ALL + "/{number}";
  private static final int LONGEST_REASON = 500;

  private final Documents documents;

  public DocumentRoutes(Documents documents) {
    this.documents = documents;
  }

  public List<Route> routes() {
    return List.of(
        Route.of(
            GET,
            ALL,
            Audience.ANYBODY,
            Reads.LAYER_IN_PATH,
            "The documents that are attached to a feature",
            this::list),
        Route.of(
            POST,
            ALL,
            Audience.STAFF,
            Reads.LAYER_IN_PATH,
            "Attaches a document: a form with 'file' (PDF, JPEG or PNG) and 'title'",
            this::attach),
        Route.of(
            GET, ONE, Audience.ANYBODY, Reads.LAYER_IN_PATH, "A document's content", this::content),
        Route.of(
            DELETE,
            ONE,
            Audience.STAFF,
            Reads.LAYER_IN_PATH,
            "Removes a document: {\"reason\"}; copies that were given out stay",
            this::remove));
  }

  private Place place(Context ctx) {
    return documents.find(Requests.actor(ctx), ctx.pathParam("layer"), ctx.pathParam("id"));
  }

  private void list(Context ctx) {
    Place place = place(ctx);
    Actor actor = Requests.actor(ctx);
    Answers.json(
        ctx,
        Map.of(
            "documents",
            documents.list(place).stream().map(document -> json(document, actor)).toList(),
            "mayEdit",
            place.layer().mayEdit() && !place.isPersonal()));
  }

  /** A document; who attached it is for who works for the town. */
  private static Map<String, Object> json(Document document, Actor actor) {
    Document.Draft draft = document.draft();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("number", document.number());
    json.put("title", draft.title());
    json.put("mediaType", draft.content().mediaType());
    json.put("sizeBytes", draft.content().size());
    json.put("pages", draft.pages());
    json.put("sha256", draft.content().hash());
    json.put("added", draft.added().toString());
    if (actor.isStaff()) {
      json.put("author", draft.author());
    }
    json.put(
        "content",
        "/api/layers/%s/items/%d/documents/%d"
            .formatted(draft.layer(), draft.feature(), document.number()));
    return json;
  }

  private void attach(Context ctx) throws IOException {
    Actor actor = Requests.actor(ctx);
    Place place = documents.findToAttach(actor, ctx.pathParam("layer"), ctx.pathParam("id"));
    UploadForm form = UploadForm.read(ctx, Set.of("title"), Documents.MOST_BYTES);
    if (form.file().size() > Documents.MOST_BYTES) {
      throw DocumentProblems.tooLarge().asException();
    }
    String title = form.texts().getOrDefault("title", "");
    if (title.isEmpty()
        || title.length() > Document.LONGEST_TITLE
        || title.codePoints().anyMatch(c -> Character.isISOControl(c) || c == 0x2028)) {
      throw Problem.badParameter(
              "title", title, "1 to %d characters on one line".formatted(Document.LONGEST_TITLE))
          .asException();
    }
    try (InputStream content = form.file().content()) {
      Map<String, Object> json = json(documents.attach(actor, place, title, content), actor);
      ctx.status(201).header("Location", Requests.baseUrl(ctx) + json.get("content"));
      ctx.header("Cache-Control", "no-store").json(json);
    }
  }

  /**
   * The bytes as they came. They are somebody else's, so a browser is to do nothing with them but
   * show them: it takes them for what they were found to be, runs no script in them, and loads
   * nothing for them. Browsers' own viewers of PDF do not work in a sandbox of the policy's kind,
   * and are one themselves.
   */
  private void content(Context ctx) {
    Document document = documents.get(place(ctx), ctx.pathParam("number"));
    Attachment content = document.draft().content();
    Original.Form form = Original.Form.ofMediaType(content.mediaType());
    String etag = "\"" + content.hash() + "\"";
    ctx.header("Cache-Control", "private, no-cache").header("ETag", etag);
    ctx.header("X-Content-Type-Options", "nosniff")
        .header(
            "Content-Security-Policy",
            "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'"
                + (form == Original.Form.PDF ? "" : "; sandbox"))
        .header(
            "Content-Disposition",
            "inline; filename=\"document-%d.%s\"".formatted(document.number(), form.extension()));
    if (Answers.matches(ctx, etag)) {
      ctx.status(304);
      return;
    }
    ctx.contentType(content.mediaType()).result(documents.open(document));
  }

  private void remove(Context ctx) {
    Actor actor = Requests.actor(ctx);
    Place place = documents.findToEdit(actor, ctx.pathParam("layer"), ctx.pathParam("id"));
    Document document = documents.get(place, ctx.pathParam("number"));
    String reason = "";
    for (JsonMember member : JsonMember.ofBody(Json.object(ctx.bodyAsBytes()), List.of("reason"))) {
      reason = member.text(LONGEST_REASON);
    }
    if (reason.isEmpty()) {
      throw Problem.badMember("reason", "", "why the document is removed").asException();
    }
    documents.remove(actor, document, reason);
    ctx.status(204);
  }
}
