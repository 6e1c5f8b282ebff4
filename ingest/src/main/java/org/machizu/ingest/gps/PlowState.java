package org.machizu.ingest.gps;

import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What a plow was doing at a position, and what says so.
 *
 * @param working whether it cleared or spread
 * @param blade lowered or not, as the attributes say
 * @param spreader on or not, as the attributes say
 * @param spreadGramsPerM2 how much it spread; null when not told
 * @param material what it spread: {@code salt}, {@code calcium-chloride}, {@code
 *     magnesium-chloride}, {@code urea}, {@code sand}, {@code brine}, else as it was sent; null
 *     when not told
 * @param by the attribute's name that decided {@code working} ("blade"), {@code speed} when it was
 *     inferred, null when nothing says anything
 * @param inferred from the speed and not from an attribute; to be shown as such
 */
public record PlowState(
    Working working,
    Working blade,
    Working spreader,
    @Nullable Double spreadGramsPerM2,
    @Nullable String material,
    @Nullable String by,
    boolean inferred) {
  /** Yes, no, or nobody knows. */
  public enum Working {
    YES,
    NO,
    UNKNOWN
  }

  /** Nothing is known. */
  public static final PlowState UNKNOWN =
      new PlowState(Working.UNKNOWN, Working.UNKNOWN, Working.UNKNOWN, null, null, null, false);

  /**
   * What the extras of a position say. Names and values in English and Japanese ({@code
   * blade=down}, {@code ブレード=下}, {@code spreader=20 g/m2}); a nested name counts by its last part.
   * The plow works when its blade is down, its spreader on, its rotary turning, or an attribute
   * {@code working} says so; it does not when those that are told say the contrary. Without any of
   * them a digital input ({@code in1}, {@code di1}, {@code out1} …, lowest number first) counts as
   * the blade's switch, as trackers are usually wired; and {@code ignition=false} means not
   * working, while a running engine means nothing.
   *
   * @return with {@code working} UNKNOWN when no attribute decides; the speed may then tell ({@link
   *     PlowInference})
   */
  public static PlowState of(SortedMap<String, Object> extra) {
    if (extra.isEmpty()) {
      return UNKNOWN;
    }
    Told blade = new Told();
    Told spreader = new Told();
    Told work = new Told();
    Told input = new Told();
    Told engine = new Told();
    Double rate = null;
    String material = null;
    for (Map.Entry<String, Object> entry : extra.entrySet()) {
      String name = entry.getKey();
      Object value = entry.getValue();
      switch (PlowWords.roleOf(name)) {
        case BLADE -> blade.hear(name, PlowWords.bladeDown(value));
        case BLADE_UP -> blade.hear(name, not(PlowWords.bladeDown(value)));
        case SPREADER -> {
          spreader.hear(name, PlowWords.spreading(value));
          Double grams = PlowWords.gramsPerM2(value, false);
          rate = rate == null ? grams : rate;
        }
        case RATE -> {
          rate = PlowWords.gramsPerM2(value, true);
          spreader.hear(name, rate == null ? Working.UNKNOWN : rate > 0 ? Working.YES : Working.NO);
        }
        case MATERIAL -> material = PlowWords.material(value);
        case WORK -> work.hear(name, PlowWords.on(value));
        case INPUT -> {
          if (input.state == Working.UNKNOWN) {
            input.hear(name, PlowWords.on(value)); // in1 comes before in2, and di1 before out1
          }
        }
        case ENGINE -> engine.hear(name, PlowWords.on(value));
        case NONE -> {
          // says nothing about the work
        }
      }
    }
    Told deciding = decide(blade, spreader, work, input, engine);
    Working working = deciding == null ? Working.UNKNOWN : deciding.state;
    String by = deciding == null ? null : deciding.name;
    return new PlowState(working, blade.state, spreader.state, rate, material, by, false);
  }

  /** A yes of any of the tools, else a no of any, else the wires. */
  private static @Nullable Told decide(
      Told blade, Told spreader, Told work, Told input, Told engine) {
    Told[] tools = {blade, spreader, work};
    for (Working wanted : new Working[] {Working.YES, Working.NO}) {
      for (Told tool : tools) {
        if (tool.state == wanted) {
          return tool;
        }
      }
    }
    if (input.state != Working.UNKNOWN) {
      return input;
    }
    return engine.state == Working.NO ? engine : null;
  }

  /** The same, inferred from the speed. */
  PlowState inferred(Working bySpeed) {
    return new PlowState(
        bySpeed,
        blade,
        spreader,
        spreadGramsPerM2,
        material,
        bySpeed == Working.UNKNOWN ? null : PlowInference.BY,
        bySpeed != Working.UNKNOWN);
  }

  private static Working not(Working state) {
    return switch (state) {
      case YES -> Working.NO;
      case NO -> Working.YES;
      case UNKNOWN -> Working.UNKNOWN;
    };
  }

  /** What attributes of one kind say; a yes outweighs a no (one of two blades is down). */
  private static final class Told {
    private Working state = Working.UNKNOWN;
    private @Nullable String name;

    void hear(String from, Working said) {
      if (said == Working.YES && state != Working.YES
          || said == Working.NO && state == Working.UNKNOWN) {
        state = said;
        name = from;
      }
    }
  }
}
