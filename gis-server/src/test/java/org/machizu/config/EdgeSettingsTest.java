package org.machizu.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the server meets the network is closed until the settings open it. */
class EdgeSettingsTest {
  private static EdgeSettings load(Map<String, String> values) throws SettingsException {
    Map<String, String> all = new HashMap<>(values);
    all.put("data", "target/none");
    return SettingsLoader.load(null, Map.of(), all, warning -> {}).edge();
  }

  @Test
  void nobodyIsTrustedAndEverybodyLimitedByDefault() throws Exception {
    EdgeSettings edge = load(Map.of());

    assertThat(edge.proxies()).isEqualTo(ProxySettings.NONE);
    assertThat(edge.corsOrigins()).isEmpty();
    assertThat(edge.tls()).isEmpty();
    assertThat(edge.limits()).hasNoNullFieldsOrProperties();
    assertThat(edge.limits().signInsPerMinute()).isEqualTo(60);
  }

  @Test
  void everySettingIsRead() throws Exception {
    EdgeSettings edge =
        load(
            Map.of(
                "proxy.trusted", "127.0.0.1, 2001:db8::/32",
                "proxy.header", "forwarded",
                "cors.origins", "https://map.example, http://localhost:3000",
                "limits.tilesPerMinute", "0",
                "tls.certificate", "town.pem",
                "tls.key", "town.key",
                "tls.password", "snow",
                "tls.redirectPort", "80"));

    assertThat(edge.proxies().trusts(Network.address("2001:db8::9"))).isTrue();
    assertThat(edge.proxies().trusts(Network.address("127.0.0.2"))).isFalse();
    assertThat(edge.proxies().speaksForwarded()).isTrue();
    assertThat(edge.corsOrigins()).containsExactly("https://map.example", "http://localhost:3000");
    assertThat(edge.limits().tilesPerMinute()).isZero();
    TlsSettings tls = edge.tls().orElseThrow();
    assertThat(tls.certificate()).isAbsolute().hasFileName("town.pem");
    assertThat(tls.redirectPort()).hasValue(80);
    assertThat(tls.toString()).doesNotContain("snow");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          proxy.trusted         | 10.0.0.0/99
          proxy.trusted         | proxy.town.example
          proxy.header          | x-real-ip
          cors.origins          | https://map.example/path
          cors.origins          | *, https://map.example
          cors.origins          | null
          limits.readsPerMinute | -1
          limits.staffTimes     | 0
          tls.redirectPort      | 99999
          tls.key               | only.key
          tls.password          | only
          """)
  void whatCannotBeUsedIsRefusedByItsName(String key, String value) {
    assertThatThrownBy(() -> load(Map.of(key, value)))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(
            key.startsWith("tls.key") || key.equals("tls.password") ? "tls" : key);
  }
}
