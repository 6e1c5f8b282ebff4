package org.machizu.federation;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.feature.LocalizedText;

/**
 * A collection of features as another server tells of it.
 *
 * @param items where its features are
 * @param revision changes whenever its content does; null when the server does not tell
 * @param source who made the data, as the server says; empty when it does not
 * @param licence empty when not told
 * @param date the day that the data show, as 2026-04-01; empty when not told
 * @param titles of its attributes, by name
 */
record RemoteCollection(
    String id,
    LocalizedText title,
    URI items,
    @Nullable String revision,
    String source,
    String licence,
    String date,
    Map<String, LocalizedText> titles) {
  private static final int LONGEST = 500;
  private static final int LONGEST_TITLE = 130; // and whose it is, in 200 characters;

  RemoteCollection {
    titles = Map.copyOf(titles);
  }

  /**
   * Reads what the standard says of a collection, and what a server of this kind says besides.
   *
   * @param json an object with an id
   * @param items where its features are
   */
  static RemoteCollection read(JsonNode json, URI items) {
    JsonNode own = json.path("machizu");
    String id = json.path("id").asText();
    String title = text(json.path("title"), LONGEST_TITLE);
    String ja = text(own.path("titles").path("ja"), LONGEST_TITLE);
    String en = text(own.path("titles").path("en"), LONGEST_TITLE);
    String usual = title.isEmpty() ? id : title;
    return new RemoteCollection(
        id,
        new LocalizedText(ja.isEmpty() ? usual : ja, en.isEmpty() ? usual : en),
        items,
        own.hasNonNull("revision") ? own.path("revision").asText() : null,
        text(own.path("source"), LONGEST),
        licence(json, own),
        text(own.path("date"), LONGEST),
        titles(own.path("attributes")));
  }

  /** Worked out at each question, or mounted from elsewhere: not that server's own data. */
  static boolean isOwnData(JsonNode json) {
    JsonNode own = json.path("machizu");
    return !own.has("origin") && own.path("kind").asText("features").equals("features");
  }

  private static String licence(JsonNode json, JsonNode own) {
    if (own.hasNonNull("licence")) {
      return text(own.path("licence"), LONGEST);
    }
    if (json.path("license").isTextual()) {
      return text(json.path("license"), LONGEST);
    }
    for (JsonNode link : json.path("links")) {
      if (link.path("rel").asText().equals("license")) {
        return text(link.path("href"), LONGEST);
      }
    }
    return "";
  }

  private static Map<String, LocalizedText> titles(JsonNode attributes) {
    Map<String, LocalizedText> titles = new LinkedHashMap<>();
    for (JsonNode attribute : attributes) {
      String title = text(attribute.path("title"), LONGEST_TITLE);
      if (!title.isEmpty()) {
        titles.put(attribute.path("name").asText(), LocalizedText.same(title));
      }
    }
    return titles;
  }

  private static String text(JsonNode node, int longest) {
    String text = node.isTextual() ? node.asText().strip() : "";
    return text.length() > longest ? text.substring(0, longest) : text;
  }
}
