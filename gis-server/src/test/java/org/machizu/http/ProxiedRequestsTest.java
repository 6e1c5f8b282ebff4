package org.machizu.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machizu.http.EdgeServer.LOCAL_PROXY;
import static org.machizu.http.EdgeServer.get;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.machizu.config.Network;
import org.machizu.config.ProxySettings;

/** Proxies are believed where the settings name them, and nobody else ever. */
@Timeout(60)
class ProxiedRequestsTest {
  private static final ProxySettings SPEAKS_FORWARDED =
      new ProxySettings(LOCAL_PROXY.trusted(), true);

  private static String seen(ProxySettings proxies, String... headers) throws Exception {
    try (EdgeServer server =
        EdgeServer.behind(
            proxies,
            get(
                "/seen",
                ctx ->
                    ctx.result(
                        Requests.clientAddress(ctx)
                            + " "
                            + Requests.baseUrl(ctx)
                                .replaceAll("127\\.0\\.0\\.1:[0-9]+", "here"))))) {
      return server.ask("GET", "/seen", headers).body();
    }
  }

  @Test
  void aStrangersHeadersArePassedOver() throws Exception {
    String[] spoofed = {
      "X-Forwarded-For", "203.0.113.9",
      "X-Forwarded-Proto", "https",
      "X-Forwarded-Host", "evil.example",
      "Forwarded", "for=203.0.113.9;proto=https;host=evil.example"
    };
    assertThat(seen(ProxySettings.NONE, spoofed)).isEqualTo("127.0.0.1 http://here");
    ProxySettings another = new ProxySettings(List.of(Network.parse("10.0.0.0/8")), false);
    assertThat(seen(another, spoofed)).isEqualTo("127.0.0.1 http://here");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          203.0.113.9                             | 203.0.113.9
          203.0.113.9:4711                        | 203.0.113.9
          198.51.100.1, 203.0.113.9               | 203.0.113.9
          198.51.100.1, 203.0.113.9, 10.2.3.4     | 203.0.113.9
          10.9.9.9, 203.0.113.9, 10.2.3.4         | 203.0.113.9
          10.9.9.9, 10.2.3.4                      | 10.9.9.9
          203.0.113.9, unknown                    | 127.0.0.1
          203.0.113.9, unknown, 10.2.3.4          | 10.2.3.4
          203.0.113.9, localhost                  | 127.0.0.1
          ::ffff:203.0.113.9                      | 203.0.113.9
          2001:db8::7                             | 2001:db8:0:0:0:0:0:7
          [2001:db8::7]:4711, 10.2.3.4            | 2001:db8:0:0:0:0:0:7
          999.1.1.1                               | 127.0.0.1
          """)
  void theRightMostAddressThatIsNoProxyIsTheClient(String forwardedFor, String client)
      throws Exception {
    assertThat(seen(LOCAL_PROXY, "X-Forwarded-For", forwardedFor))
        .isEqualTo(client + " http://here");
  }

  @Test
  void severalHeadersAreOneList() throws Exception {
    assertThat(
            seen(LOCAL_PROXY, "X-Forwarded-For", "198.51.100.1", "X-Forwarded-For", "203.0.113.9"))
        .startsWith("203.0.113.9 ");
  }

  @Test
  void schemeAndHostAreThoseOfTheOutermostProxy() throws Exception {
    assertThat(
            seen(
                LOCAL_PROXY,
                "X-Forwarded-For",
                "198.51.100.1, 203.0.113.9, 10.2.3.4",
                "X-Forwarded-Proto",
                "http, https, http",
                "X-Forwarded-Host",
                "evil.example, gis.town.example, inner"))
        .isEqualTo("203.0.113.9 https://gis.town.example");
    assertThat(
            seen(
                LOCAL_PROXY,
                "X-Forwarded-For",
                "203.0.113.9",
                "X-Forwarded-Proto",
                "https",
                "X-Forwarded-Host",
                "gis.town.example:8443"))
        .isEqualTo("203.0.113.9 https://gis.town.example:8443");
    assertThat(
            seen(
                LOCAL_PROXY,
                "X-Forwarded-For",
                "203.0.113.9",
                "X-Forwarded-Proto",
                "gopher",
                "X-Forwarded-Host",
                "a b/<c>"))
        .isEqualTo("203.0.113.9 http://here");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          for=203.0.113.9;proto=https;host=gis.town.example         | 203.0.113.9 https://gis.town.example
          for=1.1.1.1;host=evil.example, For="[2001:db8::7]:99";Proto=https, for=10.1.1.1;proto=http | 2001:db8:0:0:0:0:0:7 https://here
          for=_hidden, for=10.2.3.4                                 | 10.2.3.4 http://here
          for="evil, for=203.0.113.9                                | 203.0.113.9 http://here
          """)
  void theStandardsHeaderIsReadWhereTheProxiesWriteIt(String forwarded, String expected)
      throws Exception {
    assertThat(seen(SPEAKS_FORWARDED, "Forwarded", forwarded, "X-Forwarded-For", "6.6.6.6"))
        .isEqualTo(expected);
  }

  @Test
  void onlyTheHeadersThatTheProxiesWriteAreRead() throws Exception {
    assertThat(seen(LOCAL_PROXY, "Forwarded", "for=6.6.6.6;proto=https"))
        .isEqualTo("127.0.0.1 http://here");
  }

  @Test
  void limitsCountAHouseholdsAddressesAsOne() {
    assertThat(ClientAddress.parse("2001:db8:1:2:3:4:5:6").shared())
        .isEqualTo(ClientAddress.parse("2001:db8:1:2:ffff::1").shared())
        .isNotEqualTo(ClientAddress.parse("2001:db8:1:3:3:4:5:6").shared());
    assertThat(ClientAddress.parse("192.0.2.1").shared())
        .isNotEqualTo(ClientAddress.parse("192.0.2.2").shared());
    assertThat(ClientAddress.parse("fe80::1%2")).hasToString("fe80:0:0:0:0:0:0:1");
  }
}
