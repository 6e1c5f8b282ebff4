package org.machizu.opendata.themes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.feature.LayerId;
import org.machizu.http.Json;
import org.machizu.http.JsonMember;
import org.machizu.opendata.themes.MapContent.Shown;
import org.machizu.opendata.themes.MapContent.StartView;

/**
 * What a map shows as JSON: {@code {"title": {"ja", "easy", "en"}, "words": {…}, "theme", "layers":
 * [{"layer", "on"}], "view": {"lon", "lat", "zoom"} or null, "background"}}; so it is kept, too.
 */
public final class MapJson {
  static final List<String> MEMBERS =
      List.of("title", "words", "theme", "layers", "view", "background");

  private static final int LONGEST_TITLE = 80;
  private static final int LONGEST_WORDS = 2_000;
  private static final int LONGEST_BACKGROUND = 40;
  private static final int LONGEST_ID = 48;

  private MapJson() {}

  public static ObjectNode of(MapContent content) {
    ObjectNode json = Json.mapper().createObjectNode();
    json.set("title", of(content.title()));
    json.set("words", of(content.words()));
    json.put("theme", content.theme().code());
    ArrayNode layers = json.putArray("layers");
    content
        .layers()
        .forEach(shown -> layers.addObject().put("layer", shown.layer()).put("on", shown.on()));
    StartView view = content.view();
    if (view == null) {
      json.putNull("view");
    } else {
      json.putObject("view").put("lon", view.lon()).put("lat", view.lat()).put("zoom", view.zoom());
    }
    json.put("background", content.background());
    return json;
  }

  private static ObjectNode of(Words words) {
    return Json.mapper()
        .createObjectNode()
        .put("ja", words.ja())
        .put("easy", words.easy())
        .put("en", words.en());
  }

  /** What stands in the store. */
  public static MapContent parse(String json) {
    try {
      return read(Json.mapper().readTree(json));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the store holds a broken map", e);
    }
  }

  /**
   * Reads a request's body.
   *
   * @throws org.machizu.http.ProblemException 400 naming the member that cannot be used
   */
  public static MapContent read(JsonNode body) {
    Words title = Words.NONE;
    Words words = Words.NONE;
    Theme theme = Theme.OTHER;
    List<Shown> layers = List.of();
    @Nullable StartView view = null;
    String background = MapContent.TOWN;
    for (JsonMember member : JsonMember.ofBody(body, MEMBERS)) {
      switch (member.name()) {
        case "title" -> title = words(member, LONGEST_TITLE);
        case "words" -> words = words(member, LONGEST_WORDS);
        case "theme" -> theme = theme(member);
        case "layers" -> layers = layers(member);
        case "view" -> view = member.isNull() ? null : view(member);
        default -> background = member.text(LONGEST_BACKGROUND);
      }
    }
    if (title.ja().isEmpty()) {
      throw JsonMember.of("title", body.path("title")).bad("an object with a Japanese title, 'ja'");
    }
    return new MapContent(title, words, theme, layers, view, background);
  }

  private static Words words(JsonMember member, int longest) {
    String ja = "";
    String easy = "";
    String en = "";
    for (JsonMember one : member.members(List.of("ja", "easy", "en"))) {
      String text = text(one, longest);
      switch (one.name()) {
        case "ja" -> ja = text;
        case "easy" -> easy = text;
        default -> en = text;
      }
    }
    return new Words(ja, easy, en);
  }

  /** A text that may have several lines. */
  private static String text(JsonMember member, int longest) {
    String text = member.isNull() ? "" : member.value().textValue();
    boolean isText =
        text != null
            && text.length() <= longest
            && text.chars().allMatch(c -> c >= 0x20 || c == '\n' || c == '\r');
    if (!isText) {
      throw member.bad("a text of up to " + longest + " characters");
    }
    return String.valueOf(text).replace("\r\n", "\n").strip();
  }

  private static Theme theme(JsonMember member) {
    return Theme.find(member.value().asText()).orElseThrow(() -> member.bad(Theme.codes()));
  }

  private static List<Shown> layers(JsonMember member) {
    if (!member.value().isArray() || member.value().size() > MapContent.MOST_LAYERS) {
      throw member.bad("a list of up to " + MapContent.MOST_LAYERS + " layers");
    }
    List<Shown> all = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < member.value().size(); i++) {
      JsonMember one = member.at("[" + i + "]", "layer", member.value().get(i));
      String layer = "";
      boolean on = true;
      for (JsonMember part : one.members(List.of("layer", "on"))) {
        if (part.name().equals("on")) {
          on = part.truth();
        } else {
          layer = part.text(LONGEST_ID);
        }
      }
      if (!LayerId.isValidName(layer) || !seen.add(layer)) {
        throw one.bad("the short id of a layer, each once");
      }
      all.add(new Shown(layer, on));
    }
    return all;
  }

  private static StartView view(JsonMember member) {
    @Nullable Double lon = null;
    @Nullable Double lat = null;
    @Nullable Double zoom = null;
    for (JsonMember part : member.members(List.of("lon", "lat", "zoom"))) {
      switch (part.name()) {
        case "lon" -> lon = part.numberOrNull(-180, 180);
        case "lat" -> lat = part.numberOrNull(-85, 85);
        default -> zoom = part.numberOrNull(0, 22);
      }
    }
    if (lon == null || lat == null || zoom == null) {
      throw member.bad("lon, lat and zoom as numbers");
    }
    return new StartView(lon, lat, zoom);
  }
}
