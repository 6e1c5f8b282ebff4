package org.machizu.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.machizu.geo.feature.LocalizedText;

/** The file of servers, and the names of what is theirs. */
class ServersFileTest {
  @TempDir Path folder;

  private Path file(String yaml) throws Exception {
    return Files.writeString(folder.resolve("servers.yaml"), yaml);
  }

  @Test
  void serversAreReadWithWhatIsUsual() throws Exception {
    var servers =
        ServersFile.read(
            file(
                """
                servers:
                  kitahara:
                    name: {ja: 北原町, en: Kitahara}
                    url: https://gis.kitahara.example/ogc
                    collections: [shelters, flood]
                    everyMinutes: 15
                  minami:
                    name: {ja: 南町}
                    url: http://localhost:8081/ogc
                """));

    assertThat(servers)
        .containsExactly(
            new RemoteServer(
                "kitahara",
                new LocalizedText("北原町", "Kitahara"),
                URI.create("https://gis.kitahara.example/ogc"),
                Set.of("shelters", "flood"),
                Duration.ofMinutes(15)),
            new RemoteServer(
                "minami",
                LocalizedText.same("南町"),
                URI.create("http://localhost:8081/ogc"),
                Set.of(),
                Duration.ofHours(1)));
    assertThat(servers.getFirst().wants("roads")).isFalse();
    assertThat(servers.getLast().wants("roads")).isTrue();
  }

  @Test
  void everythingThatIsWrongIsToldAtOnceWithItsPlace() throws Exception {
    Path file =
        file(
            """
            servers:
              Kita-Hara: {}
              minami:
                name: {ja: ""}
                url: http://gis.minami.example/ogc
                collections: []
                everyMinutes: 0
                password: x
            """);

    assertThatThrownBy(() -> ServersFile.read(file))
        .isInstanceOf(ServersException.class)
        .hasMessageContainingAll(
            "servers.yaml",
            "servers.Kita-Hara: a short id",
            "servers.minami.name.ja: say whose server it is",
            "servers.minami.url",
            "https",
            "servers.minami.collections: give a list",
            "servers.minami.everyMinutes: '0'",
            "servers.minami.password: it is not known");
  }

  @Test
  void aLayerBearsTheNamesOfServerAndCollection() {
    assertThat(LayerNames.of("kitahara", "shelters")).isEqualTo("kitahara_shelters");
    assertThat(LayerNames.of("kitahara", "Shelters 2026"))
        .matches("kitahara_shelters_2026_[0-9a-f]{8}");
    assertThat(LayerNames.of("kitahara", "避難所"))
        .matches("kitahara_[0-9a-f]{8}")
        .isNotEqualTo(LayerNames.of("kitahara", "避難路"));
    assertThat(LayerNames.of("kitahara", "a".repeat(200))).hasSize(48);
  }
}
