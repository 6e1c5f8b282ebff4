package org.machizu.live;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.feature.LayerId;
import org.machizu.layers.VisibleLayers;
import org.machizu.snow.RoadStateChanged;

/**
 * Tells open maps that roads stand otherwise than before: event {@code road} with rows of road,
 * direction (1 along the line, -1 against it), state, moment of clearing in Unix seconds and
 * confidence. Without rows the page asks for all of them again; so it does where the caller does
 * not see every road.
 */
public final class RoadNews implements Consumer<RoadStateChanged> {
  private final OpenScreens screens;
  private final VisibleLayers layers;
  private final String municipality;

  public RoadNews(OpenScreens screens, VisibleLayers layers, String municipality) {
    this.screens = screens;
    this.layers = layers;
    this.municipality = municipality;
  }

  @Override
  public void accept(RoadStateChanged change) {
    LayerId id = new LayerId(municipality, change.layer());
    OpenScreens.Event withRows = event(change.layer(), rows(change));
    OpenScreens.Event withoutRows = event(change.layer(), null);
    screens.tell(actor ->
        layers
            .peek(actor, id)
            .map(view -> LayerNews.showsEveryPlace(view) ? withRows : withoutRows)
            .orElse(null));
  }

  private static OpenScreens.Event event(String layer, @Nullable List<?> rows) {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("layer", layer);
    data.put("rows", rows);
    return new OpenScreens.Event("road", data);
  }

  private static @Nullable List<List<@Nullable Object>> rows(RoadStateChanged change) {
    return change.everything()
        ? null
        : change.directions().stream().map(RoadStateChanged.Direction::row).toList();
  }
}
