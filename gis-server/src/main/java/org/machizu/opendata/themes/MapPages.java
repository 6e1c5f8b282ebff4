package org.machizu.opendata.themes;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.machizu.geo.feature.LocalizedText;
import org.machizu.html.PageLanguage;
import org.machizu.layers.VisibleLayers.VisibleLayer;
import org.machizu.opendata.page.OpenLayers;
import org.machizu.opendata.page.OpenPages;

/**
 * The maps that everybody sees: those that sections have published, and for each open layer one of
 * that layer alone, whose id is {@code ~} and the layer's.
 */
public final class MapPages {
  /** What the id of a layer's own map begins with; no thematic map's does. */
  public static final String OF_LAYER = "~";

  private final ThematicMapStore store;
  private final OpenLayers layers;
  private final OpenPages pages;

  public MapPages(ThematicMapStore store, OpenLayers layers, OpenPages pages) {
    this.store = store;
    this.layers = layers;
    this.pages = pages;
  }

  /** Published maps by theme as a model: {@code name} and {@code maps}; empty themes are absent. */
  public List<Map<String, Object>> byTheme(PageLanguage language) {
    Map<Theme, List<Map<String, Object>>> byTheme = new LinkedHashMap<>();
    for (Theme theme : Theme.values()) {
      byTheme.put(theme, new ArrayList<>());
    }
    for (ThematicMap map : store.list()) {
      MapContent content = map.published();
      if (content != null) {
        byTheme
            .getOrDefault(content.theme(), new ArrayList<>())
            .add(
                Map.of(
                    "title",
                    content.title().in(language),
                    "words",
                    content.words().in(language),
                    "href",
                    "/open/maps/" + map.id() + "?lang=" + language.code()));
      }
    }
    List<Map<String, Object>> model = new ArrayList<>();
    byTheme.forEach((theme, maps) -> {
      if (!maps.isEmpty()) {
        model.add(
            Map.of(
                "name",
                pages.named(language, "theme", theme.code()),
                "code",
                theme.code(),
                "maps",
                maps));
      }
    });
    return model;
  }

  /** A published map, or that of an open layer. */
  Optional<ShownMap> find(String id) {
    if (id.startsWith(OF_LAYER)) {
      String layer = id.substring(OF_LAYER.length());
      return layers.list().stream()
          .filter(open -> open.name().equals(layer))
          .findFirst()
          .map(open -> ofLayer(id, open));
    }
    return store
        .find(id)
        .flatMap(map -> Optional.ofNullable(map.published()))
        .map(content -> shown(id, content, false));
  }

  /** What a published map is called. */
  public Optional<String> title(String id, PageLanguage language) {
    return find(id).map(map -> map.content().title().in(language));
  }

  /** What its keepers work on, as it would look. */
  ShownMap draft(ThematicMap map) {
    return shown(map.id(), map.draft(), true);
  }

  private static ShownMap ofLayer(String id, VisibleLayer open) {
    LocalizedText title = open.entry().layer().title();
    MapContent content =
        new MapContent(
            new Words(title.ja(), "", title.en()),
            Words.NONE,
            Theme.OTHER,
            List.of(new MapContent.Shown(open.name(), true)),
            null,
            MapContent.TOWN);
    return new ShownMap(id, content, List.of(new ShownMap.Seen(open, true)), false, false);
  }

  private ShownMap shown(String id, MapContent content, boolean isDraft) {
    Map<String, VisibleLayer> open =
        layers.list().stream().collect(Collectors.toMap(VisibleLayer::name, Function.identity()));
    List<ShownMap.Seen> seen = new ArrayList<>();
    for (MapContent.Shown shown : content.layers()) {
      VisibleLayer layer = open.get(shown.layer());
      if (layer != null) {
        seen.add(new ShownMap.Seen(layer, shown.on()));
      }
    }
    return new ShownMap(id, content, seen, seen.size() < content.layers().size(), isDraft);
  }
}
