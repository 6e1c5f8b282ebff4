package org.machizu.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** "This is wrong here": from the form to the section and back; and thematic maps at the edge. */
class FeedbackTest {
  @TempDir static Path folder;
  private static RunningTown town;

  @BeforeAll
  static void start() throws Exception {
    town = RunningTown.start(folder);
    for (String layer : List.of("bridges", "nurseries", "drafts")) {
      town.importGeoJson(layer, RunningTown.collection(RunningTown.point("橋", 141.8, 42.7)));
    }
    town.setRule("nurseries", "{\"grants\":{\"welfare\":[\"read\",\"edit\",\"publish\"]}}");
    town.publish("bridges");
    Answer shown =
        town.as("welfare")
            .post("/api/layers/nurseries/publish", "{\"published\":true,\"reason\":\"test\"}");
    assertThat(shown.status()).as(shown.text()).isEqualTo(200);
  }

  @AfterAll
  static void stop() throws Exception {
    town.close();
  }

  private static Answer send(Map<String, String> fields) {
    String body =
        fields.entrySet().stream()
            .map(field ->
                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return town.visitor().form("/open/feedback?lang=en", body);
  }

  private static Map<String, String> fields(String text, String layer) {
    return Map.of(
        "text", text, "layer", layer, "feature", "1", "lon", "141.8", "lat", "42.7", "begun",
        begun(10));
  }

  private static String begun(int secondsAgo) {
    return Long.toString(Instant.now().minusSeconds(secondsAgo).getEpochSecond());
  }

  /** The message's page, as its sender's link leads to it. */
  private static String write(String text, String layer) {
    Answer sent = send(fields(text, layer));
    assertThat(sent.status()).as(sent.text()).isEqualTo(303);
    return sent.header("Location");
  }

  private static JsonNode newest(Caller caller) {
    return caller.get("/api/feedback").json().at("/messages/0");
  }

  @Test
  void aMessageReachesTheSectionAndItsAnswerTheSender() {
    String link = write("橋の名前が<b>違います", "bridges");
    Caller clerk = town.as("planner");
    JsonNode message = newest(clerk);
    String address = "/api/feedback/" + message.path("number").asInt();

    assertThat(message.path("text").asText()).isEqualTo("橋の名前が<b>違います");
    assertThat(message.path("layer").asText()).isEqualTo("bridges");
    assertThat(message.path("feature").asInt()).isEqualTo(1);
    assertThat(message.at("/place/0").asDouble()).isEqualTo(141.8);
    String page = town.visitor().get(link).text();
    assertThat(page).contains("Received", "Planning").contains("橋の名前が&lt;b&gt;違います");
    assertThat(town.visitor().get(link).header("Cache-Control")).isEqualTo("no-store");

    String tag = clerk.get(address).header("ETag");
    Answer taken = clerk.with("If-Match", tag).post(address + "/steps", "{\"step\":\"take\"}");
    assertThat(taken.json().path("state").asText()).isEqualTo("working");
    Answer late = clerk.with("If-Match", tag).post(address + "/steps", "{\"step\":\"close\"}");
    assertThat(late.status()).isEqualTo(412);
    Answer note = clerk.post(address + "/steps", "{\"step\":\"note\",\"text\":\"台帳を見る\"}");
    assertThat(note.status()).as(note.text()).isEqualTo(200);
    Answer answered =
        clerk.post(address + "/steps", "{\"step\":\"answer\",\"text\":\"Mended, thank you.\"}");
    assertThat(answered.json().path("steps")).hasSize(3);
    assertThat(town.visitor().get(link).text())
        .contains("Answered", "Mended, thank you.")
        .doesNotContain("台帳を見る");
    Answer empty = clerk.post(address + "/steps", "{\"step\":\"answer\",\"text\":\" \"}");
    assertThat(empty.status()).isEqualTo(400);
    String lines = town.as("admin").get("/api/audit?action=FEEDBACK_CHANGED").text();
    assertThat(lines).contains("FEEDBACK_CHANGED").doesNotContain("Mended", "台帳");
  }

  @Test
  void nobodySeesAnothersMessageAndHandedOverItIsTheOtherSections() {
    String link = write("保育所が移りました", "nurseries");
    Caller welfare = town.as("welfare");
    Caller planner = town.as("planner");
    int number = newest(welfare).path("number").asInt();
    String address = "/api/feedback/" + number;

    assertThat(welfare.get(address).status()).isEqualTo(200);
    assertThat(planner.get(address).status()).isEqualTo(404);
    assertThat(planner.get("/api/feedback").text()).doesNotContain("保育所が移りました");
    assertThat(town.visitor().get(address).status()).isEqualTo(401);
    assertThat(town.visitor().get("/open/feedback/" + number).status()).isEqualTo(404);
    assertThat(planner.post(address + "/steps", "{\"step\":\"close\"}").status()).isEqualTo(404);
    Answer nowhere =
        welfare.post(address + "/steps", "{\"step\":\"handOver\",\"section\":\"nobody\"}");
    assertThat(nowhere.status()).isEqualTo(400);
    Answer handed =
        welfare.post(
            address + "/steps",
            "{\"step\":\"handOver\",\"section\":\"planner\",\"text\":\"計画の担当\"}");
    assertThat(handed.status()).as(handed.text()).isEqualTo(204);
    assertThat(welfare.get(address).status()).isEqualTo(404);
    assertThat(planner.get(address).json().path("state").asText()).isEqualTo("new");
    assertThat(town.visitor().get(link).text()).contains("Planning");
    assertThat(town.as("admin").get(address).status()).isEqualTo(200);
  }

  @Test
  void aFormThatAProgramHasFilledInOrThatIsWrongComesBackAsItWasAndIsNotKept() {
    JsonNode before = newest(town.as("admin"));
    Map<String, String> trapped = new java.util.HashMap<>(fields("buy", "bridges"));
    trapped.put("website", "http://spam.example");
    Map<String, String> hurried = new java.util.HashMap<>(fields("buy now", "bridges"));
    hurried.put("begun", begun(0));
    Map<String, String> endless = new java.util.HashMap<>(fields("x".repeat(2001), "bridges"));
    Map<String, String> mail = new java.util.HashMap<>(fields("text <i>", "bridges"));
    mail.put("address", "a@b, c@d");

    assertThat(send(trapped).text()).contains("some seconds");
    assertThat(send(hurried).status()).isEqualTo(400);
    assertThat(send(endless).text()).contains("up to 2,000");
    assertThat(send(mail).text()).contains("e-mail address", "text &lt;i&gt;</textarea>");
    assertThat(send(fields(" ", "bridges")).text()).contains("Write what is wrong.");
    assertThat(town.visitor().post("/open/feedback", "{}").status()).isEqualTo(415);
    Answer other =
        town.visitor()
            .with("Origin", "https://elsewhere.example")
            .form("/open/feedback", "text=x&begun=" + begun(10));
    assertThat(other.status()).isEqualTo(403);
    assertThat(newest(town.as("admin"))).isEqualTo(before);
  }

  @Test
  void theFormNamesOnlyWhatIsOpen() {
    String page = town.visitor().get("/open/feedback?layer=drafts&feature=1&lang=en").text();
    assertThat(page).contains("What is wrong, and how").doesNotContain("<dt>Data</dt>");
    String open = town.visitor().get("/open/feedback?layer=bridges&feature=1&lang=en").text();
    assertThat(open).contains("<dt>Data</dt><dd>bridges</dd>", "<dt>Feature no.</dt><dd>1</dd>");
    // This server has no mail server, so it asks for no address.
    assertThat(open).doesNotContain("type=\"email\"");
  }

  @Test
  void aMapIsItsSectionsAndOnlyWhatIsOpenBecomesPublic() {
    Caller planner = town.as("planner");
    String draft =
        "{\"id\":\"infra\",\"draft\":{\"title\":{\"ja\":\"橋の地図\"},\"theme\":\"infrastructure\",\"layers\":[{\"layer\":\"bridges\"},{\"layer\":\"drafts\",\"on\":false}]}}";
    String publish = "{\"published\":true,\"reason\":\"test\"}";
    assertThat(town.as("crew").post("/api/maps", draft).code()).isEqualTo("not-map-keeper");
    Answer made = planner.post("/api/maps", draft);
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    assertThat(planner.post("/api/maps", draft).code()).isEqualTo("map-exists");
    assertThat(town.as("welfare").get("/api/maps/infra").status()).isEqualTo(404);
    assertThat(town.visitor().get("/open/maps/infra").status()).isEqualTo(404);
    assertThat(town.visitor().get("/open/maps/infra?draft=true").status()).isEqualTo(404);
    assertThat(planner.get("/open/maps/infra?draft=true").text()).contains("橋の地図", "下書きです");
    Answer closed = planner.post("/api/maps/infra/publish", publish);
    assertThat(closed.code()).isEqualTo("map-layers-not-open");
    assertThat(closed.text()).contains("drafts");

    Answer saved =
        planner
            .with("If-Match", made.header("ETag"))
            .put(
                "/api/maps/infra",
                draft
                    .replace("\"id\":\"infra\",", "")
                    .replace(",{\"layer\":\"drafts\",\"on\":false}", ""));
    assertThat(saved.status()).as(saved.text()).isEqualTo(200);
    Answer stale =
        planner.with("If-Match", made.header("ETag")).post("/api/maps/infra/publish", publish);
    assertThat(stale.status()).isEqualTo(412);
    assertThat(planner.post("/api/maps/infra/publish", "{\"published\":true}").status())
        .isEqualTo(400);
    assertThat(planner.post("/api/maps/infra/publish", publish).status()).isEqualTo(200);

    Answer page = town.visitor().get("/open/maps/infra");
    assertThat(page.text()).contains("橋の地図", "<td>橋</td>", "#map=17/42.70000/141.80000");
    assertThat(page.header("Content-Security-Policy")).contains("frame-ancestors 'self'");
    Answer embed = town.visitor().get("/open/embed/infra");
    assertThat(embed.header("Content-Security-Policy"))
        .contains("frame-ancestors *", "script-src 'self'");
    JsonNode style = town.visitor().get("/open/maps/infra/style.json").json();
    assertThat(style.path("sources").fieldNames()).toIterable().containsExactly("bridges");
    assertThat(town.visitor().get("/open").text()).contains("インフラ", "橋の地図");

    town.unpublish("bridges");
    assertThat(town.visitor().get("/open/maps/infra").text())
        .contains("いま公開されていません")
        .doesNotContain("<td>橋</td>");
    town.publish("bridges");
    Answer back = planner.post("/api/maps/infra/publish", "{\"published\":false,\"reason\":\"x\"}");
    assertThat(back.status()).isEqualTo(200);
    assertThat(town.visitor().get("/open/maps/infra").status()).isEqualTo(404);
    assertThat(planner.delete("/api/maps/infra", "{\"reason\":\"x\"}").status()).isEqualTo(204);
    assertThat(planner.get("/api/maps/infra").status()).isEqualTo(404);
  }
}
