package org.machizu.permits;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.machizu.access.Actor;
import org.machizu.layers.FeatureStore;
import org.machizu.layers.VisibleLayers;
import org.machizu.layers.VisibleLayers.VisibleLayer;
import org.machizu.maps.paper.Drawn;
import org.machizu.maps.paper.Furniture;
import org.machizu.maps.paper.Highlight;
import org.machizu.maps.paper.LeftOut;
import org.machizu.maps.paper.MapPart;
import org.machizu.maps.paper.MapRequest;
import org.machizu.maps.paper.PaperMaps;
import org.machizu.maps.paper.PaperPen;
import org.machizu.maps.paper.SideLengths;
import org.machizu.maps.paper.SourceNote;
import org.machizu.paper.Align;
import org.machizu.paper.Frame;
import org.machizu.paper.PaperWriter;
import org.machizu.paper.TextStyle;
import org.machizu.permits.site.Finding;

/** The map on a paper about a site: the site, its sides, and what runs through it. */
final class SiteMap {
  private static final double MAP_MM = 112;
  private static final double LEGEND_MM = 31;

  /** Closer, a single lot would fill the page and nobody would see where it is. */
  private static final int CLOSEST = 500;

  private static final TextStyle SMALL = TextStyle.NOTE.size(8).at(Align.LEFT);

  /** A building line or another line that a finding draws. */
  private static final PaperPen DRAWN =
      new PaperPen("", "", "#6b2fb3", 0.5, List.of(2.5, 1.0), "#ffffff");

  private final VisibleLayers layers;
  private final MapPart maps;

  SiteMap(VisibleLayers layers, FeatureStore features) {
    this.layers = layers;
    this.maps = new MapPart(new PaperMaps(features));
  }

  /** Draws it, or says why there is none. */
  void draw(PaperWriter writer, PaperWords words, Actor actor, SiteReport report) {
    Optional<Geometry> area = report.site().area();
    if (area.isEmpty()) {
      writer.paragraph(words.say("map.none"), SMALL);
      return;
    }
    writer.gap(3);
    Frame frame = writer.frame(MAP_MM);
    MapRequest request = request(area.get(), frame, words, actor, report);
    Drawn drawn = maps.draw(writer, frame, request);
    writer.gap(1);
    writer.paragraph(
        words.say("map", "%,d".formatted(request.scale()))
            + "　"
            + words.say("map.corner", request.zone().number()),
        SMALL);
    Frame below = writer.frame(LEGEND_MM);
    int unused = maps.legend(writer, below, drawn.legend(), words.language());
    sources(writer, words, drawn);
  }

  private MapRequest request(
      Geometry area, Frame frame, PaperWords words, Actor actor, SiteReport report) {
    Envelope box = area.getEnvelopeInternal();
    int scale = Math.max(CLOSEST, PaperMaps.fittingScale(box, frame.widthMm(), frame.heightMm()));
    Coordinate centre = box.centre();
    Set<String> wanted = new LinkedHashSet<>(report.checklist().papers().mapLayers());
    if (wanted.isEmpty()) {
      wanted.add(report.checklist().site().layer());
    }
    List<VisibleLayer> shown = new ArrayList<>();
    List<VisibleLayer> background = new ArrayList<>();
    for (VisibleLayer layer : layers.list(actor)) {
      (wanted.contains(layer.name()) ? shown : background).add(layer);
    }
    return new MapRequest(
        report.measure().zone(),
        centre.x,
        centre.y,
        scale,
        limited(shown, 0),
        limited(background, shown.size()),
        report.asOf(),
        highlights(area, scale, words, report),
        Furniture.USUAL,
        words.language());
  }

  private static List<VisibleLayer> limited(List<VisibleLayer> layers, int taken) {
    return layers.stream().limit(Math.max(0, PaperMaps.MOST_LAYERS - taken)).toList();
  }

  private static List<Highlight> highlights(
      Geometry area, int scale, PaperWords words, SiteReport report) {
    List<Highlight> highlights = new ArrayList<>();
    for (Finding finding : report.findings()) {
      finding
          .drawn()
          .filter(line -> !line.isEmpty())
          .ifPresent(line ->
              highlights.add(
                  new Highlight(line, DRAWN, finding.line().title().in(words.language()))));
    }
    highlights.add(
        new Highlight(area, PaperPen.SITE, words.say("site"), SideLengths.of(area, scale)));
    return highlights;
  }

  /** Where what is drawn comes from, and what is not drawn. */
  private static void sources(PaperWriter writer, PaperWords words, Drawn drawn) {
    if (!drawn.sources().isEmpty()) {
      writer.paragraph(
          words.say(
              "source",
              drawn.sources().stream()
                  .map(source -> source(source, words))
                  .collect(Collectors.joining(words.say("between")))),
          SMALL.size(7));
    }
    if (!drawn.leftOut().isEmpty()) {
      writer.paragraph(
          words.say(
              "map.left",
              drawn.leftOut().stream()
                  .map(left -> left(left, words))
                  .distinct()
                  .collect(Collectors.joining(words.say("between")))),
          SMALL.size(7));
    }
  }

  private static String source(SourceNote source, PaperWords words) {
    Object date = source.provenance().date();
    return date == null
        ? source.title()
        : source.title() + "（" + words.say("source.date", date) + "）";
  }

  private static String left(LeftOut left, PaperWords words) {
    String reason = left.reason().in(words.language());
    return left.title().isEmpty() ? reason : left.title() + "（" + reason + "）";
  }
}
