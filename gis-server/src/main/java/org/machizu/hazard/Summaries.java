package org.machizu.hazard;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.feature.Words;
import org.machizu.hazard.kind.Hazard;
import org.machizu.hazard.profile.Collapse;
import org.machizu.hazard.profile.Lasting;
import org.machizu.hazard.profile.Phenomenon;
import org.machizu.hazard.profile.Scale;
import org.machizu.hazard.profile.Zone;

/**
 * Puts what maps say into words that a child of ten understands: the worst case first, then what
 * helps. Nothing that is said here is an order.
 */
final class Summaries {
  private static final Set<Hazard> WATERS =
      EnumSet.of(Hazard.FLOOD, Hazard.INLAND_FLOOD, Hazard.TSUNAMI, Hazard.STORM_SURGE);

  private final Sentences sentences;
  private final Measures measures;

  Summaries(Sentences sentences) {
    this.sentences = sentences;
    this.measures = new Measures(sentences);
  }

  /**
   * What all maps of one hazard say.
   *
   * @param maps none: the asker sees none of it
   * @param isBeyond whether the place lies where the town's maps do not reach
   */
  HazardFinding of(Hazard hazard, List<MapFinding> maps, boolean isBeyond) {
    Result result =
        maps.stream().map(MapFinding::result).min(Comparator.naturalOrder()).orElse(Result.UNKNOWN);
    // A grid is smaller than the town: what it does not reach is left to the zones beside it.
    if (result == Result.UNKNOWN
        && maps.stream().noneMatch(map -> map.result() == Result.UNKNOWN && map.isOrigin())
        && maps.stream().anyMatch(map -> map.result() == Result.OUT && !map.isOrigin())) {
      result = Result.OUT;
    }
    Optional<MapFinding> deepest = deepest(maps);
    Optional<Picture> picture = deepest.flatMap(MapFinding::picture);
    Words summary =
        switch (result) {
          case IN -> inside(hazard, maps, deepest);
          case NEAR -> near(hazard, maps);
          case OUT -> sentences.get("out." + family(hazard), "hazard", hazard.title());
          case UNKNOWN -> unknown(hazard, maps, isBeyond);
        };
    return new HazardFinding(
        hazard, result, summary, advice(hazard, result, maps, picture), picture, maps);
  }

  private static String family(Hazard hazard) {
    if (WATERS.contains(hazard)) {
      return "water";
    }
    return hazard == Hazard.LANDSLIDE ? "landslide" : "other";
  }

  private static Optional<MapFinding> deepest(List<MapFinding> maps) {
    return maps.stream()
        .filter(map -> map.picture().isPresent())
        .max(Comparator.comparing(map -> map.picture().orElseThrow(), Picture.BY_DEPTH));
  }

  private static List<MapFinding> zones(List<MapFinding> maps, Result result) {
    return maps.stream().filter(map -> map.result() == result && !map.isOrigin()).toList();
  }

  // ---- in

  private Words inside(Hazard hazard, List<MapFinding> maps, Optional<MapFinding> deepest) {
    List<Words> said = new ArrayList<>();
    List<MapFinding> in = zones(maps, Result.IN);
    if (!in.isEmpty()) {
      switch (family(hazard)) {
        case "water" -> water(hazard, in, deepest, said);
        case "landslide" -> landslide(in, said);
        default -> said.add(sentences.get("other.in", "hazard", hazard.title()));
      }
      if (in.stream().anyMatch(map -> !map.unread().isEmpty())) {
        said.add(sentences.get("unknown.unread"));
      }
    }
    origins(maps, said);
    return Sentences.joined(said);
  }

  private void water(
      Hazard hazard, List<MapFinding> in, Optional<MapFinding> deepest, List<Words> said) {
    Words because = sentences.get("because." + hazard.word());
    Optional<Picture> picture = deepest.flatMap(MapFinding::picture);
    if (picture.isEmpty()) {
      said.add(sentences.get("water.some", "because", because));
    } else {
      Words depth = measures.depth(picture.get().mostM());
      String name = picture.get().isOpen() ? "water.above" : "water.upTo";
      said.add(sentences.get(name, Map.of("because", because, "depth", depth)));
      said.add(sentences.get("scene." + picture.get().scene().word()));
      commoner(in, deepest.orElseThrow()).ifPresent(said::add);
    }
    longest(in).map(this::lasting).ifPresent(said::add);
    in.stream()
        .map(MapFinding::collapse)
        .filter(Objects::nonNull)
        .distinct()
        .sorted()
        .forEach(collapse -> said.add(sentences.get("collapse." + collapse.word())));
  }

