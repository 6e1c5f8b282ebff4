package org.machizu.gauges;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.locationtech.jts.geom.Coordinate;
import org.machizu.access.Actor;
import org.machizu.access.EditRight;
import org.machizu.config.SensorSettings;
import org.machizu.geo.feature.Feature;
import org.machizu.geo.filter.Predicate;
import org.machizu.http.Problem;
import org.machizu.layers.FeatureCursor;
import org.machizu.layers.FeatureStore;
import org.machizu.layers.VisibleLayers;
import org.machizu.layers.VisibleLayers.VisibleLayer;

/**
 * What somebody may see and do of gauges, by the rule of their layer: whoever sees a gauge sees its
 * readings as far as they are believed; whoever may edit the layer sees all of them, its messages
 * and alerts, and sees to these.
 */
public final class GaugeSight {
  private final VisibleLayers layers;
  private final FeatureStore features;
  private final SensorSettings settings;

  public GaugeSight(VisibleLayers layers, FeatureStore features, SensorSettings settings) {
    this.layers = layers;
    this.features = features;
    this.settings = settings;
  }

  /** A gauge as somebody sees its row. */
  record Seen(String gauge, Feature feature) {}

  /** The layer; for who may not see it, it is not there. */
  public VisibleLayer layer(Actor actor) {
    return layers
        .find(actor, settings.layer())
        .orElseThrow(() -> Problem.notFound("layer", settings.layer()).asException());
  }

  /** The gauges that somebody sees, by number; each number once. */
  List<Seen> list(Actor actor) {
    return read(layer(actor), new Predicate.Everything());
  }

  /** One of them; for who may not see it, it is not there. */
  Seen get(Actor actor, String gauge) {
    return list(actor).stream()
        .filter(seen -> seen.gauge().equals(gauge))
        .findFirst()
        .orElseThrow(() -> GaugeProblems.noGauge(gauge).asException());
  }

  /** For the server's own use: where a gauge stands, lon and lat in degrees. */
  public Optional<Coordinate> place(String gauge) {
    return layers.find(Actor.OPERATOR, settings.layer()).stream()
        .flatMap(layer -> read(layer, new Predicate.Everything()).stream())
        .filter(seen -> seen.gauge().equals(gauge))
        .flatMap(seen -> Stream.ofNullable(seen.feature().geometry()))
        .filter(geometry -> !geometry.isEmpty())
        .map(geometry -> geometry.getCentroid().getCoordinate())
        .findFirst();
  }

  private List<Seen> read(VisibleLayer layer, Predicate rows) {
    String id = settings.columns().of("id");
    List<Seen> found = new ArrayList<>();
    try (FeatureCursor cursor = features.scan(layer.view(), rows, null)) {
      Feature feature;
      while ((feature = cursor.next()) != null && found.size() < GaugeBook.MOST) {
        Object number = feature.get(id);
        if (number != null && !number.toString().isBlank()) {
          found.add(new Seen(number.toString().strip(), feature));
        }
      }
    }
    return found;
  }

  /** Whether somebody sees to gauges and their alerts. */
  public boolean minds(Actor actor) {
    return layers.findEditRight(actor, settings.layer()).isPresent();
  }

  /** Leave to see to gauges and alerts; without it they are not there. */
  public EditRight mayMind(Actor actor) {
    Optional<EditRight> right = layers.findEditRight(actor, settings.layer());
    return right.orElseThrow(() -> Problem.notFound("layer", settings.layer()).asException());
  }
}
