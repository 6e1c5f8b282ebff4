package org.machizu.search;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.feature.Envelope;
import org.machizu.geo.feature.GeometryType;
import org.machizu.layers.VisibleLayers.VisibleLayer;
import org.machizu.search.IndexEntry.Kind;
import org.machizu.search.SearchIndex.Lookup;
import org.machizu.search.SearchIndex.Match;
import org.machizu.search.text.LonLat;

/**
 * A match with how well it fits: the exact first, then what begins so, then what holds it; nearer
 * before farther (but 一丁目 before 二丁目), and facilities before plain features.
 *
 * @param rank lower fits better
 * @param many whether the match stands for all features that bear the word
 */
record Candidate(
    Match match, VisibleLayer layer, Hit.Kind kind, int rank, double distance, boolean many) {

  static final Comparator<Candidate> ORDER =
      Comparator.<Candidate>comparingInt(c -> c.rank)
          .thenComparing(Candidate::kind)
          .thenComparingDouble(Candidate::distance)
          .thenComparingInt(c -> c.match.word().length())
          .thenComparing(c -> c.match.word())
          .thenComparing(c -> c.match.number(), Candidate::byNumbers)
          .thenComparing(c -> c.layer.name())
          .thenComparingLong(c -> c.match.id());

  static Candidate of(Match match, Lookup lookup, VisibleLayer layer, @Nullable LonLat near) {
    SearchedAttributes searched = SearchedAttributes.of(layer.view().schema());
    boolean isPoint = layer.entry().layer().schema().geometryType() == GeometryType.POINT;
    boolean isPlace = match.kind() == Kind.LOT && lookup.number().isEmpty();
    boolean many = isPlace || match.kind() == Kind.NAME && !isPoint;
    Hit.Kind kind =
        isPlace
            ? Hit.Kind.ADDRESS
            : searched.lot() != null
                ? Hit.Kind.PARCEL
                : isPoint && !searched.names().isEmpty() ? Hit.Kind.FACILITY : Hit.Kind.FEATURE;
    return new Candidate(
        match,
        layer,
        kind,
        rankOf(match, lookup, isPlace),
        isPlace ? 0 : distance(match.box(), near),
        many);
  }

  /** What two candidates share when they are one hit. */
  Object identity() {
    if (kind == Hit.Kind.ADDRESS) {
      return match.word();
    }
    return many ? List.of(layer.name(), match.word()) : List.of(layer.name(), match.id());
  }

  private static int rankOf(Match match, Lookup lookup, boolean isPlace) {
    int word = wordRank(match.word(), String.join("", lookup.words()), isPlace);
    int number = numberRank(match.number(), lookup.number());
    // Who only asks for a part of the town wants the part before everything that stands there.
    boolean isMereAddress = lookup.number().isEmpty() && match.kind() == Kind.ADDRESS;
    return word + number + (isMereAddress ? 6 : 0);
  }

  private static int wordRank(String word, String asked, boolean isPlace) {
    if (word.equals(asked)) {
      return 0;
    }
    if (word.startsWith(asked)) {
      boolean isBlock = isPlace && word.substring(asked.length()).matches("\\d+");
      return isBlock ? 1 : 2;
    }
    return word.endsWith(asked) ? 3 : 4;
  }

  private static int numberRank(String number, String asked) {
    if (asked.isEmpty() || number.equals(asked)) {
      return 0;
    }
    return number.startsWith(asked + "-") ? 1 : 2;
  }

  /** Between the centre of the box and the place, in degrees of latitude; for comparing only. */
  private static double distance(@Nullable Envelope box, @Nullable LonLat near) {
    if (near == null) {
      return 0;
    }
    if (box == null) {
      return Double.MAX_VALUE;
    }
    double east =
        ((box.minLon() + box.maxLon()) / 2 - near.lon()) * Math.cos(Math.toRadians(near.lat()));
    double north = (box.minLat() + box.maxLat()) / 2 - near.lat();
    return Math.hypot(east, north);
  }

  /** 1-2 before 1-10. */
  private static int byNumbers(String one, String other) {
    String[] left = one.split("-");
    String[] right = other.split("-");
    for (int i = 0; i < Math.min(left.length, right.length); i++) {
      int byLength = Integer.compare(left[i].length(), right[i].length());
      int order = byLength != 0 ? byLength : left[i].compareTo(right[i]);
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(left.length, right.length);
  }
}
