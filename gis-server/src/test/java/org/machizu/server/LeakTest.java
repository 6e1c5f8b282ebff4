package org.machizu.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Plants a word in every value that is not for everybody, then takes in everything that an actor
 * can reach, packed and encoded, and looks for the words that this actor must not see.
 */
class LeakTest {
  private static final List<String> ALL =
      List.of(
          RuledTown.NOTE,
          RuledTown.PLANNED,
          RuledTown.CARED,
          RuledTown.NAME,
          RuledTown.PHONE,
          RuledTown.CARE,
          RuledTown.PROTECTED,
          RuledTown.CONSENTED);

  /** What each actor may see of it. */
  private static final Map<String, Set<String>> ALLOWED =
      Map.of(
          "public", Set.of(),
          "planner", Set.of(RuledTown.NOTE, RuledTown.PLANNED),
          "crew", Set.of(),
          "welfare", Set.of(RuledTown.CARED, RuledTown.CARE, RuledTown.CONSENTED),
          "duty", Set.of(),
          "permit", Set.of(),
          "admin", Set.of(),
          "supporter", Set.of(RuledTown.CONSENTED),
          "officer",
              Set.of(
                  RuledTown.NOTE,
                  RuledTown.PLANNED,
                  RuledTown.CARE,
                  RuledTown.PROTECTED,
                  RuledTown.CONSENTED));

  private static final List<String> FORMATS =
      List.of("geojson", "geojsonseq", "csv", "shp", "gpkg", "fgb", "kml", "pmtiles");
  private static final List<String> ANSWERS_OF_LAYERS =
      List.of(
          "/ogc/collections/%s",
          "/ogc/collections/%s/items",
          "/ogc/collections/%s?f=html",
          "/ogc/collections/%s/items?f=html",
          "/ogc/collections/%s/items?properties=name,phone",
          "/ogc/collections/%s/items?exclude-properties=no",
          "/ogc/collections/%s/items?crs=%%5BEPSG:6680%%5D",
          "/ogc/collections/%s/items/61?f=html",
          "/ogc/collections/%s/items/61?properties=name",
          "/ogc/collections/%s/schema",
          "/ogc/collections/%s/schema?f=html",
          "/ogc/collections/%s/items?limit=1",
          "/api/layers/%s/download",
          "/api/layers/%s/download?f=csv",
          "/api/layers/%s/download/metadata",
          "/ogc/collections/%s/items?sortby=-no",
          "/ogc/collections/%s/items?bbox=141.94,42.7,141.96,42.8",
          "/ogc/collections/%s/items?asOf=2126-01-01T00:00:00Z",
          "/ogc/collections/%s/items?name=" + RuledTown.NAME,
          "/ogc/collections/%s/items?phone=" + RuledTown.PHONE,
          "/ogc/collections/%s/items?sortby=name",
          "/ogc/collections/%s/items?nothing=1",
          "/ogc/collections/%s/items/1",
          "/ogc/collections/%s/items/61",
          "/ogc/collections/%s/items/61?asOf=2126-01-01T00:00:00Z",
          "/ogc/collections/%s/tiles/WebMercatorQuad",
          "/ogc/collections/%s/styles",
          "/ogc/styles/%s",
          "/ogc/styles/%s/metadata",
          "/ogc/styles/%s/legend.json",
          "/ogc/collections/records/items/%s",
          "/api/layers/%s",
          "/api/layers/%s/history",
          "/api/layers/%s/history?feature=61",
          "/api/layers/%s/rights",
          "/api/layers/%s/value?lon=141.8&lat=42.76",
          "/tiles/%s.json");

  @TempDir static Path folder;
  private static RuledTown town;

  @BeforeAll
  static void start() throws Exception {
    town = RuledTown.start(folder);
    for (int i = 0; i < 2; i++) { // so that there is a past
      Answer edited =
          town.as("officer")
              .patch(
                  "/ogc/collections/" + RuledTown.PLANNERS + "/items/1",
                  "{\"properties\":{\"no\":" + (100 + i) + "}}");
      assertThat(edited.status()).isEqualTo(200);
    }
    // What is kept of a household is for those alone who keep the layer.
    String note = ",\"note\":\"" + RuledTown.CARE + "\"}";
    Caller welfare = town.as("welfare");
    assertThat(welfare.post("/api/snow/watch/cases", "{\"household\":2" + note).status())
        .isEqualTo(201);
    assertThat(
            welfare.post("/api/snow/watch/reports", "{\"lon\":141.8,\"lat\":42.76" + note).status())
        .isEqualTo(201);
  }

  @AfterAll
  static void stop() throws Exception {
    town.close();
  }

