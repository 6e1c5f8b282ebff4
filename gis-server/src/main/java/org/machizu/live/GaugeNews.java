package org.machizu.live;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.machizu.access.Actor;
import org.machizu.gauges.AlertEvent;
import org.machizu.gauges.GaugesChanged;
import org.machizu.geo.feature.LayerId;
import org.machizu.layers.VisibleLayers;

/**
 * Tells open maps that gauges have new readings (event {@code gauge} with their numbers), and the
 * screens of those who see to gauges what happened to alerts (event {@code alert} with id and
 * step). Neither carries a reading: the page asks for what its user may see. Who does not see every
 * gauge is told that there is something new, and not where.
 */
public final class GaugeNews implements Consumer<GaugesChanged> {
  private final OpenScreens screens;
  private final VisibleLayers layers;
  private final LayerId layer;

  public GaugeNews(OpenScreens screens, VisibleLayers layers, String municipality, String layer) {
    this.screens = screens;
    this.layers = layers;
    this.layer = new LayerId(municipality, layer);
  }

  @Override
  public void accept(GaugesChanged change) {
    if (!change.gauges().isEmpty() || change.unnamed()) {
      OpenScreens.Event some = gauges(null);
      OpenScreens.Event all =
          change.unnamed() ? some : gauges(change.gauges().stream().sorted().toList());
      screens.tell(actor ->
          layers
              .peek(actor, layer)
              .map(view -> LayerNews.showsEveryPlace(view) ? all : some)
              .orElse(null));
    }
    for (AlertEvent event : change.alerts()) {
      OpenScreens.Event told = alert(event);
      screens.tell(actor -> minds(actor) ? told : null);
    }
  }

  private boolean minds(Actor actor) {
    return layers.findEditRight(actor, layer.name()).isPresent();
  }

  private static OpenScreens.Event gauges(@Nullable List<String> gauges) {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("gauges", gauges);
    return new OpenScreens.Event("gauge", data);
  }

  private static OpenScreens.Event alert(AlertEvent event) {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("alert", event.alert());
    data.put("what", event.what().name().toLowerCase(Locale.ROOT));
    data.put("recorded", event.recorded());
    return new OpenScreens.Event("alert", data);
  }
}
