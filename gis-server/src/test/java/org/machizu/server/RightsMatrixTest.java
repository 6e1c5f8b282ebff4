package org.machizu.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.machizu.http.Route;

/**
 * Every route of the route table, as every actor, against every kind of layer, compared with two
 * tables: what a route needs, and who has what of which layer. A route that stands in no table
 * fails.
 */
class RightsMatrixTest {
  private static final List<String> ACTORS =
      List.of(
          "public",
          "planner",
          "crew",
          "welfare",
          "duty",
          "permit",
          "admin",
          "officer",
          "supporter");

  /** What each actor may do with each kind of layer: r read, e edit, p publish, - nothing. */
  private static final String OF_LAYERS =
      """
      layer           public planner crew welfare duty permit admin officer supporter
      open_things     r      rep     r    r       r    r      r     rep     r
      planner_things  -      rep     -    -       -    -      -     rep     -
      welfare_things  -      -       -    rep     -    -      -     -       -
      persons         -      -       -    re      r    -      -     r       r
      missing_things  -      -       -    -       -    -      -     -       -
      """;

  /** Whoever may send positions, besides trackers. */
  private static final Set<String> SENDERS = Set.of("planner", "crew", "duty", "officer");

  /**
   * What each route needs: anybody, staff, senders, counter, admin (a page is for anybody); and of
   * the layer in its path read, item, edit, publish, open, or any (an administrator sees every
   * layer's rule, but no layer that is missing).
   */
  private static final String OF_ROUTES =
      """
      GET /health                                   anybody
      GET /api/town                                 anybody
      POST /api/session                             anybody
      GET /api/session                              anybody
      DELETE /api/session                           anybody
      GET /setup                                    page
      GET /admin                                    page
      GET /field                                    page
      GET /shelter                                  page
      GET /safety                                   page
      GET /password                                 page
      GET /sign-in                                  page
      POST /api/setup                               anybody
      POST /api/password                            anybody
      POST /api/session/password                    staff
      GET /api/sessions                             staff
      DELETE /api/sessions                          staff
      DELETE /api/sessions/{id}                     staff   none
      GET /api/session/tokens                       staff
      POST /api/session/tokens                      staff
      DELETE /api/session/tokens/{id}               staff   none
      GET /api/accounts                             admin
      POST /api/accounts                            admin
      GET /api/accounts/{name}                      admin   none
      PATCH /api/accounts/{name}                    admin   none
      POST /api/accounts/{name}/reset               admin   none
      GET /api/roles                                admin
      PUT /api/roles/{name}                         admin
      DELETE /api/roles/{name}                      admin   none
      GET /api/tokens                               admin
      POST /api/tokens                              admin
      DELETE /api/tokens/{id}                       admin   none
      GET /ogc                                      anybody
      GET /ogc/conformance                          anybody
      GET /ogc/api                                  anybody
      GET /api                                      anybody
      GET /ogc/collections                          anybody
      GET /ogc/collections/{layer}                  anybody read
      GET /ogc/collections/{layer}/queryables       anybody read
      GET /ogc/collections/{layer}/schema           anybody read
      GET /ogc/collections/{layer}/sortables        anybody read
      GET /ogc/collections/{layer}/items            anybody read
      GET /ogc/collections/{layer}/items/{id}       anybody item
      POST /ogc/collections/{layer}/items           staff   edit
      PUT /ogc/collections/{layer}/items/{id}       staff   edit
      PATCH /ogc/collections/{layer}/items/{id}     staff   edit
      DELETE /ogc/collections/{layer}/items/{id}    staff   edit
      OPTIONS /ogc/collections/{layer}/items        anybody read
      OPTIONS /ogc/collections/{layer}/items/{id}   anybody item
      GET /api/layers/{layer}                       staff   read
      PATCH /api/layers/{layer}                     staff   edit
      GET /api/layers/{layer}/download              anybody read
      GET /api/layers/{layer}/download/metadata     anybody read
      GET /api/layers/{layer}/items/{id}/documents  anybody item
      POST /api/layers/{layer}/items/{id}/documents staff   edit
      GET /api/layers/{layer}/items/{id}/documents/{number} anybody none
      DELETE /api/layers/{layer}/items/{id}/documents/{number} staff none
      GET /api/layers/{layer}/publish               staff   publish
      GET /api/layers/{layer}/publish/difference    staff   publish
      POST /api/layers/{layer}/publish              staff   publish
      GET /api/layers/{layer}/history               staff   past
      POST /api/layers/{layer}/undo                 staff   undo
      GET /api/layers/{layer}/value                 anybody none
      GET /api/rights                               admin
      GET /api/layers/{layer}/rights                admin   any
      PUT /api/layers/{layer}/rights                admin   any
      GET /api/layers/{layer}/retention             admin   any
      PUT /api/layers/{layer}/retention             admin   any
      POST /api/layers/{layer}/purge                admin   any
      POST /api/imports                             staff
      POST /api/exports                             anybody body
      GET /api/jobs                                 staff
      GET /api/jobs/{id}                            anybody none
      DELETE /api/jobs/{id}                         anybody none
      GET /api/jobs/{id}/file                       anybody none
      GET /tiles/{layers}/{z}/{x}/{y}.mvt           anybody read
      GET /tiles/{layers}.json                      anybody read
      GET /tiles/{layer}/{z}/{x}/{y}.png            anybody none
      GET /tiles/{layer}/{z}/{x}/{y}.webp           anybody none
      GET /styles/{name}.json                       anybody
      GET /ogc/collections/records                  anybody
      GET /ogc/collections/records/items            anybody
      GET /ogc/collections/records/items/{recordId} anybody none
      GET /catalogue/dcat.jsonld                    anybody
      GET /wmts                                     anybody
      GET /wmts/1.0.0/WMTSCapabilities.xml          anybody
      GET /wmts/1.0.0/{layer}/{style}/{tileMatrixSetId}/{tileMatrix}/{tileRow}/{tileCol}.png anybody none
      GET /wmts/1.0.0/{layer}/{style}/{tileMatrixSetId}/{tileMatrix}/{tileRow}/{tileCol}.webp anybody none
      GET /ogc/styles                               anybody
      GET /ogc/styles/{styleId}                     anybody body
      GET /ogc/styles/{styleId}/metadata            anybody body
      GET /ogc/styles/{styleId}/legend.png          anybody body
      GET /ogc/styles/{styleId}/legend.json         anybody body
      GET /ogc/collections/{layer}/styles           anybody read
      GET /ogc/tileMatrixSets                       anybody
      GET /ogc/tileMatrixSets/{tileMatrixSetId}     anybody
      GET /ogc/collections/{layer}/tiles            anybody read
      GET /ogc/collections/{layer}/tiles/{tileMatrixSetId} anybody read
      GET /ogc/collections/{layer}/tiles/{tileMatrixSetId}/{tileMatrix}/{tileRow}/{tileCol} anybody read
      GET /ogc/tiles                                anybody body
      GET /ogc/tiles/{tileMatrixSetId}              anybody body
      GET /ogc/tiles/{tileMatrixSetId}/{tileMatrix}/{tileRow}/{tileCol} anybody body
      GET /api/search                               anybody
      GET /ogc/collections/road_states              anybody none
      GET /ogc/collections/road_states/items        anybody none
      GET /ogc/collections/road_states/items/{id}   anybody none
      GET /api/snow/watch                           staff   watch
      GET /api/snow/watch/households/{id}           staff   none
      GET /api/snow/watch/assignees                 staff   watch
      GET /api/snow/watch/cases                     staff   watch
      POST /api/snow/watch/cases                    staff   watch
      GET /api/snow/watch/cases/{id}                staff   none
      PATCH /api/snow/watch/cases/{id}              staff   none
      POST /api/snow/watch/cases/{id}/visits        staff   none
      GET /api/snow/watch/cases/{id}/photos/{hash}  staff   none
      POST /api/snow/watch/reports                  anybody crews
      GET /api/snow/watch/reports                   staff   watch
      PATCH /api/snow/watch/reports/{id}            staff   watch
      GET /api/snow/watch/reports/{id}/photo        staff   none
      GET /api/snow/hints                           anybody crews
      POST /api/register/extracts                   staff   none
      GET /api/register/extracts                    staff   none
      GET /api/register/households                  staff   none
      GET /api/register/extracts/{id}               staff   none
      DELETE /api/register/extracts/{id}            staff   none
      GET /api/register/extracts/{id}/rows          staff   none
      PATCH /api/register/extracts/{id}/rows/{number} staff none
      POST /api/register/extracts/{id}/apply        staff   none
      POST /api/positions                           senders
      POST /api/tracks                              senders
      GET /gps/osmand                               senders
      POST /gps/osmand                              senders
      POST /gps/owntracks                           senders
      POST /gps/overland                            senders
      GET /api/tracks                               anybody none
      GET /api/tracks/trails                        anybody none
      GET /api/tracks/{device}                      anybody none
      PUT /api/tracks/{device}                      staff   none
      GET /api/tracks/{device}/positions            anybody none
      GET /api/tracks/{device}/refused              anybody none
      GET /api/snow/roads                           anybody none
      GET /api/snow/roads/{id}                      anybody none
      GET /api/snow/street                          anybody none
      GET /api/snow/progress                        staff   none
      GET /api/snow/reports/{day}                   staff   none
      GET /api/snow/events                          anybody none
      GET /api/snow/events/{id}                     anybody none
      GET /api/snow/events/{id}/history             staff   none
      POST /api/snow/events                         staff   none
      PATCH /api/snow/events/{id}                   staff   none
      POST /api/snow/events/{id}/readings           staff   none
      GET /api/gauges/latest                        anybody none
      GET /api/gauges/{gauge}                       anybody none
      GET /api/gauges/{gauge}/readings              anybody none
      GET /api/gauges/{gauge}/entries               staff   none
      POST /api/gauges/{gauge}/maintenance          staff   none
      POST /api/gauges/{gauge}/accepted             staff   none
      POST /api/gauges/{gauge}/drills               staff   none
      POST /api/gauges/{gauge}/settings             staff   none
      POST /api/gauges/{gauge}/entries/{number}/end staff   none
      POST /api/gauges/{gauge}/drill-readings       staff   none
      GET /api/gauges/messages                      staff   none
      GET /api/gauges/sources                       staff   none
      POST /api/gauges/push/{profile}               senders none
      GET /api/alerts                               staff   none
      GET /api/alerts/{id}                          staff   none
      POST /api/alerts/{id}/acknowledge             staff   none
      POST /api/alerts/{id}/assign                  staff   none
      POST /api/alerts/{id}/publish                 staff   none
      GET /api/alerts/{id}/deliveries               staff   none
      GET /api/alerts/recipients                    staff   none
      GET /api/alerts/recipients/{name}             staff   none
      PUT /api/alerts/recipients/{name}             staff   none
      DELETE /api/alerts/recipients/{name}          staff   none
      GET /api/alerts/recipients/{name}/history     staff   none
      POST /api/alerts/recipients/{name}/test       staff   none
      GET /api/outbox                               staff   none
      GET /alerts.atom                              anybody none
      GET /alerts/{id}/cap.xml                      anybody none
      GET /api/sites                                anybody none
      GET /api/sites/quarters                       anybody none
      GET /api/sites/checklist                      staff   keepers
      GET /api/sites/checklist/versions             staff   keepers
      GET /api/sites/checklist/versions/{number}    staff   keepers
      PUT /api/sites/checklist                      staff   keepers
      POST /api/sites/checklist/try                 staff   keepers
      POST /api/sites/certificates                  counter
      POST /api/sites/copies                        counter
      GET /api/sites/certificates                   counter
      GET /api/sites/certificates/{number}          counter none
      GET /api/sites/certificates/{number}.pdf      counter none
      GET /api/sites/certificates/{number}/receipt.pdf counter none
      POST /api/sites/certificates/{number}/print   counter none
      POST /api/sites/certificates/{number}/payment counter none
      POST /api/sites/certificates/{number}/void    counter none
      GET /api/sites/certificates/{number}/check    anybody none
      GET /api/sites/takings                        counter
      GET /api/sites/closings                       counter
      GET /api/sites/closings/{number}              counter none
      POST /api/sites/closings                      counter
      GET /api/sites/statistics                     counter
      GET /counter                                  page
      GET /check                                    page
      GET /api/counter                              counter
      POST /api/counter/queue                       counter
      POST /api/counter/queue/next                  counter
      DELETE /api/counter/queue/{number}            counter none
      GET /api/hazards                              anybody
      GET /api/hazards/maps                         anybody
      GET /api/hazards/levels                       anybody
      GET /api/hazards/sheet.pdf                    anybody
      GET /api/shelters                             anybody none
      POST /api/shelters/states                     staff   none
      GET /api/shelters/{id}                        anybody none
      PUT /api/shelters/{id}/state                  staff   none
      GET /api/shelters/{id}/history                staff   none
      GET /api/guidance                             anybody none
      GET /open                                     page
      GET /open/news.atom                           page
      GET /open/layers/{layer}                      anybody open
      GET /open/layers/{layer}/preview.png          anybody open
      GET /open/maps/{map}                          anybody none
      GET /open/maps/{map}/style.json               anybody none
      GET /open/embed/{map}                         anybody none
      GET /open/feedback                            page
      POST /open/feedback                           anybody
      GET /open/feedback/{key}                      anybody none
      GET /api/feedback                             staff
      GET /api/feedback/{number}                    staff   none
      POST /api/feedback/{number}/steps             staff   none
      GET /api/maps                                 staff
      POST /api/maps                                staff
      GET /api/maps/{map}                           staff   none
      PUT /api/maps/{map}                           staff   none
      POST /api/maps/{map}/publish                  staff   none
      DELETE /api/maps/{map}                        staff   none
      GET /api/federation                           anybody
      POST /api/federation/{server}/harvest         admin   none
      GET /api/events                               anybody
      GET /api/audit                                admin
      GET /api/audit/export                         admin
      GET /api/audit/heads                          admin
      POST /api/audit/verify                        admin
      GET /api/audit/access-report                  admin   none
      """;

