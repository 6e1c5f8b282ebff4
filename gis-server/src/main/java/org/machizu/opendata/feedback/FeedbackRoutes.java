package org.machizu.opendata.feedback;

import static io.javalin.http.HandlerType.GET;
import static io.javalin.http.HandlerType.POST;

import io.javalin.http.Context;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.machizu.html.PageLanguage;
import org.machizu.http.Audience;
import org.machizu.http.Parameter;
import org.machizu.http.Problem;
import org.machizu.http.Reads;
import org.machizu.http.Requests;
import org.machizu.http.Route;
import org.machizu.layers.VisibleLayers.VisibleLayer;
import org.machizu.opendata.feedback.Feedback.About;
import org.machizu.opendata.feedback.Feedback.Place;
import org.machizu.opendata.page.OpenLayers;
import org.machizu.opendata.page.OpenPages;
import org.machizu.opendata.page.OpenPages.Page;
import org.machizu.opendata.themes.MapPages;

/** The form by which residents tell of a mistake, and the page of one message. */
public final class FeedbackRoutes {
  private static final String FORM = "/open/feedback";
  private static final Parameter LANGUAGE = Parameter.text("lang", "of the texts: ja, easy or en");
  private static final int LONGEST_FORM_BYTES = 32 << 10;

  private final FeedbackDesk desk;
  private final OpenPages pages;
  private final OpenLayers layers;
  private final MapPages maps;
  private final Function<String, Boolean> isAddress;
  private final Clock clock;

  /**
   * @param isAddress whether a mail can be sent there
   */
  public FeedbackRoutes(
      FeedbackDesk desk,
      OpenPages pages,
      OpenLayers layers,
      MapPages maps,
      Function<String, Boolean> isAddress,
      Clock clock) {
    this.desk = desk;
    this.pages = pages;
    this.layers = layers;
    this.maps = maps;
    this.isAddress = isAddress;
    this.clock = clock;
  }

  public List<Route> routes() {
    return List.of(
        Route.of(
                GET,
                FORM,
                Audience.ANYBODY,
                Reads.EVERY_VISIBLE_LAYER,
                "The form to tell of a mistake in an open layer or map",
                this::form)
            .with(
                Parameter.text("layer", "short id of the layer"),
                Parameter.text("feature", "number of the feature"),
                Parameter.text("map", "id of the thematic map"),
                Parameter.text("lon", "longitude of the place"),
                Parameter.text("lat", "its latitude"),
                LANGUAGE),
        Route.of(
                POST,
                FORM,
                Audience.ANYBODY,
                Reads.EVERY_VISIBLE_LAYER,
                "Takes the form: text, what it is about, and an address for the answer; leads to the"
                    + " message's page",
                this::take)
            .with(LANGUAGE),
        Route.of(
                GET,
                FORM + "/{key}",
                Audience.ANYBODY,
                Reads.NOTHING,
                "The page of one message, for whoever has its secret link",
                this::message)
            .with(LANGUAGE));
  }

  private void form(Context ctx) {
    PageLanguage language = PageLanguage.of(Requests.languageOfPage(ctx));
    send(ctx, FeedbackForm.read(ctx::queryParam), "", language);
  }

  private void take(Context ctx) {
    PageLanguage language = PageLanguage.of(Requests.languageOfPage(ctx));
    String type = String.valueOf(ctx.contentType());
    if (!type.startsWith("application/x-www-form-urlencoded")
        || ctx.bodyAsBytes().length > LONGEST_FORM_BYTES) {
      throw Problem.of(
              415,
              "form-needed",
              "The message must come as the page's form sends it",
              "Content-Type " + type + ", up to " + LONGEST_FORM_BYTES + " bytes",
              "Send application/x-www-form-urlencoded with "
                  + String.join(", ", FeedbackForm.FIELDS)
                  + ".")
          .asException();
    }
    FeedbackForm form = FeedbackForm.read(ctx::formParam);
    Optional<String> wrong = form.wrong(isAddress, clock.instant());
    if (wrong.isPresent()) {
      ctx.status(400);
      send(ctx, form, wrong.get(), language);
      return;
    }
    About about = form.about(id -> layer(id).isPresent(), id -> mapTitle(id, language).isPresent());
    String address = form.address();
    FeedbackDesk.Taken taken =
        desk.take(
            Requests.actor(ctx),
            about,
            form.text(),
            language.code(),
            address.isEmpty() ? null : address);
    ctx.header("Cache-Control", "no-store");
    ctx.status(303).header("Location", FORM + "/" + taken.key() + "?lang=" + language.code());
  }

