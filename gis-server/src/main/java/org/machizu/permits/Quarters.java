package org.machizu.permits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.text.Normalizer;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.machizu.access.Actor;
import org.machizu.access.View;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.Feature;
import org.machizu.geo.feature.LayerId;
import org.machizu.geo.feature.Revision;
import org.machizu.geo.feature.Schema;
import org.machizu.geo.filter.Predicate;
import org.machizu.layers.FeatureCursor;
import org.machizu.layers.FeatureStore;
import org.machizu.layers.VisibleLayers;
import org.machizu.layers.VisibleLayers.VisibleLayer;
import org.machizu.permits.checklist.Checklist.SiteWords;
import org.machizu.search.text.AddressKey;

/**
 * The parts of the town in which lots have numbers, for those who choose one instead of writing it.
 * What was read of a layer is kept by entitlement class, as long as the layer stands at its
 * revision.
 */
final class Quarters {
  /** A city has some hundred; whoever has more is not helped by a list. */
  static final int MOST = 2_000;

  /** 丁目 of one quarter, or 小字. */
  static final int MOST_BLOCKS = 300;

  private static final int KINDS_HELD = 16;

  /** How an attribute may be called that says how the quarter's name is read. */
  private static final Set<String> READINGS =
      Set.of("カナ", "かな", "フリガナ", "ふりがな", "よみ", "読み", "kana");

  private static final Comparator<String> BY_NUMBER =
      Comparator.comparingInt(Quarters::number).thenComparing(Comparator.naturalOrder());

  private final VisibleLayers layers;
  private final FeatureStore features;
  private final Checklists checklists;
  private final Cache<Key, Held> held = Caffeine.newBuilder().maximumSize(KINDS_HELD).build();

  private record Key(LayerId layer, String entitlement, SiteWords words) {}

  private record Held(Revision revision, List<Quarter> quarters) {}

  /**
   * A part of the town.
   *
   * @param name 本町
   * @param reading ホンチョウ; empty where the lots' layer does not say it
   * @param blocks 一丁目, 二丁目, by their numbers; an empty text for lots without one beside others, and
   *     no entry at all where no lot has one
   */
  record Quarter(String name, String reading, List<String> blocks) {
    Quarter {
      blocks = List.copyOf(blocks);
    }
  }

  Quarters(VisibleLayers layers, FeatureStore features, Checklists checklists) {
    this.layers = layers;
    this.features = features;
    this.checklists = checklists;
  }

  /**
   * The quarters of the lots that somebody sees, by name.
   *
   * @throws org.machizu.http.ProblemException when they see no layer of lots
   */
  List<Quarter> list(Actor actor) {
    SiteWords words = checklists.inForce().checklist().site();
    VisibleLayer lots =
        layers
            .find(actor, words.layer())
            .orElseThrow(() ->
                PermitProblems.noLot("there is no layer '%s' of lots".formatted(words.layer()))
                    .asException());
    View view = lots.view();
    if (view.changesWithTime()) {
      return read(view, words).quarters();
    }
    Key key = new Key(lots.entry().layer().id(), view.entitlement(), words);
    Held known = held.getIfPresent(key);
    if (known == null || !known.revision().equals(lots.entry().revision())) {
      known = read(view, words);
      held.put(key, known);
    }
    return known.quarters();
  }

  private Held read(View view, SiteWords words) {
    Gathering gathering = new Gathering(words.address(), reading(view.schema(), words.address()));
    try (FeatureCursor cursor = features.scan(view, new Predicate.Everything(), null)) {
      Feature lot;
      while ((lot = cursor.next()) != null) {
        gathering.add(lot);
      }
      return new Held(cursor.revision(), gathering.quarters());
    }
  }

  /** The attribute with the reading of the first part of an address: 大字_カナ for 大字. */
  static Optional<String> reading(Schema schema, List<String> address) {
    if (address.isEmpty()) {
      return Optional.empty();
    }
    String name = address.getFirst();
    return schema.attributes().stream()
        .map(Attribute::name)
        .filter(other -> other.startsWith(name))
        .filter(other -> READINGS.contains(withoutMarks(other.substring(name.length()))))
        .findFirst();
  }

  private static String withoutMarks(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC).replaceAll("[\\s_()・-]", "");
  }

  /** Collects the quarters of lots. */
  static final class Gathering {
    private final List<String> address;
    private final Optional<String> reading;
    private final Map<String, Set<String>> blocks = new TreeMap<>();
    private final Map<String, String> readings = new TreeMap<>();

    /**
     * @param address attributes whose values together are a lot's address; the last is its number
     * @param reading the attribute that says how the first of them is read
     */
    Gathering(List<String> address, Optional<String> reading) {
      this.address = address;
      this.reading = reading;
    }

    void add(Feature lot) {
      // With one attribute there is only the number.
      String name = address.size() < 2 ? "" : text(lot.get(address.getFirst()));
      if (name.isEmpty() || blocks.size() >= MOST && !blocks.containsKey(name)) {
        return;
      }
      StringBuilder block = new StringBuilder();
      address.subList(1, address.size() - 1).forEach(part -> block.append(text(lot.get(part))));
      Set<String> known = blocks.computeIfAbsent(name, _ -> new TreeSet<>(BY_NUMBER));
      if (known.size() < MOST_BLOCKS) {
        known.add(block.toString());
      }
      reading
          .map(attribute -> text(lot.get(attribute)))
          .filter(said -> !said.isEmpty())
          .ifPresent(said -> readings.putIfAbsent(name, said));
    }

    List<Quarter> quarters() {
      return blocks.entrySet().stream()
          .map(entry -> {
            Set<String> of = entry.getValue();
            boolean none = of.equals(Set.of(""));
            String said = readings.getOrDefault(entry.getKey(), "");
            return new Quarter(entry.getKey(), said, none ? List.of() : List.copyOf(of));
          })
          .toList();
    }

    private static String text(@Nullable Object value) {
      return value == null ? "" : value.toString().strip();
    }
  }

  /** 2 of 二丁目; what has no number stands before what has one. */
  private static int number(String block) {
    String digits = AddressKey.of(block).replaceFirst("\\D*(\\d{0,6}).*", "$1");
    return digits.isEmpty() ? -1 : Integer.parseInt(digits);
  }
}