  /** Who drives or sends them, and tells of blocked entrances. */
  private static final Set<String> CREWS_AND_DESKS = Set.of("crew", "welfare", "duty");

  /** Who keep what is asked about a site. */
  private static final Set<String> KEEPERS = Set.of("permit", "admin");

  @TempDir static Path folder;
  private static RuledTown town;
  private static final Map<String, Integer> nextId = new HashMap<>();

  @BeforeAll
  static void start() throws Exception {
    town = RuledTown.start(folder);
  }

  @AfterAll
  static void stop() throws Exception {
    town.close();
  }

  private static Map<String, List<String>> needs() {
    return OF_ROUTES
        .lines()
        .map(line -> List.of(line.split("\\s+")))
        .collect(
            Collectors.toMap(
                words -> words.get(0) + " " + words.get(1),
                words -> words.subList(2, words.size())));
  }

  @Test
  void everyRouteStandsInTheTableAndNothingElse() {
    Set<String> served =
        town.running().server().routes().stream()
            .map(route -> route.method().name() + " " + route.path())
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(new TreeSet<>(needs().keySet())).isEqualTo(served);
  }

  @Test
  void everyRouteAnswersEveryActorAsTheTablesSay() {
    Map<String, List<String>> needs = needs();
    List<String> wrong = new ArrayList<>();
    int asked = 0;
    List<Route> routes = new ArrayList<>(town.running().server().routes());
    routes.sort(Comparator.comparing(RightsMatrixTest::endsSessions)); // they end all others'
    for (Route route : routes) {
      List<String> need = needs.get(route.method().name() + " " + route.path());
      boolean ofLayer =
          need != null
              && need.size() == 2
              && !Set.of("watch", "crews", "keepers").contains(need.get(1));
      for (String layer : ofLayer ? layers().toList() : List.of(RuledTown.OPEN)) {
        for (String actor : ACTORS) {
          String expected = need == null ? "in the table" : expected(need, actor, layer);
          String got = outcome(ask(route, actor, layer));
          asked++;
          if (!got.equals(expected) && !expected.equals("a page")) {
            wrong.add(
                "%s %s as %s of %s: expected %s, got %s"
                    .formatted(route.method(), route.path(), actor, layer, expected, got));
          }
        }
      }
    }
    System.out.println("rights matrix: " + asked + " answers compared, " + wrong.size() + " wrong");
    assertThat(wrong).isEmpty();
  }

