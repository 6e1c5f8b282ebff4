package org.machizu.samples.description;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.crs.Crs;
import org.machizu.geo.feature.LocalizedText;
import org.machizu.geo.feature.Provenance;
import org.machizu.samples.description.SampleLayer.AttributeText;

/**
 * Reads {@code layers.json}: the municipality, and one object for each layer. Styles stand apart,
 * in {@code styles/LAYER.json}.
 */
public final class SampleLayersJson {
  private static final JsonFactory JSON = new JsonFactory();

  private SampleLayersJson() {}

  /**
   * Reads the description.
   *
   * @param in UTF-8; not closed
   * @throws IOException when it is not as it should be, with the place
   */
  public static SampleDescription read(InputStream in) throws IOException {
    List<SampleLayer> layers = new ArrayList<>();
    Town town = null;
    try (JsonParser parser = JSON.createParser(in)) {
      expect(parser, JsonToken.START_OBJECT, parser.nextToken());
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String member = parser.currentName();
        parser.nextToken();
        switch (member) {
          case "municipality" -> town = readTown(parser);
          case "layers" -> {
            while (parser.nextToken() == JsonToken.START_OBJECT) {
              layers.add(readLayer(parser));
            }
          }
          default -> throw new IOException("layers.json has the unknown member " + member);
        }
      }
    }
    Town found = given(town, "municipality");
    return new SampleDescription(found.code(), found.name(), found.crs(), layers);
  }

  private record Town(String code, LocalizedText name, Crs crs) {}

  private static Town readTown(JsonParser parser) throws IOException {
    expect(parser, JsonToken.START_OBJECT, parser.currentToken());
    Map<String, String> texts = new LinkedHashMap<>();
    LocalizedText name = null;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String member = parser.currentName();
      if (parser.nextToken() == JsonToken.START_OBJECT) {
        name = readText(parser).title();
      } else {
        texts.put(member, parser.getText());
      }
    }
    return new Town(text(texts, "code"), given(name, "name"), crs(text(texts, "crs")));
  }

  private static Crs crs(String name) {
    return new Crs(Integer.parseInt(name.replace("EPSG:", "")));
  }

  private static SampleLayer readLayer(JsonParser parser) throws IOException {
    Map<String, String> texts = new LinkedHashMap<>();
    Map<String, AttributeText> attributes = new LinkedHashMap<>();
    LocalizedText title = null;
    boolean published = false;
    boolean personal = false;
    Double accuracyM = null;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      switch (name) {
        case "title" -> title = readText(parser).title();
        case "publish" -> published = parser.getBooleanValue();
        case "personal" -> personal = parser.getBooleanValue();
        case "rights" -> parser.skipChildren(); // for the server that imports the town
        case "accuracyM" -> accuracyM = parser.getDoubleValue();
        case "attributes" -> {
          expect(parser, JsonToken.START_OBJECT, value);
          while (parser.nextToken() != JsonToken.END_OBJECT) {
            String attribute = parser.currentName();
            parser.nextToken();
            attributes.put(attribute, readText(parser));
          }
        }
        case "layer", "group", "file", "crs", "written", "key", "source", "licence", "date" -> {
          expect(parser, JsonToken.VALUE_STRING, value);
          texts.put(name, parser.getText());
        }
        default -> throw new IOException("layers.json has the unknown member " + name);
      }
    }
    Provenance provenance =
        new Provenance(
            text(texts, "source"),
            text(texts, "licence"),
            LocalDate.parse(text(texts, "date")),
            accuracyM);
    return new SampleLayer(
        text(texts, "layer"),
        given(title, "title"),
        text(texts, "group"),
        text(texts, "file"),
        crs(text(texts, "crs")),
        texts.getOrDefault("written", "").equals("CP932"),
        texts.getOrDefault("key", ""),
        published,
        personal,
        attributes,
        provenance);
  }

  /** {@code {"ja":…,"en":…}}, for an attribute perhaps with a unit. */
  private static AttributeText readText(JsonParser parser) throws IOException {
    expect(parser, JsonToken.START_OBJECT, parser.currentToken());
    Map<String, String> texts = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      expect(parser, JsonToken.VALUE_STRING, parser.nextToken());
      texts.put(name, parser.getText());
    }
    return new AttributeText(
        new LocalizedText(text(texts, "ja"), text(texts, "en")), texts.get("unit"));
  }

  private static String text(Map<String, String> texts, String name) throws IOException {
    return given(texts.get(name), name);
  }

  private static <T> T given(@Nullable T value, String name) throws IOException {
    if (value == null) {
      throw new IOException("layers.json lacks a " + name);
    }
    return value;
  }

  private static void expect(JsonParser parser, JsonToken wanted, @Nullable JsonToken found)
      throws IOException {
    if (wanted != found) {
      throw new IOException(
          "layers.json has %s instead of %s at %s"
              .formatted(found, wanted, parser.currentTokenLocation().offsetDescription()));
    }
  }
}