  @Test
  void nobodyFindsAWordThatIsNotForThem() throws Exception {
    Map<String, String> leaks = new LinkedHashMap<>();
    int looked = 0;
    for (String actor : ALLOWED.keySet()) {
      Map<String, byte[]> reached = everythingReachable(actor);
      looked += reached.size();
      for (String word : ALL) {
        boolean found = false;
        for (Map.Entry<String, byte[]> answer : reached.entrySet()) {
          boolean asked = answer.getKey().contains(word); // errors may repeat the question
          if (holds(answer.getValue(), word) && !asked) {
            found = true;
            if (!ALLOWED.get(actor).contains(word)) {
              leaks.put(actor + " finds " + word, answer.getKey());
            }
          }
        }
        if (ALLOWED.get(actor).contains(word)) {
          assertThat(found).as("%s sees %s, so that the search is one", actor, word).isTrue();
        }
      }
    }
    System.out.println(
        "leak test: %d answers of %d actors opened, %d leaks"
            .formatted(looked, ALLOWED.size(), leaks.size()));
    assertThat(leaks).isEmpty();
  }

  @Test
  void openEventStreamsTellNothingOfHiddenLayers() throws Exception {
    String path = "/ogc/collections/" + RuledTown.PERSONAL + "/items/2";
    String open = "/ogc/collections/" + RuledTown.OPEN + "/items/2";
    for (String actor : List.of("public", "planner", "duty")) {
      try (EventStream stream = town.as(actor).events()) {
        town.as("welfare").patch(path, "{\"properties\":{\"no\":" + actor.length() + "}}");
        town.as("planner").patch(open, "{\"properties\":{\"no\":" + actor.length() + "}}");
        StringBuilder heard = new StringBuilder();
        EventStream.Event event;
        do {
          event = stream.next();
          heard.append(event.name()).append(event.data());
        } while (!event.data().path("layer").asText().equals(RuledTown.OPEN));
        if (actor.equals("duty")) {
          assertThat(heard.toString()).contains(RuledTown.PERSONAL).contains("\"boxes\":null");
        } else {
          assertThat(heard.toString()).doesNotContain(RuledTown.PERSONAL);
        }
      }
    }
  }

  /** Who keeps the accounts sees that a protected person was looked at, and not which. */
  @Test
  void theLogTellsAnAdministratorNoProtectedPersonsNumber() {
    String items = "/ogc/collections/" + RuledTown.PERSONAL + "/items/";
    for (int id : new int[] {RuledTown.FEATURES, RuledTown.FEATURES + 1}) {
      Answer read = town.as("officer").with("Machizu-Purpose", "visit-7f3d").get(items + id);
      assertThat(read.status()).isEqualTo(200);
    }
    Caller admin = town.as("admin");
    String about = "layer=" + RuledTown.PERSONAL + "&action=PERSONAL_READ";
    List<String> numbers = new ArrayList<>();
    int withheld = 0;
    for (JsonNode line : admin.get("/api/audit?" + about).json().path("lines")) {
      numbers.add(line.path("object").asText());
      withheld += line.path("withheld").asBoolean() ? 1 : 0;
    }
    String hidden = String.valueOf(RuledTown.FEATURES + 1);
    assertThat(numbers).contains(String.valueOf(RuledTown.FEATURES)).doesNotContain(hidden);
    assertThat(withheld).as("the line itself is there").isEqualTo(1);
    for (String question : List.of("object=" + hidden, about + "&object=" + hidden)) {
      assertThat(admin.get("/api/audit?" + question + "&action=PERSONAL_READ").json().path("lines"))
          .as(question)
          .isEmpty();
      for (String format : List.of("csv", "jsonl")) {
        assertThat(admin.get("/api/audit/export?format=" + format + "&" + question).text())
            .doesNotContain("visit-7f3d");
      }
    }
    assertThat(admin.get("/api/audit?" + about + "&reason=7f3d").json().path("lines")).hasSize(1);
    String csv = admin.get("/api/audit/export?format=csv&" + about).text();
    assertThat(csv).contains("（非表示）").doesNotContain("\"" + hidden + "\"");
    assertThat(admin.get("/api/audit/export?format=jsonl&" + about).text())
        .contains("\"withheld\":true")
        .doesNotContain("\"object\":\"" + hidden + "\"");
    JsonNode checked =
        admin.ended(admin.post("/api/audit/verify", "{}").header("Location")).path("result");
    assertThat(checked.path("holds").asBoolean()).as(checked.toString()).isTrue();
  }