  private static Stream<String> layers() {
    return Stream.concat(RuledTown.LAYERS.stream(), Stream.of(RuledTown.MISSING));
  }

  /** "in", "sign in", "not for you", "no such layer" or "hidden past". */
  private static String expected(List<String> need, String actor, String layer) {
    boolean staff = !actor.equals("public");
    if (need.getFirst().equals("page")) {
      return "a page"; // which a build without pages lacks, whoever asks
    }
    if (need.getFirst().equals("staff") && !staff) {
      return "sign in";
    }
    if (need.getFirst().equals("admin") && !actor.equals("admin")) {
      return staff ? "not for you" : "sign in";
    }
    if (need.getFirst().equals("senders") && !SENDERS.contains(actor)) {
      return staff ? "not for you" : "sign in";
    }
    if (need.getFirst().equals("counter") && !KEEPERS.contains(actor)) {
      return staff ? "not for you" : "sign in";
    }
    String granted = granted(actor, layer);
    return switch (need.size() == 1 ? "" : need.get(1)) {
      case "read", "body" -> granted.contains("r") ? "in" : "no such layer";
      case "item" -> // of persons it is one who has not agreed to be shown to supporters
          granted.contains("r") && !(actor.equals("supporter") && layer.equals(RuledTown.PERSONAL))
              ? "in"
              : "no such layer";
      case "edit" -> granted.contains("e") ? "in" : "no such layer";
      case "publish" -> granted.contains("p") ? "in" : "no such layer";
      case "past" ->
          !granted.contains("r") ? "no such layer" : seesEveryRow(actor, layer) ? "in" : "denied";
      case "undo" ->
          !granted.contains("e") ? "no such layer" : seesEveryRow(actor, layer) ? "in" : "denied";
      case "any" -> layer.equals(RuledTown.MISSING) ? "no such layer" : "in";
      case "watch" -> // who keeps the layer of households, which is that of persons here
          granted(actor, RuledTown.PERSONAL).contains("e") ? "in" : "no such layer";
      case "crews" -> !staff ? "sign in" : CREWS_AND_DESKS.contains(actor) ? "in" : "denied";
      case "keepers" -> KEEPERS.contains(actor) ? "in" : "denied";
      case "open" -> // as everybody sees it, whoever asks
          granted("public", layer).contains("r") ? "in" : "no such layer";
      case "none" -> "no such layer"; // what is asked for is nowhere
      default -> "in";
    };
  }