  private Optional<VisibleLayer> layer(String id) {
    return layers.list().stream().filter(open -> open.name().equals(id)).findFirst();
  }

  private Optional<String> mapTitle(String id, PageLanguage language) {
    return id.isEmpty() || id.startsWith(MapPages.OF_LAYER)
        ? Optional.empty()
        : maps.title(id, language);
  }

  /**
   * @param wrong key of the words for what is wrong; "" for nothing
   */
  private void send(Context ctx, FeedbackForm form, String wrong, PageLanguage language) {
    Map<String, Object> model = new LinkedHashMap<>(form.model());
    About about = form.about(id -> layer(id).isPresent(), id -> mapTitle(id, language).isPresent());
    model.putAll(about(about, language));
    model.put("wrong", wrong.isEmpty() ? "" : pages.word(language, wrong));
    model.put("wrongText", wrong.equals("wrongEmpty") || wrong.equals("wrongLong"));
    model.put("wrongMail", wrong.equals("wrongAddress"));
    model.put("mail", desk.answersByMail());
    model.put("longest", FeedbackForm.LONGEST_TEXT);
    model.put("begun", String.valueOf(clock.instant().getEpochSecond()));
    page(ctx, "feedback", pages.word(language, "feedbackTitle"), FORM, model, language);
  }

  private void message(Context ctx) {
    PageLanguage language = PageLanguage.of(Requests.languageOfPage(ctx));
    String key = ctx.pathParam("key");
    Feedback found =
        desk.findByKey(key).orElseThrow(() -> FeedbackProblems.noMessage("…").asException());
    Map<String, Object> model = new LinkedHashMap<>(about(found.about(), language));
    String state = found.state().code();
    model.put("number", found.number());
    model.put("state", pages.word(language, "state_" + state));
    model.put("section", pages.named(language, "section", found.section()));
    model.put("text", found.text());
    model.put("answer", found.answer());
    model.put("received", OpenPages.moment(found.received(), language));
    model.put("changed", OpenPages.moment(found.changed(), language));
    model.put("wantsMail", found.wantsMail());
    model.put("link", Requests.baseUrl(ctx) + FORM + "/" + key);
    String title = pages.word(language, "messageTitle") + " " + found.number();
    page(ctx, "message", title, FORM + "/" + key, model, language);
  }

  private void page(
      Context ctx,
      String template,
      String title,
      String address,
      Map<String, Object> model,
      PageLanguage language) {
    // What somebody wrote, and the secret by which it is read, is in no cache and no search engine.
    ctx.header("Cache-Control", "no-store");
    ctx.header("X-Robots-Tag", "noindex");
    Page page = new Page(template, title, address, List.of(pages.start(language)), model);
    ctx.contentType(OpenPages.HTML).result(pages.write(page, language));
  }

  private Map<String, Object> about(About about, PageLanguage language) {
    Map<String, Object> model = new LinkedHashMap<>();
    String layer = about.layer();
    String map = about.map();
    Long feature = about.feature();
    Place place = about.place();
    model.put(
        "aboutLayer",
        layer == null
            ? ""
            : layer(layer)
                .map(open -> open.entry().layer().title().in(language.ofTexts()))
                .orElse(layer));
    model.put("aboutFeature", feature == null ? "" : feature.toString());
    model.put("aboutMap", map == null ? "" : mapTitle(map, language).orElse(map));
    model.put(
        "aboutPlace",
        place == null
            ? ""
            : String.format(java.util.Locale.ROOT, "%.5f, %.5f", place.lat(), place.lon()));
    return model;
  }
}