  /** QGIS opens what its user may read; its user counts as staff of all departments. */
  @Test
  void filesThatOtherProgramsMayReadHoldNothingPersonal() throws Exception {
    List<String> leaks = new ArrayList<>();
    int looked = 0;
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!readableByOthers(file)) {
          continue;
        }
        looked++;
        byte[] bytes = Files.readAllBytes(file);
        for (String word :
            List.of(RuledTown.NAME, RuledTown.PHONE, RuledTown.CARE, RuledTown.PROTECTED)) {
          if (holds(bytes, word)) {
            leaks.add(folder.relativize(file) + " holds " + word);
          }
        }
      }
    }
    assertThat(looked).isPositive();
    assertThat(leaks).isEmpty();
  }

  private static boolean readableByOthers(Path file) throws IOException {
    for (Path path = file; !path.equals(folder); path = path.getParent()) {
      Set<PosixFilePermission> modes = Files.getPosixFilePermissions(path);
      if (!modes.contains(PosixFilePermission.GROUP_READ)
          && !modes.contains(PosixFilePermission.OTHERS_READ)) {
        return false;
      }
    }
    return true;
  }

  private static Map<String, byte[]> everythingReachable(String actor) throws IOException {
    Caller caller = town.as(actor);
    Map<String, byte[]> reached = new LinkedHashMap<>();
    Set<String> general =
        new HashSet<>(
            List.of(
                "/health",
                "/api/town",
                "/api/session",
                "/api/jobs",
                "/api/rights",
                "/ogc",
                "/ogc/api",
                "/ogc/collections",
                "/ogc/collections?f=html",
                "/ogc?f=html",
                "/styles/default.json",
                "/ogc/tiles",
                "/ogc/tiles/WebMercatorQuad",
                "/ogc/styles",
                "/ogc/styles/default/metadata",
                "/ogc/styles/default/legend.json",
                "/ogc/collections/records/items",
                "/catalogue/dcat.jsonld",
                "/wmts?SERVICE=WMTS&REQUEST=GetCapabilities",
                "/api/snow/watch",
                "/api/snow/watch/cases?state=all",
                "/api/snow/watch/reports",
                "/api/snow/watch/households/1",
                "/api/snow/watch/households/61",
                "/api/snow/watch/cases/1",
                "/api/snow/watch/cases/2",
                "/api/snow/hints",
                "/styles/dark.json?lang=en",
                "/no/such/page"));
    for (String word : ALL) {
      general.add("/api/search?q=" + word);
      general.add("/api/search?q=" + word.substring(0, 2));
      general.add("/no/such/page/" + word);
    }
    general.forEach(path -> reached.put(path, caller.get(path).body()));
    for (String layer : RuledTown.LAYERS) {
      for (String pattern : ANSWERS_OF_LAYERS) {
        String path = pattern.formatted(layer);
        reached.put(path, caller.get(path).body());
      }
      for (int zoom = 0; zoom <= 14; zoom += 2) {
        for (double lon : new double[] {141.8, 141.95}) {
          String path = tile(layer, lon, zoom);
          reached.put(path, unpacked(caller.with("Accept-Encoding", "gzip").get(path)));
        }
      }
      reached.putAll(exports(caller, layer));
      for (String body :
          List.of("{}", "{\"properties\":{\"no\":\"text\"}}", "{\"properties\":{\"nothing\":1}}")) {
        String path = "/ogc/collections/" + layer + "/items/61";
        reached.put("PATCH " + path + body, caller.patch(path, body).body());
      }
    }
    return reached;
  }

  private static Map<String, byte[]> exports(Caller caller, String layer) throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (String format : FORMATS) {
      Answer started =
          caller.post(
              "/api/exports", "{\"layer\":\"%s\",\"format\":\"%s\"}".formatted(layer, format));
      files.put("export " + layer + " " + format, started.body());
      if (started.status() == 202) {
        String job = started.header("Location");
        files.put(
            "job " + layer + " " + format,
            caller.ended(job).toString().getBytes(StandardCharsets.UTF_8));
        byte[] file = caller.get(job + "/file").body();
        files.put("file " + layer + " " + format, file);
        int part = 0;
        for (byte[] content : format.equals("pmtiles") ? packedParts(file) : unzipped(file)) {
          files.put("file " + layer + " " + format + " part " + part++, content);
        }
      }
    }
    return files;
  }

  private static Collection<byte[]> unzipped(byte[] file) throws IOException {
    List<byte[]> parts = new ArrayList<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        parts.add(zip.readAllBytes());
      }
    }
    return parts;
  }

  /** Whatever in the file is gzipped: directories and tiles. */
  private static Collection<byte[]> packedParts(byte[] file) {
    List<byte[]> parts = new ArrayList<>();
    for (int at = 0; at < file.length - 2; at++) {
      if (file[at] == 0x1F && file[at + 1] == (byte) 0x8B && file[at + 2] == 8) {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(file, at, file.length - at))) {
          parts.add(in.readNBytes(1 << 20));
        } catch (IOException onlyLooksLikeIt) {
          // the next place
        }
      }
    }
    return parts;
  }

  private static byte[] unpacked(Answer answer) throws IOException {
    if (!answer.header("Content-Encoding").equals("gzip")) {
      return answer.body();
    }
    try (var in = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
      return in.readAllBytes();
    }
  }

  private static String tile(String layer, double lon, int zoom) {
    double lat = Math.toRadians(42.76);
    int count = 1 << zoom;
    int x = (int) ((lon + 180) / 360 * count);
    int y = (int) ((1 - Math.log(Math.tan(lat) + 1 / Math.cos(lat)) / Math.PI) / 2 * count);
    return "/tiles/%s/%d/%d/%d.mvt".formatted(layer, zoom, x, y);
  }

  private static boolean holds(byte[] bytes, String word) {
    return new String(bytes, StandardCharsets.ISO_8859_1).contains(word);
  }
}