  private static boolean seesEveryRow(String actor, String layer) {
    return !layer.equals(RuledTown.PERSONAL) || actor.equals("officer");
  }

  private static String granted(String actor, String layer) {
    List<List<String>> table = OF_LAYERS.lines().map(line -> List.of(line.split("\\s+"))).toList();
    int column = table.getFirst().indexOf(actor);
    return table.stream()
        .filter(row -> row.getFirst().equals(layer))
        .findFirst()
        .orElseThrow()
        .get(column);
  }

  private static String outcome(Answer answer) {
    return switch (answer.status()) {
      case 401 -> answer.code().equals("sign-in-incomplete") ? "in" : "sign in";
      case 403 -> answer.code().equals("role-needed") ? "not for you" : "denied";
      case 404 -> "no such layer";
      case 500, 503 -> "broken: " + answer.text();
      default -> "in"; // whatever else it says, it let the caller in
    };
  }

  private static boolean endsSessions(Route route) {
    return route.method().name().equals("DELETE") && route.path().startsWith("/api/session");
  }

  private static Answer ask(Route route, String actor, String layer) {
    Caller caller = endsSessions(route) ? town.anew(actor) : town.as(actor);
    String path =
        route
            .path()
            .replace("{layer}", layer)
            .replace("{layers}", layer)
            .replace("{z}/{x}/{y}", "14/14645/6067")
            .replace("{tileMatrixSetId}", "WebMercatorQuad")
            .replace("{styleId}", layer)
            .replace("{recordId}", "nothing")
            .replace("{style}", "default")
            .replace("{tileMatrix}/{tileRow}/{tileCol}", "0/0/0")
            .replace("/styles/{name}", "/styles/default")
            .replace("{name}", "nobody")
            .replace("{server}", "nobody")
            .replace("{hash}", "nothing")
            .replace("versions/{number}", "versions/0")
            .replace("{number}", "1")
            .replace("{day}", "2026-01-16")
            .replace("{device}", "plow-1")
            .replace("{gauge}", "G01")
            .replace("{profile}", "json")
            .replace("{map}", "none")
            .replace("{key}", "none")
            .replace("{id}", id(route, layer));
    return switch (route.method().name()) {
      case "GET" -> caller.get(path + parameters(route.path()).replace("{layer}", layer));
      case "DELETE" -> caller.delete(path);
      case "OPTIONS" -> caller.send("OPTIONS", path, null, null);
      case "POST" ->
          path.equals("/api/imports")
              ? caller.upload(Form.ofLayer("x"))
              : caller.post(path, body(route, layer));
      case "PUT" -> caller.put(path, body(route, layer));
      default -> caller.patch(path, body(route, layer));
    };
  }

