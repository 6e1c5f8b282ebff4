package org.machizu.maps.paper;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;
import org.machizu.geo.crs.Crs;
import org.machizu.geo.crs.CrsConversion;
import org.machizu.geo.crs.PlaneMeasure;
import org.machizu.layers.FeatureStore;
import org.machizu.layers.VisibleLayers.VisibleLayer;
import org.machizu.maps.MapStyle;
import org.machizu.maps.paper.LeftOut.Reason;

/**
 * Draws maps on paper: at true scale in the town's zone, in the screen's style, through the layers'
 * Views. The same request over the same data gives the same bytes of content. Safe for use by many
 * threads.
 */
public final class PaperMaps {
  /** No map has more layers. */
  public static final int MOST_LAYERS = 64;

  private static final int[] SCALES = {
    250, 500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 500_000, 1_000_000
  };

  /** The part of a frame that what is shown fills at most. */
  private static final double FILLED = 0.86;

  private final FeatureStore features;

  public PaperMaps(FeatureStore features) {
    this.features = features;
  }

  /**
   * The largest of the usual scales (1:250, 500, 1000, 2500, 5000, 10000, 25000 …) at which
   * something fits with a margin around it; 1:1000000 where none does.
   *
   * @param plane metres of a zone
   * @param widthMm of the frame
   * @param heightMm of the frame
   */
  public static int fittingScale(Envelope plane, double widthMm, double heightMm) {
    for (int scale : SCALES) {
      double mm = 1000.0 / scale;
      if (plane.getWidth() * mm <= widthMm * FILLED
          && plane.getHeight() * mm <= heightMm * FILLED) {
        return scale;
      }
    }
    return SCALES[SCALES.length - 1];
  }

  /**
   * Draws a map into a rectangle of a page.
   *
   * @param content of the page; its state is as before afterwards
   * @param regular for labels
   * @param bold for the scale
   * @throws MapTooLargeException when there is more than a paper can show; nothing is drawn then
   */
  public Drawn draw(
      PDPageContentStream content, PDFont regular, PDFont bold, Rect frame, MapRequest request) {
    return new Drawing(new Ink(content), regular, bold, frame, request).draw();
  }

  /**
   * Draws a legend into a rectangle of a page; says "ほか n 件" when it does not fit.
   *
   * @return how many entries found no room
   */
  public int legend(
      PDPageContentStream content,
      PDFont regular,
      PDFont bold,
      Rect frame,
      List<LegendEntry> entries,
      String language) {
    return new LegendDrawing(new Ink(content), new TypeFace(regular), new TypeFace(bold), language)
        .draw(frame, entries);
  }

  /** One map that is being drawn. */
  private final class Drawing {
    private final Ink ink;
    private final TypeFace face;
    private final TypeFace bold;
    private final MapRequest request;
    private final Sheet sheet;
    private final Brush brush;
    private final double zoom;
    private final Map<String, VisibleLayer> layers = new LinkedHashMap<>();
    private final Map<String, String> titles = new LinkedHashMap<>();
    private final Missing missing;

    Drawing(Ink ink, PDFont regular, PDFont bold, Rect frame, MapRequest request) {
      this.ink = ink;
      this.face = new TypeFace(regular);
      this.bold = new TypeFace(bold);
      this.request = request;
      this.sheet = new Sheet(frame, request.centreEastM(), request.centreNorthM(), request.scale());
      this.brush = new Brush(ink, frame);
      this.zoom = sheet.zoom(latitude());
      request.layers().forEach(layer -> layers.put(layer.name(), layer));
      request.background().forEach(layer -> layers.putIfAbsent(layer.name(), layer));
      layers.forEach(
          (name, layer) -> titles.put(name, layer.entry().layer().title().in(request.language())));
      this.missing = new Missing(titles);
    }

    private double latitude() {
      Crs zone = Crs.zone(request.zone().number());
      return CrsConversion.between(zone, Crs.JGD2011)
          .apply(request.centreEastM(), request.centreNorthM())
          .y;
    }

