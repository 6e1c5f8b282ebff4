package org.machizu.backup;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.machizu.audit.Head;

/**
 * What a part of a backup holds, read in its own form.
 *
 * @param layers those that lie in it
 * @param head the end of its audit chain; null when nothing is sealed yet
 */
public record PartContent(List<LayerContent> layers, @Nullable Head head) {
  public PartContent {
    layers = List.copyOf(layers);
  }
}
