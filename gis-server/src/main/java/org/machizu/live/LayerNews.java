package org.machizu.live;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.machizu.access.View;
import org.machizu.geo.feature.Envelope;
import org.machizu.geo.feature.Revision;
import org.machizu.geo.filter.Predicate;
import org.machizu.layers.LayerChanged;
import org.machizu.layers.VisibleLayers;

/**
 * Tells open maps that a layer has changed: event {@code layer} with its id, its revision and the
 * boxes that were touched, only to screens whose caller may see the layer.
 *
 * <p>When its entry in the catalogue has changed, it may have been hidden from those who saw it
 * before. Screens whose caller does not see it get the event {@code layers}, which names nothing: a
 * hidden layer's name is nobody's business. They ask again which layers there are.
 */
public final class LayerNews implements Consumer<LayerChanged> {
  /** With more boxes than this, one around all of them is told. */
  private static final int MAX_BOXES = 64;

  private static final OpenScreens.Event LAYERS =
      new OpenScreens.Event("layers", Map.of("changed", true));

  private final OpenScreens screens;
  private final VisibleLayers layers;

  public LayerNews(OpenScreens screens, VisibleLayers layers) {
    this.screens = screens;
    this.layers = layers;
  }

  @Override
  public void accept(LayerChanged change) {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("layer", change.layer().name());
    data.put("revision", change.revision().number());
    data.put("boxes", change.everything() ? null : boxes(change));
    OpenScreens.Event event = new OpenScreens.Event("layer", new LinkedHashMap<>(data));
    OpenScreens.@Nullable Event toOthers = isOfTheEntry(change) ? LAYERS : null;
    data.put("boxes", null);
    OpenScreens.Event withoutPlaces = new OpenScreens.Event("layer", data);
    screens.tell(actor -> {
      Optional<View> view = layers.peek(actor, change.layer());
      if (view.isEmpty()) {
        return toOthers;
      }
      if (view.get().fixedAt() != null) {
        return isOfTheEntry(change) ? published(change, view.get().fixedAt()) : null;
      }
      return showsEveryPlace(view.get()) ? event : withoutPlaces;
    });
  }

  /** For who sees what the last publish step left: only that, or another look, is news. */
  private static OpenScreens.Event published(LayerChanged change, Revision fixedAt) {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("layer", change.layer().name());
    data.put("revision", fixedAt.number());
    data.put("boxes", null);
    return new OpenScreens.Event("layer", data);
  }

  /** The boxes are of all rows, at their true places. */
  static boolean showsEveryPlace(View view) {
    return view.rows() instanceof Predicate.Everything && view.coarsening() == null;
  }

  private static boolean isOfTheEntry(LayerChanged change) {
    return change.features().isEmpty() && !change.everything();
  }

  /** West, south, east, north of every old and new place; none when only the entry changed. */
  private static List<List<Double>> boxes(LayerChanged change) {
    List<Envelope> touched = new ArrayList<>();
    for (LayerChanged.FeatureChange feature : change.features()) {
      Stream.of(feature.before(), feature.after())
          .filter(box -> box != null)
          .distinct()
          .forEach(touched::add);
    }
    if (touched.size() > MAX_BOXES) {
      touched = List.of(touched.stream().reduce(Envelope::union).orElseThrow());
    }
    return touched.stream()
        .map(box -> List.of(box.minLon(), box.minLat(), box.maxLon(), box.maxLat()))
        .toList();
  }
}