  /** An address that is answered 400 says nothing about rights, so all parameters are given. */
  private static String parameters(String path) {
    return switch (path) {
      case "/api/search", "/api/snow/street" -> "?q=thing";
      case "/api/sites" -> "?parcel=1";
      case "/wmts" -> "?service=WMTS&request=GetCapabilities";
      case "/ogc/tiles",
          "/ogc/tiles/{tileMatrixSetId}",
          "/ogc/tiles/{tileMatrixSetId}/{tileMatrix}/{tileRow}/{tileCol}" ->
          "?collections={layer}";
      case "/api/hazards", "/api/hazards/sheet.pdf", "/api/guidance" -> "?lon=141.82&lat=42.76";
      case "/api/layers/{layer}/value" -> "?lon=141.8&lat=42.76";
      case "/api/audit/access-report" -> "?layer=" + RuledTown.MISSING + "&id=1";
      default -> "";
    };
  }

  /** One that is there; of deleted ones the next. */
  private static String id(Route route, String layer) {
    boolean ofDocuments = route.path().startsWith("/api/layers/{layer}/items/");
    if (!route.path().startsWith("/ogc/") && !ofDocuments) {
      return "nothing";
    }
    boolean deletes = route.method().name().equals("DELETE") && !ofDocuments;
    int used = deletes ? nextId.merge(layer, 1, Integer::sum) : 0;
    return Integer.toString(RuledTown.FEATURES - used);
  }

  private static String body(Route route, String layer) {
    return switch (route.path()) {
      case "/ogc/collections/{layer}/items", "/ogc/collections/{layer}/items/{id}" ->
          "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[141.8,42.76]},\"properties\":{\"no\":7}}";
      case "/api/exports" -> "{\"layer\":\"%s\",\"format\":\"geojson\"}".formatted(layer);
      case "/api/layers/{layer}/undo" -> "{\"revision\":999999}";
      case "/api/session" -> "{}";
      default -> "{}";
    };
  }
}
