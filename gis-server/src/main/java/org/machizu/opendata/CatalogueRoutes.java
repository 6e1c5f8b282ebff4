package org.machizu.opendata;

import static io.javalin.http.HandlerType.GET;

import io.javalin.http.Context;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.machizu.geo.feature.Provenance;
import org.machizu.html.PageLanguage;
import org.machizu.http.Answers;
import org.machizu.http.Audience;
import org.machizu.http.Parameter;
import org.machizu.http.Problem;
import org.machizu.http.Query;
import org.machizu.http.Reads;
import org.machizu.http.Requests;
import org.machizu.http.Route;
import org.machizu.layers.VisibleLayers.VisibleLayer;
import org.machizu.opendata.page.OpenLayers;
import org.machizu.opendata.page.OpenPages;
import org.machizu.opendata.page.OpenPages.Page;
import org.machizu.opendata.themes.MapPages;

/** The start page: everything that is open, by group or as a search finds it; and the news. */
final class CatalogueRoutes {
  static final Parameter LANGUAGE = Parameter.text("lang", "of the texts: ja, easy or en");

  private static final String ATOM = "application/atom+xml; charset=utf-8";
  private static final int LONGEST_QUESTION = 100;
  private static final int NEWS = 6;
  private static final int NEWS_IN_FEED = 50;

  private final OpenLayers layers;
  private final OpenPages pages;
  private final MapPages maps;
  private final NewsFeed feed;

  CatalogueRoutes(OpenLayers layers, OpenPages pages, MapPages maps, NewsFeed feed) {
    this.layers = layers;
    this.pages = pages;
    this.maps = maps;
    this.feed = feed;
  }

  List<Route> routes() {
    return List.of(
        Route.of(
                GET,
                "/open",
                Audience.ANYBODY,
                Reads.EVERY_VISIBLE_LAYER,
                "The open GIS page: open layers and maps, with search and news",
                this::list)
            .with(
                Parameter.text(
                    "q", "only layers with these words, up to " + LONGEST_QUESTION + " characters"),
                Parameter.text("group", "only layers of this group"),
                LANGUAGE),
        Route.of(
                GET,
                "/open/news.atom",
                Audience.ANYBODY,
                Reads.EVERY_VISIBLE_LAYER,
                "Open layers as an Atom feed, what changed last first",
                this::news)
            .with(LANGUAGE));
  }

  private void list(Context ctx) {
    PageLanguage language = PageLanguage.of(Requests.languageOfPage(ctx));
    Query query = Query.of(ctx);
    String question = query.text("q").orElse("").strip();
    if (question.length() > LONGEST_QUESTION) {
      throw Problem.badParameter("q", question, "up to " + LONGEST_QUESTION + " characters")
          .asException();
    }
    String group = query.text("group").orElse("");
    List<VisibleLayer> all = layers.list();
    List<VisibleLayer> found =
        layers.find(question, key -> pages.named(language, "group", key)).stream()
            .filter(layer -> group.isEmpty() || layer.entry().layer().group().equals(group))
            .toList();
    boolean asked = !question.isEmpty() || !group.isEmpty();
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("q", question);
    model.put("group", group);
    model.put("asked", asked);
    model.put("found", OpenPages.number(found.size()));
    model.put("none", found.isEmpty());
    model.put("groupLinks", groupLinks(all, question, group, language));
    model.put("groups", groups(found, language));
    List<Map<String, Object>> themes = asked ? List.of() : maps.byTheme(language);
    List<Map<String, Object>> news = asked ? List.of() : news(language);
    model.put("themes", themes);
    model.put("hasThemes", !themes.isEmpty());
    model.put("news", news);
    model.put("hasNews", !news.isEmpty());
    String address = "/open" + parameters(question, group);
    Answers.bytes(
        ctx,
        OpenPages.HTML,
        pages.write(
            new Page("open", pages.word(language, "title"), address, List.of(), model), language));
  }

  private List<Map<String, Object>> groupLinks(
      List<VisibleLayer> all, String question, String current, PageLanguage language) {
    Map<String, Integer> counts = new TreeMap<>();
    all.forEach(layer -> counts.merge(layer.entry().layer().group(), 1, Integer::sum));
    List<Map<String, Object>> links = new ArrayList<>();
    links.add(link(pages.word(language, "allGroups"), all.size(), question, "", current, language));
    counts.forEach((key, count) ->
        links.add(
            link(pages.named(language, "group", key), count, question, key, current, language)));
    return links;
  }

  private static Map<String, Object> link(
      String name,
      int count,
      String question,
      String group,
      String current,
      PageLanguage language) {
    String parameters = parameters(question, group);
    String and = parameters.isEmpty() ? "?" : "&";
    return Map.of(
        "name",
        name,
        "count",
        count,
        "href",
        "/open" + parameters + and + "lang=" + language.code(),
        "current",
        group.equals(current));
  }

  private static String parameters(String question, String group) {
    List<String> parts = new ArrayList<>();
    if (!question.isEmpty()) {
      parts.add("q=" + URLEncoder.encode(question, StandardCharsets.UTF_8));
    }
    if (!group.isEmpty()) {
      parts.add("group=" + URLEncoder.encode(group, StandardCharsets.UTF_8));
    }
    return parts.isEmpty() ? "" : "?" + String.join("&", parts);
  }

  private List<Map<String, Object>> groups(List<VisibleLayer> found, PageLanguage language) {
    Map<String, List<Map<String, Object>>> byGroup = new LinkedHashMap<>();
    for (VisibleLayer layer : found) {
      byGroup
          .computeIfAbsent(
              pages.named(language, "group", layer.entry().layer().group()), _ -> new ArrayList<>())
          .add(card(layer, language));
    }
    List<Map<String, Object>> groups = new ArrayList<>();
    byGroup.forEach((name, cards) -> groups.add(Map.of("name", name, "layers", cards)));
    return groups;
  }

  private static Map<String, Object> card(VisibleLayer layer, PageLanguage language) {
    Provenance provenance = layer.entry().layer().provenance();
    Map<String, Object> card = new LinkedHashMap<>();
    card.put("id", layer.name());
    card.put("title", layer.entry().layer().title().in(language.ofTexts()));
    card.put("href", "/open/layers/" + layer.name() + "?lang=" + language.code());
    card.put("picture", LayerPageRoutes.picture(layer));
    card.put("width", Previews.WIDTH);
    card.put("height", Previews.HEIGHT);
    card.put("source", provenance.source());
    card.put("changed", OpenPages.day(layer.entry().changed(), language));
    card.put("changedIso", layer.entry().changed().toString());
    return card;
  }

  private List<Map<String, Object>> news(PageLanguage language) {
    return layers.newest(NEWS).stream().map(layer -> card(layer, language)).toList();
  }

  private void news(Context ctx) {
    PageLanguage language = PageLanguage.of(Requests.languageOfPage(ctx));
    Answers.bytes(
        ctx, ATOM, feed.atom(layers.newest(NEWS_IN_FEED), Requests.baseUrl(ctx), language));
  }
}