    Drawn draw() {
      if (layers.size() > MOST_LAYERS) {
        throw MapTooLargeException.layers(layers.size(), MOST_LAYERS);
      }
      List<StyleLayer> styles = styles();
      LegendBook legend = new LegendBook(styles, request.language());
      Map<String, MapReader.Read> read = read(styles);
      Labels labels = new Labels(sheet, face, zoom, legend, missing);
      FurnitureDrawing furniture = new FurnitureDrawing(ink, face, bold, sheet, request);
      ink.save();
      ink.rectangle(sheet.frame());
      ink.clip();
      LayerDrawing drawing = new LayerDrawing(ink, brush, zoom, legend, missing);
      for (StyleLayer style : styles) {
        MapReader.Read of = read.get(style.layer());
        if (of != null) {
          drawing.draw(style, of.features()).ifPresent(drawn -> labels.add(style, drawn));
        }
      }
      List<LegendEntry> entries = new ArrayList<>(highlights(labels));
      furniture.room().forEach(labels::keepFree);
      request.highlights().forEach(h -> h.labels().forEach(labels::addOwn));
      labels.place();
      labels.draw(ink, brush);
      furniture.draw();
      ink.restore();
      furniture.drawBorder();
      entries.addAll(legend.entries(titles, styles));
      if (!face.missing().isEmpty()) {
        missing.add("", Reason.CHARACTERS, codes());
      }
      int count = read.values().stream().mapToInt(MapReader.Read::seen).sum();
      return new Drawn(zoom, entries, sources(read), missing.all(), count);
    }

    private String codes() {
      List<String> codes = new ArrayList<>();
      face.missing().forEach(point -> codes.add("U+%04X".formatted(point)));
      return String.join(" ", codes);
    }

    /** The style layers that are drawn at this scale, from below. */
    private List<StyleLayer> styles() {
      List<VisibleLayer> drawable = new ArrayList<>();
      for (VisibleLayer layer : layers.values()) {
        boolean isOn = isOn(layer.name());
        if (layer.entry().layer().kind().isRaster()) {
          if (isOn) {
            missing.add(layer.name(), Reason.PIXELS, "");
          }
        } else if (request.asOf() != null && !layer.view().showsThePast()) {
          missing.add(layer.name(), Reason.PAST, "");
        } else {
          drawable.add(layer);
        }
      }
      List<StyleLayer> styles = new ArrayList<>();
      for (var json : MapStyle.layersFromBelow(drawable)) {
        StyleLayer style = new StyleLayer(json);
        if (style.isBase() || isOn(style.layer())) {
          styles.add(style);
        }
      }
      for (VisibleLayer layer : drawable) {
        boolean isShown =
            styles.stream()
                .anyMatch(style -> style.layer().equals(layer.name()) && isShown(style, layer));
        if (!isShown && isOn(layer.name())) {
          missing.add(layer.name(), Reason.SCALE, "");
        }
      }
      styles.removeIf(style -> !isShown(style, layers.get(style.layer())));
      return styles;
    }

    private boolean isOn(String name) {
      return request.layers().stream().anyMatch(layer -> layer.name().equals(name));
    }

    private boolean isShown(StyleLayer style, @Nullable VisibleLayer of) {
      return of != null && style.isShownAt(zoom) && zoom >= of.entry().layer().zoomRange().min();
    }

    private Map<String, MapReader.Read> read(List<StyleLayer> styles) {
      MapReader reader =
          new MapReader(
              features, PlaneMeasure.inZone(request.zone().number()), sheet, request.asOf());
      Map<String, MapReader.Read> read = new LinkedHashMap<>();
      layers.forEach((name, layer) -> {
        if (styles.stream().anyMatch(style -> style.layer().equals(name))) {
          read.put(name, reader.read(layer));
        }
      });
      return read;
    }

    private List<LegendEntry> highlights(Labels labels) {
      List<LegendEntry> entries = new ArrayList<>();
      for (Highlight highlight : request.highlights()) {
        List<Look> looks = new HighlightDrawing(brush, sheet, missing).draw(highlight);
        if (!highlight.title().isEmpty() && !looks.isEmpty()) {
          entries.add(new LegendEntry("", highlight.title(), "", looks));
        }
      }
      return entries;
    }

    private List<SourceNote> sources(Map<String, MapReader.Read> read) {
      List<SourceNote> sources = new ArrayList<>();
      read.forEach((name, of) -> {
        VisibleLayer layer = layers.get(name);
        if (of.seen() > 0 && layer != null) {
          sources.add(
              new SourceNote(
                  name,
                  Optional.ofNullable(titles.get(name)).orElse(name),
                  layer.entry().layer().provenance(),
                  of.revision(),
                  layer.entry().changed()));
        }
      });
      return sources;
    }
  }
}
