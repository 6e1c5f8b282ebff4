package org.machizu.opendata.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.machizu.access.Actor;
import org.machizu.geo.feature.Layer;
import org.machizu.http.ProblemException;
import org.machizu.layers.VisibleLayers;
import org.machizu.layers.VisibleLayers.VisibleLayer;
import org.machizu.search.text.NameKey;

/** The layers that are open to everybody, whoever asks for them. */
public final class OpenLayers {
  private final VisibleLayers layers;

  public OpenLayers(VisibleLayers layers) {
    this.layers = layers;
  }

  /** All of them, by group and short id. */
  public List<VisibleLayer> list() {
    return layers.list(Actor.PUBLIC).stream()
        .map(layer -> new VisibleLayer(layer.entry(), layer.view()))
        .toList();
  }

  /**
   * One of them.
   *
   * @throws ProblemException 404 when there is none of that id, or it is not open
   */
  public VisibleLayer get(String name) {
    return layers.get(Actor.PUBLIC, name);
  }

  /** The newest first: changed in its content or its words, or published. */
  public List<VisibleLayer> newest(int most) {
    return list().stream()
        .sorted(
            Comparator.comparing((VisibleLayer layer) -> layer.entry().changed())
                .reversed()
                .thenComparing(VisibleLayer::name))
        .limit(most)
        .toList();
  }

  /**
   * Those in whose words each word of a question stands: title, group, source, attributes' titles
   * and names, short id; in any spelling that the town's search takes for the same.
   *
   * @param question as people type it; all layers when it says nothing
   * @param groupName what the pages call a layer's group
   */
  public List<VisibleLayer> find(String question, Function<String, String> groupName) {
    List<String> words = NameKey.words(question);
    return list().stream()
        .filter(layer -> {
          String text = text(layer, groupName);
          return words.stream().allMatch(text::contains);
        })
        .toList();
  }

  private static String text(VisibleLayer visible, Function<String, String> groupName) {
    Layer layer = visible.entry().layer();
    List<String> texts =
        new ArrayList<>(
            List.of(
                layer.title().ja(),
                layer.title().en(),
                layer.group(),
                groupName.apply(layer.group()),
                layer.provenance().source(),
                visible.name()));
    visible
        .view()
        .schema()
        .attributes()
        .forEach(attribute ->
            Stream.of(attribute.name(), attribute.title().ja(), attribute.title().en())
                .distinct()
                .forEach(texts::add));
    // A word does not begin in one text and end in the next.
    return texts.stream().map(NameKey::of).collect(Collectors.joining("\n"));
  }
}
