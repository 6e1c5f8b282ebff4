package org.machizu.permits.checklist;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The kinds of a line, and what each of them takes. */
final class Rules {
  private static final double FARTHEST_M = 10_000;
  private static final Set<String> OF_EVERY_LINE =
      Set.of("id", "title", "basis", "kind", "department", "texts", "certified", "toleranceM");

  private static final Map<String, Set<String>> OF_KIND =
      Map.of(
          "inside", Set.of("layer", "show", "strictest"),
          "share", Set.of("layer", "show", "majority", "weighted", "roadCap"),
          "overlap", Set.of("layer", "show"),
          "within", Set.of("layer", "show", "distanceM"),
          "adjoining", Set.of("layer", "show", "width", "leastFrontageM", "only", "buildingLineM"),
          "network", Set.of("layer", "show", "withinM", "most"),
          "look-up", Set.of("layer", "show", "by", "unknown"),
          "none", Set.of());

  private final Entry entry;

  Rules(Entry entry) {
    this.entry = entry;
  }

  Rule rule() {
    String kind = entry.text("kind");
    Set<String> own = OF_KIND.get(kind);
    if (own == null) {
      if (entry.has("kind")) {
        entry.wrong(
            "kind",
            "'%s' という判定はありません。書けるのは %s です",
            "'%s' is not known; known are %s",
            kind,
            OF_KIND.keySet().stream().sorted().toList());
      }
      return new Rule.Nothing();
    }
    Set<String> known = new HashSet<>(OF_EVERY_LINE);
    known.addAll(own);
    entry.allow(known);
    if (kind.equals("none")) {
      return new Rule.Nothing();
    }
    String layer = ChecklistReader.layer(entry, "layer");
    List<String> show = entry.texts("show");
    return switch (kind) {
      case "inside" -> new Rule.Inside(layer, show, strictest());
      case "share" ->
          new Rule.Share(layer, show, entry.text("majority"), entry.texts("weighted"), roadCap());
      case "overlap" -> new Rule.Overlap(layer, show);
      case "within" -> new Rule.Within(layer, show, entry.number("distanceM", 0, FARTHEST_M));
      case "adjoining" ->
          new Rule.Adjoining(
              layer,
              show,
              entry.text("width"),
              entry.maybeNumber("leastFrontageM", 0, FARTHEST_M).orElse(0),
              match("only"),
              entry.maybeNumber("buildingLineM", 0.1, 100));
      case "network" ->
          new Rule.Network(
              layer,
              show,
              entry.number("withinM", 0, FARTHEST_M),
              (int) entry.maybeNumber("most", 1, 20).orElse(1));
      default -> new Rule.LookUp(layer, show, entry.maybe("by"), match("unknown"));
    };
  }

  private Optional<Strictest> strictest() {
    if (!entry.has("strictest")) {
      return Optional.empty();
    }
    Entry of = entry.child("strictest");
    of.allow(Set.of("attribute", "order", "near"));
    return Optional.of(
        new Strictest(of.text("attribute"), of.texts("order"), of.truth("near", true)));
  }

  private Optional<Match> match(String member) {
    if (!entry.has(member)) {
      return Optional.empty();
    }
    return Optional.of(matchIn(entry.child(member)));
  }

  private static Match matchIn(Entry of) {
    of.allow(Set.of("attribute", "values"));
    List<String> values = of.texts("values");
    if (values.isEmpty()) {
      of.wrong("values", "ありません。一つ以上書いてください", "it is missing; give at least one");
    }
    return new Match(of.text("attribute"), Set.copyOf(values));
  }

  private Optional<RoadCap> roadCap() {
    if (!entry.has("roadCap")) {
      return Optional.empty();
    }
    Entry of = entry.child("roadCap");
    of.allow(
        Set.of(
            "attribute",
            "roads",
            "width",
            "narrow",
            "narrowCountsM",
            "belowM",
            "factor",
            "factors"));
    String attribute = of.text("attribute");
    if (of.has("attribute") && !entry.texts("weighted").contains(attribute)) {
      of.wrong(
          "attribute",
          "'%s' は weighted にありません",
          "'%s' is not one of the weighted attributes",
          attribute);
    }
    return Optional.of(
        new RoadCap(
            attribute,
            ChecklistReader.layer(of, "roads"),
            of.text("width"),
            of.has("narrow") ? Optional.of(matchIn(of.child("narrow"))) : Optional.empty(),
            of.maybeNumber("narrowCountsM", 0, 100).orElse(4),
            of.number("belowM", 0, 100),
            of.number("factor", 0, 10),
            of.numbers("factors", 0, 10)));
  }
}