  /** What rain brings that comes more often than that of the worst map. */
  private Optional<Words> commoner(List<MapFinding> in, MapFinding worst) {
    if (worst.scale() != Scale.LARGEST) {
      return Optional.empty();
    }
    return in.stream()
        .filter(map -> map.scale() != null && map.scale() != Scale.LARGEST)
        .flatMap(map -> map.picture().stream())
        .max(Picture.BY_DEPTH)
        .map(picture ->
            sentences.get("water.alsoSmaller", "depth", measures.depth(picture.mostM())));
  }

  private static Optional<Lasting> longest(List<MapFinding> in) {
    return in.stream()
        .map(MapFinding::lasting)
        .filter(Objects::nonNull)
        .max(Comparator.comparingDouble(Lasting::fromHours));
  }

  private Words lasting(Lasting lasting) {
    Words from = measures.time(lasting.fromHours());
    @Nullable Double to = lasting.toHours();
    if (to == null || to == lasting.fromHours()) {
      return sentences.get("lasting.above", "from", from);
    }
    Map<String, Words> both = Map.of("from", from, "to", measures.time(to));
    return sentences.get(lasting.fromHours() == 0 ? "lasting.below" : "lasting.between", both);
  }

  private void landslide(List<MapFinding> in, List<Words> said) {
    MapFinding worst =
        in.stream()
            .min(
                Comparator.comparing(
                    MapFinding::zone, Comparator.nullsLast(Comparator.<Zone>naturalOrder())))
            .orElseThrow();
    @Nullable Zone zone = worst.zone();
    @Nullable Phenomenon phenomenon = worst.phenomenon();
    Words what = sentences.get("phenomenon." + (phenomenon == null ? "none" : phenomenon.word()));
    said.add(
        sentences.get("landslide." + (zone == null ? "some" : zone.word()), "phenomenon", what));
  }

  /** Ponds, beside whatever else is said. */
  private void origins(List<MapFinding> maps, List<Words> said) {
    for (MapFinding map : maps) {
      if (map.isOrigin() && map.result() != Result.OUT && !map.features().isEmpty()) {
        String name = map.result() == Result.UNKNOWN ? "origin.around" : "origin.at";
        @Nullable String cause = map.cause();
        Words what = cause == null ? map.basis().name() : Words.same(cause);
        said.add(sentences.get(name, "cause", what));
      }
    }
  }

  // ---- near, unknown

  private Words near(Hazard hazard, List<MapFinding> maps) {
    List<Words> said = new ArrayList<>();
    zones(maps, Result.NEAR).stream()
        .mapToDouble(map -> map.map().accuracyM())
        .max()
        .ifPresent(accuracyM ->
            said.add(
                sentences.get(
                    "near." + family(hazard),
                    Map.of("hazard", hazard.title(), "accuracy", measures.distance(accuracyM)))));
    origins(maps, said);
    return Sentences.joined(said);
  }

  private Words unknown(Hazard hazard, List<MapFinding> maps, boolean isBeyond) {
    if (maps.isEmpty()) {
      return sentences.get("unknown.noMap", "hazard", hazard.title());
    }
    List<Words> said = new ArrayList<>();
    origins(maps, said);
    if (isBeyond || said.isEmpty()) {
      said.add(sentences.get("unknown.beyond"));
    }
    return Sentences.joined(said);
  }

  // ---- what helps

  private Words advice(
      Hazard hazard, Result result, List<MapFinding> maps, Optional<Picture> picture) {
    return switch (result) {
      case IN ->
          zones(maps, Result.IN).isEmpty()
              ? sentences.get("advice.unknown") // in a pond
              : sentences.get("advice." + help(hazard, maps, picture));
      case NEAR ->
          Sentences.joined(
              List.of(
                  sentences.get("advice.near"),
                  sentences.get("advice." + help(hazard, maps, picture))));
      case OUT -> sentences.get("advice.out");
      case UNKNOWN -> sentences.get("advice.unknown");
    };
  }

  private static String help(Hazard hazard, List<MapFinding> maps, Optional<Picture> picture) {
    if (hazard == Hazard.TSUNAMI) {
      return "tsunami";
    }
    if (!WATERS.contains(hazard)) {
      return family(hazard);
    }
    Set<Collapse> collapses = EnumSet.noneOf(Collapse.class);
    maps.stream().map(MapFinding::collapse).filter(Objects::nonNull).forEach(collapses::add);
    if (!collapses.isEmpty()) {
      return "collapse";
    }
    return "water."
        + switch (picture.map(Picture::scene).orElse(Scene.NONE)) {
          case ANKLE, KNEE, WAIST -> "shallow";
          case NONE, GROUND_FLOOR -> "floor";
          case UPPER_FLOOR, ROOF, ABOVE_ROOF -> "deep";
        };
  }
}
