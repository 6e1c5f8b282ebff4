package org.machizu.federation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.LocalizedText;
import org.machizu.geo.feature.Schema;
import org.machizu.http.Json;

/** What a mounted layer says of itself, as a description of a layer in JSON. */
final class MountWords {
  /** The group of layers from elsewhere; whose they are stands in the source. */
  private static final String GROUP = "neighbours";

  private static final int LONGEST = 500;

  private MountWords() {}

  /**
   * @param schema of the content as it lies here: a collection may tell of attributes that no
   *     feature has
   */
  static ObjectNode of(RemoteServer server, RemoteCollection collection, Schema schema) {
    ObjectNode words = Json.mapper().createObjectNode();
    put(words.putObject("title"), title(server, collection));
    words.put("group", GROUP);
    String whose = server.name().ja();
    String source = collection.source();
    String credit =
        source.isEmpty() || source.contains(whose) ? source : whose + "（" + source + "）";
    words.put("source", shortened(credit.isEmpty() ? whose : credit));
    words.put("licence", collection.licence());
    words.set("date", date(collection.date()));
    ObjectNode attributes = words.putObject("attributes");
    for (Attribute attribute : schema.attributes()) {
      ObjectNode one = attributes.putObject(attribute.name());
      LocalizedText title = collection.titles().get(attribute.name());
      if (attribute.name().equals(Harvest.KEY)) {
        title = new LocalizedText("元の地物番号", "Id at the source");
      }
      if (title != null) {
        put(one, title);
      }
      one.put("visibility", "open"); // the other server shows it to anybody
    }
    words.put("reason", "open data of " + server.url());
    return words;
  }

  /** With whose it is: every town has shelters. */
  private static LocalizedText title(RemoteServer server, RemoteCollection collection) {
    return new LocalizedText(
        "%s（%s）".formatted(collection.title().ja(), server.name().ja()),
        "%s (%s)".formatted(collection.title().en(), server.name().en()));
  }

  private static void put(ObjectNode node, LocalizedText text) {
    node.put("ja", text.ja());
    node.put("en", text.en());
  }

  private static JsonNode date(String text) {
    try {
      return Json.mapper().getNodeFactory().textNode(LocalDate.parse(text).toString());
    } catch (DateTimeParseException e) {
      return Json.mapper().getNodeFactory().nullNode(); // a year alone, or words
    }
  }

  private static String shortened(String text) {
    return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
  }
}
