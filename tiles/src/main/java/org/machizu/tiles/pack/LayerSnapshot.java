package org.machizu.tiles.pack;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.machizu.geo.feature.Feature;
import org.machizu.geo.feature.Revision;
import org.machizu.geo.feature.ZoomRange;
import org.machizu.tiles.grid.WorldBox;

/**
 * A layer now: a pack, and over it the few features that have changed since it was made. Immutable;
 * a change gives a new snapshot that shares the pack. Tiles of a snapshot are byte for byte those
 * of a fresh pack of the same features.
 *
 * <p>A change costs time in proportion to the changes kept, so the holder packs the layer afresh
 * when {@link #overlayShare()} grows (a twentieth is a good limit).
 */
public final class LayerSnapshot {
  private final LayerPack base;
  private final BitSet masked;
  private final Map<Long, Optional<Feature>> changes;
  private final LayerPack overlay;
  private final Revision revision;

  private LayerSnapshot(
      LayerPack base,
      BitSet masked,
      Map<Long, Optional<Feature>> changes,
      LayerPack overlay,
      Revision revision) {
    this.base = base;
    this.masked = masked;
    this.changes = changes;
    this.overlay = overlay;
    this.revision = revision;
  }

  /** A pack without changes. */
  public static LayerSnapshot of(LayerPack base) {
    LayerPack nothing = emptyLike(base, base.revision()).build();
    return new LayerSnapshot(base, new BitSet(), Map.of(), nothing, base.revision());
  }

  private static LayerPackBuilder emptyLike(LayerPack base, Revision revision) {
    return new LayerPackBuilder(
        base.name(), base.attributes(), base.zoomRange(), revision, base.grid());
  }

  /**
   * The snapshot after further changes.
   *
   * @param changed by id, the features as they are now; empty for one that is gone
   * @param now the layer's revision after the changes
   * @throws IllegalArgumentException when a feature stands under an id that is not its own
   */
  public LayerSnapshot with(Map<Long, Optional<Feature>> changed, Revision now) {
    Map<Long, Optional<Feature>> all = new HashMap<>(changes);
    all.putAll(changed);
    LayerPackBuilder builder = emptyLike(base, now);
    for (var entry : all.entrySet()) {
      Optional<Feature> feature = entry.getValue();
      if (feature.isPresent() && feature.get().id() != entry.getKey()) {
        throw new IllegalArgumentException(
            "feature %d was given as the change of %d"
                .formatted(feature.get().id(), entry.getKey()));
      }
      feature.ifPresent(builder::add);
    }
    return new LayerSnapshot(base, maskAlso(changed), all, builder.build(), now);
  }

  private BitSet maskAlso(Map<Long, Optional<Feature>> changed) {
    BitSet mask = (BitSet) masked.clone();
    long[] ids = changed.keySet().stream().mapToLong(Long::longValue).sorted().toArray();
    for (int entry = 0; entry < base.entryCount(); entry++) {
      if (Arrays.binarySearch(ids, base.id(entry)) >= 0) {
        mask.set(entry);
      }
    }
    return mask;
  }

  public String name() {
    return base.name();
  }

  public ZoomRange zoomRange() {
    return base.zoomRange();
  }

  /** Attribute names in the order of the schema. */
  public List<String> attributes() {
    return base.attributes();
  }

  /** The layer's revision with all changes. */
  public Revision revision() {
    return revision;
  }

  /** How many features have changed since the pack was made, those that are gone included. */
  public int overlaySize() {
    return changes.size();
  }

  /** {@link #overlaySize()} in relation to the pack's features: 0.05 for five in a hundred. */
  public double overlayShare() {
    return (double) changes.size() / Math.max(1, base.featureCount());
  }

  /** Memory of pack and overlay in bytes, without the changed features themselves. */
  public long byteSize() {
    return base.byteSize() + overlay.byteSize();
  }

  /** The entries whose box shares a point with {@code box}, in the order of all packs. */
  public List<Run> search(WorldBox box) {
    IndexList packed = new IndexList();
    base.search(box, packed);
    IndexList changed = new IndexList();
    overlay.search(box, changed);
    List<Run> runs = new ArrayList<>(2 * changed.size() + 1);
    int done = 0;
    for (int i = 0; i < changed.size(); i++) {
      int until = firstAfter(packed, done, changed.get(i));
      addUnmasked(packed, done, until, runs);
      runs.add(new Run(overlay, changed, i, i + 1));
      done = until;
    }
    addUnmasked(packed, done, packed.size(), runs);
    return runs;
  }

  /** The first of the packed entries that does not stand before the overlay's entry. */
  private int firstAfter(IndexList packed, int from, int overlayEntry) {
    int low = from;
    int high = packed.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (base.isBefore(packed.get(middle), overlay, overlayEntry)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Adds the stretches between masked entries. */
  private void addUnmasked(IndexList packed, int from, int to, List<Run> runs) {
    int start = from;
    if (!masked.isEmpty()) {
      for (int i = from; i < to; i++) {
        if (masked.get(packed.get(i))) {
          if (i > start) {
            runs.add(new Run(base, packed, start, i));
          }
          start = i + 1;
        }
      }
    }
    if (to > start) {
      runs.add(new Run(base, packed, start, to));
    }
  }

  /**
   * Entries of one pack: those that {@code list} holds from {@code from} to {@code to}, exclusive.
   */
  public record Run(LayerPack pack, IndexList list, int from, int to) {}
}
