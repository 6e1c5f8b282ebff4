package org.machizu.server;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A town with one layer of each kind of rights, and in each value that not everybody may see a word
 * that stands nowhere else.
 */
final class RuledTown implements AutoCloseable {
  /** Published; its note is for staff. */
  static final String OPEN = "open_things";

  /** The planners', not published. */
  static final String PLANNERS = "planner_things";

  /** Of the welfare department, not published. */
  static final String DEPARTMENT = "welfare_things";

  /** About persons; welfare and the duty desk read it, one officer all of it. */
  static final String PERSONAL = "persons";

  static final List<String> LAYERS = List.of(OPEN, PLANNERS, DEPARTMENT, PERSONAL);

  /** No layer has this name. */
  static final String MISSING = "missing_things";

  static final String NOTE = "canary-note-5b1f";
  static final String PLANNED = "canary-planned-8c2e";
  static final String CARED = "canary-cared-1d7a";
  static final String NAME = "Xanary-name-9e3b";
  static final String PHONE = "Zanary-phone-4f6c";
  static final String CARE = "canary-care-2a8d";
  static final String PROTECTED = "canary-protected-7c5e";

  /** Of the first person, who alone has agreed to be shown to the supporters. */
  static final String CONSENTED = "canary-consented-3b9d";

  /** How many features each layer has: enough for one deletion by each actor. */
  static final int FEATURES = 60;

  private final RunningTown town;

  private RuledTown(RunningTown town) {
    this.town = town;
  }

  /** Without limits of requests: tests ask more than a page does. */
  static RuledTown start(Path folder) throws Exception {
    Map<String, String> unlimited =
        Map.of(
            "limits.readsPerMinute", "0",
            "limits.writesPerMinute", "0",
            "limits.tilesPerMinute", "0",
            // Those who keep the watch over households keep this layer.
            "watch.households", PERSONAL,
            "watch.flags", "households.care=care*3");
    RuledTown town = new RuledTown(RunningTown.start(folder, unlimited));
    town.fill();
    return town;
  }

  private void fill() throws Exception {
    make(OPEN, "\"title\":\"thing\",\"note\":\"" + NOTE + "\"", "", false);
    town.describe(OPEN, "{\"attributes\":{\"note\":{\"visibility\":\"staff\"}}}");
    town.publish(OPEN);
    make(PLANNERS, "\"title\":\"" + PLANNED + "\"", "", false);
    make(DEPARTMENT, "\"title\":\"" + CARED + "\"", "", false);
    town.setRule(DEPARTMENT, "{\"grants\":{\"welfare\":[\"read\",\"edit\",\"publish\"]}}");
    make(
        PERSONAL,
        "\"name\":\"%s\",\"phone\":\"%s\",\"care\":\"%s\",\"protected\":null,\"consent\":null"
            .formatted(NAME, PHONE, CARE),
        "\"name\":\"%1$s\",\"phone\":\"%1$s\",\"care\":\"%1$s\",\"protected\":\"yes\",\"consent\":\"2026-04-01\""
            .formatted(PROTECTED),
        true);
    town.describe(
        PERSONAL,
        "{\"attributes\":{\"name\":{\"visibility\":\"onDemand\"},\"phone\":{\"visibility\":\"masked\"}}}");
    town.addSupporters();
    town.setRule(
        PERSONAL,
        """
        {"grants":{"welfare":["read","edit"],"duty":["read"],"@neighbour":["read"],"minsei":["read"]},
         "attributes":{"care":{"duty":"hidden"}},
         "rows":{"welfare":{"op":"isNull","args":[{"property":"protected"}]},
                 "duty":{"op":"isNull","args":[{"property":"protected"}]},
                 "minsei":{"op":"isNull","args":[{"property":"protected"}]}},
         "consents":{"minsei":"consent"},
         "coarseningM":{"duty":500}}
        """);
    Answer agreed =
        town.as("welfare")
            .patch(
                "/ogc/collections/" + PERSONAL + "/items/1",
                "{\"properties\":{\"care\":\"%s\",\"consent\":\"2026-04-01\"}}"
                    .formatted(CONSENTED));
    if (agreed.status() != 200) {
      throw new AssertionError(agreed.text());
    }
  }

  /**
   * @param last the properties of a further feature; empty for none
   */
  private void make(String layer, String properties, String last, boolean personal)
      throws Exception {
    List<String> features =
        IntStream.range(0, FEATURES)
            .mapToObj(i -> feature(141.80 + i * 1e-4, i, properties))
            .toList();
    String more = last.isEmpty() ? "" : "," + feature(141.95, FEATURES, last);
    town.importGeoJson(
        layer,
        "{\"type\":\"FeatureCollection\",\"features\":[" + String.join(",", features) + more + "]}",
        "personal",
        Boolean.toString(personal));
  }

  private static String feature(double lon, int number, String properties) {
    return "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[%s,42.76]},\"properties\":{\"no\":%d,%s}}"
        .formatted(lon, number, properties);
  }

  /** Nobody for {@code public}, the named officer for {@code officer}, else who has this role. */
  Caller as(String actor) {
    return switch (actor) {
      case "public" -> town.visitor();
      case "officer" -> town.as("neighbour");
      default -> town.as(actor);
    };
  }

  /** As {@link #as}, in a session of its own. */
  Caller anew(String actor) {
    return switch (actor) {
      case "public" -> town.visitor();
      case "officer" -> town.neighbour();
      default -> town.visitor().signedIn(actor, RunningTown.PASSWORD);
    };
  }

  RunningTown running() {
    return town;
  }

  @Override
  public void close() throws Exception {
    town.close();
  }
}
