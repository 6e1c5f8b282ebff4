package org.machizu.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.machizu.samples.night.PlowNight;

/** The sample town, served by the demo command on a free port, for one test class. */
public final class DemoTown implements AutoCloseable {
  private final Path folder;
  private final Call demo;
  private final String base;

  private DemoTown(Path folder, Call demo, String base) {
    this.folder = folder;
    this.demo = demo;
    this.base = base;
  }

  /**
   * Serves the town of the sample files, as the demo serves it when it is started again.
   *
   * @param folder an empty one
   */
  public static DemoTown start(Path folder) throws Exception {
    return start(folder, Map.of());
  }

  /**
   * As the other.
   *
   * @param environment as MACHIZU_COUNTER_TERMINALS
   */
  public static DemoTown start(Path folder, Map<String, String> environment) throws Exception {
    Path data = folder.resolve("data");
    DemoTownFiles.copyTown(data);
    return start(DemoTownFiles.samples(), data, environment);
  }

  /**
   * Has the demo make the town of the sample files.
   *
   * @param data not there yet
   */
  static DemoTown make(Path samples, Path data) throws Exception {
    return start(samples, data, Map.of());
  }

  private static DemoTown start(Path samples, Path data, Map<String, String> environment)
      throws Exception {
    Call demo =
        new Call(
            environment,
            "",
            "demo",
            "--samples",
            samples.toString(),
            "--port",
            "0",
            "--data",
            data.toString());
    return new DemoTown(data.getParent(), demo, demo.awaitReady());
  }

  public String base() {
    return base;
  }

  /** Lets the sample town's plows drive, as the launcher does, until this process ends. */
  public void letsThePlowsDrive() throws IOException {
    Path told = Files.write(folder.resolve("plows"), List.of(base, folder.toString()));
    String parent = Long.toString(ProcessHandle.current().pid());
    Thread plows =
        new Thread(
            () -> {
              try {
                PlowNight.main(new String[] {"--town", told.toString(), "--parent", parent});
              } catch (IOException | InterruptedException e) {
                // The town has gone.
              }
            },
            "plows");
    plows.setDaemon(true);
    plows.start();
  }

  /** A new token for a terminal of the counter. */
  public String terminalToken(String terminal) {
    String body = "{\"kind\":\"terminal\",\"terminal\":\"" + terminal + "\"}";
    Answer made = visitor().signedIn("admin", "demo").post("/api/tokens", body);
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    return made.json().path("token").asText();
  }

  /** Takes every token of a terminal back. */
  public void endsTerminal(String terminal) {
    Caller admin = visitor().signedIn("admin", "demo");
    for (JsonNode token : admin.get("/api/tokens").json().path("tokens")) {
      if (token.path("subject").asText().equals(terminal)) {
        admin.delete("/api/tokens/" + token.path("id").asText());
      }
    }
  }

  /** Where the QR code of a paper leads, as the permit desk sees it. */
  public String checkAddress(String number) {
    Caller permit = visitor().signedIn("permit", "demo");
    return permit.get("/api/sites/certificates/" + number).json().path("checkUrl").asText();
  }

  /**
   * Says from headquarters how a shelter stands.
   *
   * @param state as {"status":"open","people":62}
   */
  public void tellsOfShelter(String shelter, String state) {
    Answer told = planner().put("/api/shelters/" + shelter + "/state", state);
    assertThat(told.status()).as(told.text()).isEqualTo(200);
  }

  /** Nobody signed in. */
  Caller visitor() {
    return new Caller(base);
  }

  /** The demo's planner, signed in. */
  Caller planner() {
    return visitor().signedIn("planner", "demo");
  }

  /** What the command has told on standard error so far. */
  String said() {
    return demo.said();
  }

  @Override
  public void close() throws InterruptedException {
    assertThat(demo.stop().code()).isZero();
  }
}
