package org.machizu.tiles.encode;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.machizu.tiles.pack.ByteWriter;
import org.machizu.tiles.pack.LayerPack;

/**
 * The values of one layer of one tile, each once, numbered by first use. Values of one pack are
 * known by their position there; where two packs meet, equal values are found by their bytes.
 */
final class TileValues {
  private final @Nullable LayerPack base;
  private final boolean severalPacks;
  private final ByteWriter fields = new ByteWriter(4096);
  private final ByteWriter scratch = new ByteWriter(64);
  private final Map<String, Integer> byBytes = new HashMap<>();
  private int[] keys = new int[512];
  private int[] numbers = new int[512];
  private int known;
  private int count;

  /**
   * @param base the pack that most values come from; null when there are none
   * @param severalPacks whether values of other packs come too
   */
  TileValues(@Nullable LayerPack base, boolean severalPacks) {
    this.base = base;
    this.severalPacks = severalPacks;
  }

  /** The values as fields of the layer message. */
  ByteWriter fields() {
    return fields;
  }

  /** The number of a pack's value in this tile. */
  int numberOf(LayerPack pack, int value) {
    if (pack != base) {
      return numberByBytes(pack, value);
    }
    int slot = slotOf(value);
    if (keys[slot] == 0) {
      if (++known * 2 > keys.length) {
        grow();
        slot = slotOf(value);
      }
      keys[slot] = value + 1;
      numbers[slot] = severalPacks ? numberByBytes(pack, value) : append(pack, value);
    }
    return numbers[slot];
  }

  private int append(LayerPack pack, int value) {
    pack.copyValue(value, fields);
    return count++;
  }

  private int numberByBytes(LayerPack pack, int value) {
    scratch.clear();
    pack.copyValue(value, scratch);
    String bytes = new String(scratch.array(), 0, scratch.size(), StandardCharsets.ISO_8859_1);
    Integer number = byBytes.get(bytes);
    if (number == null) {
      number = append(pack, value);
      byBytes.put(bytes, number);
    }
    return number;
  }

  private int slotOf(int value) {
    int mask = keys.length - 1;
    int slot = ((value * 0x9E3779B1) >>> 7) & mask;
    while (keys[slot] != 0 && keys[slot] != value + 1) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    int[] oldKeys = keys;
    int[] oldNumbers = numbers;
    keys = new int[oldKeys.length * 2];
    numbers = new int[oldKeys.length * 2];
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldKeys[i] != 0) {
        int slot = slotOf(oldKeys[i] - 1);
        keys[slot] = oldKeys[i];
        numbers[slot] = oldNumbers[i];
      }
    }
  }
}
