package org.machizu.maps.paper;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.feature.GeometryType;
import org.machizu.geo.feature.LocalizedText;
import org.machizu.layers.VisibleLayers.VisibleLayer;
import org.machizu.maps.MapStyle;
import org.machizu.maps.expression.Rgba;
import org.machizu.maps.expression.Scope;
import org.machizu.maps.expression.Subject;

/**
 * The legend of a layer from its style alone: every class that the style tells apart, whether or
 * not there is such a feature, as it would be drawn in a map.
 */
public final class StyleLegend {
  private static final LocalizedText BELOW = new LocalizedText("%s 未満", "below %s");
  private static final LocalizedText BETWEEN = new LocalizedText("%s 以上 %s 未満", "%s to %s");
  private static final LocalizedText FROM_ON = new LocalizedText("%s 以上", "%s or more");
  private static final LocalizedText ANY = new LocalizedText("すべての値", "any value");

  /** The green of a photo from above. */
  private static final Look PICTURE =
      new Look.Area(new Rgba(0.49, 0.58, 0.44, 1), new Rgba(0.36, 0.42, 0.33, 1));

  /** Legends show what a map of a neighbourhood does, where the style lets them. */
  private static final double USUAL_ZOOM = 16;

  private final VisibleLayer layer;
  private final String language;
  private final List<StyleLayer> styles;
  private final Missing missing = new Missing(Map.of());

  private StyleLegend(VisibleLayer layer, String language) {
    this.layer = layer;
    this.language = language;
    List<StyleLayer> all =
        MapStyle.layersFromBelow(List.of(layer)).stream().map(StyleLayer::new).toList();
    List<StyleLayer> own = all.stream().filter(style -> !style.isBase()).toList();
    this.styles = own.isEmpty() ? all : own;
  }

  /**
   * The entries of a layer's legend; at least one.
   *
   * @param language ja or en
   */
  public static List<LegendEntry> of(VisibleLayer layer, String language) {
    StyleLegend legend = new StyleLegend(layer, language);
    List<LegendEntry> entries =
        layer.entry().layer().kind().isRaster() ? legend.pixels() : legend.classes();
    return entries.isEmpty() ? List.of(legend.entry("", List.of())) : entries;
  }

  private LegendEntry entry(String className, List<Look> looks) {
    return new LegendEntry(
        layer.name(), layer.entry().layer().title().in(language), className, looks);
  }

  private List<LegendEntry> pixels() {
    for (ObjectNode style : MapStyle.layersFromBelow(List.of(layer))) {
      JsonNode metadata = style.path("metadata");
      if (metadata.has("machizu:ramp")) {
        return ramp(metadata.path("machizu:ramp"), metadata.path("machizu:unit").asText());
      }
    }
    return List.of(entry("", List.of(PICTURE)));
  }

  private List<LegendEntry> ramp(JsonNode steps, String unit) {
    String end = unit.isBlank() ? "" : " " + unit.strip();
    List<LegendEntry> entries = new ArrayList<>();
    String from = "";
    for (JsonNode step : steps) {
      String below = step.path("below").isNumber() ? written(step.path("below")) + end : "";
      Rgba colour = Rgba.find(step.path("color").asText()).orElse(Rgba.CLEAR);
      entries.add(entry(range(from, below, language), List.of(new Look.Area(colour, Rgba.CLEAR))));
      from = below;
    }
    return entries;
  }

  private static String written(JsonNode number) {
    return MapFeature.written(number.asDouble());
  }

  private static String range(String from, String below, String language) {
    if (from.isEmpty()) {
      return below.isEmpty() ? ANY.in(language) : BELOW.in(language).formatted(below);
    }
    return below.isEmpty()
        ? FROM_ON.in(language).formatted(from)
        : BETWEEN.in(language).formatted(from, below);
  }

  private List<LegendEntry> classes() {
    double zoom = zoom();
    List<StyleLayer> shown = styles.stream().filter(style -> style.isShownAt(zoom)).toList();
    List<ToldApart> apart = ToldApart.byLayer(styles).getOrDefault(layer.name(), List.of());
    List<LegendEntry> entries = new ArrayList<>();
    for (int i = 0; i < apart.size(); i++) {
      ToldApart by = apart.get(i);
      // The second attribute lies over the first: only what it tells apart is its own.
      List<StyleLayer> drawing = i == 0 ? shown : shown.stream().filter(by::shapes).toList();
      for (List<JsonNode> values : by.classes()) {
        add(entries, ToldApart.words(values), drawing, by.attribute(), values.getFirst(), zoom);
      }
      if (i == 0) {
        add(entries, LegendBook.OTHERS.in(language), drawing, by.attribute(), null, zoom);
      }
    }
    if (apart.isEmpty()) {
      add(entries, "", shown, "", null, zoom);
    }
    return entries;
  }

  private void add(
      List<LegendEntry> entries,
      String className,
      List<StyleLayer> drawing,
      String attribute,
      @Nullable JsonNode value,
      double zoom) {
    List<Look> looks = new ArrayList<>();
    for (StyleLayer style : drawing) {
      look(style, attribute, value, zoom).ifPresent(looks::add);
    }
    if (!looks.isEmpty()) {
      entries.add(entry(className, looks));
    }
  }

  /** The zoom at which most of the style is seen, as near to the usual one as can be. */
  private double zoom() {
    return DoubleStream.iterate(4, zoom -> zoom <= 22, zoom -> zoom + 0.5)
        .boxed()
        .max((a, b) -> {
          int more = Long.compare(shownAt(a), shownAt(b));
          return more != 0
              ? more
              : Double.compare(Math.abs(b - USUAL_ZOOM), Math.abs(a - USUAL_ZOOM));
        })
        .orElse(USUAL_ZOOM);
  }

  private long shownAt(double zoom) {
    return styles.stream().filter(style -> style.isShownAt(zoom)).count();
  }

  private Optional<Look> look(
      StyleLayer style, String attribute, @Nullable JsonNode value, double zoom) {
    for (String geometryType : geometryTypes(style)) {
      Scope scope = new Scope(zoom, new Example(attribute, value, geometryType));
      if (style.takes(scope)) {
        return switch (style.type()) {
          case "fill", "fill-extrusion" -> LookReader.area(style, scope, missing);
          case "line" -> LookReader.line(style, scope);
          case "circle" -> LookReader.disc(style, scope);
          case "symbol" -> LookReader.sign(style, scope, missing).map(sign -> sign);
          default -> Optional.empty();
        };
      }
    }
    return Optional.empty();
  }

  /** What a style layer can draw of the layer, the likeliest first. */
  private List<String> geometryTypes(StyleLayer style) {
    GeometryType of = layer.view().schema().geometryType();
    List<String> all =
        switch (of) {
          case POINT -> List.of("Point");
          case LINE -> List.of("LineString");
          case POLYGON -> List.of("Polygon");
          case MIXED, NONE -> List.of("Point", "LineString", "Polygon");
        };
    return switch (style.type()) {
      case "fill", "fill-extrusion" -> all.stream().filter("Polygon"::equals).toList();
      case "line" -> all.stream().filter(type -> !type.equals("Point")).toList();
      default -> all;
    };
  }

  /**
   * A feature of a class.
   *
   * @param value null for one that has none of the values that are told apart
   */
  private record Example(String attribute, @Nullable JsonNode value, String geometryType)
      implements Subject {
    @Override
    public @Nullable Object get(String name) {
      if (value == null || !name.equals(attribute)) {
        return null;
      }
      return value.isNumber() ? (Object) value.asDouble() : value.asText();
    }

    @Override
    public double id() {
      return 0;
    }
  }
}
