package org.machizu.live;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.machizu.access.View;
import org.machizu.config.ShelterSettings;
import org.machizu.geo.feature.LayerId;
import org.machizu.layers.VisibleLayers;
import org.machizu.shelters.SheltersChanged;

/**
 * Tells open pages that something was said of shelters: event {@code shelter} with their numbers
 * and the versions of their states, to who sees a layer of shelters. Who does not see every shelter
 * is told that there is something new, and not of which.
 */
public final class ShelterNews implements Consumer<SheltersChanged> {
  private final OpenScreens screens;
  private final VisibleLayers layers;
  private final List<LayerId> ids;

  public ShelterNews(
      OpenScreens screens, VisibleLayers layers, String municipality, ShelterSettings settings) {
    this.screens = screens;
    this.layers = layers;
    this.ids =
        Stream.concat(Stream.of(settings.layer()), settings.evacuationLayer().stream())
            .map(name -> new LayerId(municipality, name))
            .toList();
  }

  @Override
  public void accept(SheltersChanged change) {
    OpenScreens.Event all =
        event(
            change.changes().stream().map(SheltersChanged.Changed::shelter).toList(),
            change.changes().stream().map(SheltersChanged.Changed::version).toList());
    OpenScreens.Event some = event(null, null);
    screens.tell(actor -> {
      List<Optional<View>> views = ids.stream().map(id -> layers.peek(actor, id)).toList();
      if (views.stream().allMatch(Optional::isEmpty)) {
        return null;
      }
      return views.stream().allMatch(view -> view.map(LayerNews::showsEveryPlace).orElse(false))
          ? all
          : some;
    });
  }

  private static OpenScreens.Event event(
      @Nullable List<String> shelters, @Nullable List<Long> versions) {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("shelters", shelters);
    data.put("versions", versions);
    return new OpenScreens.Event("shelter", data);
  }
}
