package org.machizu.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machizu.http.EdgeServer.LOCAL_PROXY;
import static org.machizu.http.EdgeServer.get;
import static org.machizu.http.EdgeServer.route;

import io.javalin.http.HandlerType;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.machizu.config.EdgeSettings;
import org.machizu.config.LimitSettings;
import org.machizu.config.ProxySettings;

/** One client cannot take the server from the others, and an office does not lock itself out. */
@Timeout(60)
class RateLimitsTest {
  private static final String STAFF = "machizu_session=clerk";

  private static EdgeServer server(LimitSettings limits) {
    return new EdgeServer(
        new EdgeSettings(LOCAL_PROXY, List.of(), limits, Optional.empty()),
        Optional.empty(),
        get("/read", ctx -> ctx.result("read")),
        get("/tiles/a", ctx -> ctx.result("tile")),
        route(HandlerType.PUT, "/write", ctx -> ctx.result("written")),
        route(HandlerType.POST, Route.SIGN_IN_PATH, ctx -> ctx.result("in")));
  }

  /** How many of 40 requests are answered. */
  private static int answered(EdgeServer server, String method, String path, String... headers)
      throws Exception {
    int count = 0;
    for (int n = 0; n < 40; n++) {
      count += server.ask(method, path, headers).statusCode() == 200 ? 1 : 0;
    }
    return count;
  }

  private static String[] from(String address) {
    return new String[] {"X-Forwarded-For", address};
  }

  @Test
  void eachKindOfRequestHasALimitOfItsOwn() throws Exception {
    try (EdgeServer server = server(new LimitSettings(5, 20, 3, 0, 2, 2, 0, 0, 0))) {
      assertThat(answered(server, "GET", "/read", from("192.0.2.1"))).isBetween(5, 8);
      assertThat(answered(server, "GET", "/tiles/a", from("192.0.2.1"))).isBetween(20, 30);
      assertThat(answered(server, "PUT", "/write", from("192.0.2.1"))).isBetween(3, 5);
      assertThat(answered(server, "POST", Route.SIGN_IN_PATH, from("192.0.2.1"))).isBetween(2, 4);
      // another client has its own
      assertThat(answered(server, "GET", "/read", from("192.0.2.2"))).isBetween(5, 8);
    }
  }

  @Test
  void whoIsRefusedIsToldWhenToComeAgain() throws Exception {
    try (EdgeServer server = server(new LimitSettings(1, 0, 0, 0, 0, 1, 0, 0, 0))) {
      server.ask("GET", "/read");
      HttpResponse<String> refused = server.ask("GET", "/nowhere");

      assertThat(refused.statusCode()).isEqualTo(429);
      long seconds = Long.parseLong(refused.headers().firstValue("Retry-After").orElseThrow());
      assertThat(seconds).isBetween(50L, 60L);
      assertThat(refused.headers().firstValue("Content-Type")).hasValue(Problem.MEDIA_TYPE);
      assertThat(refused.body())
          .contains("\"code\":\"too-many-requests\"", "\"retryAfterSeconds\":" + seconds);
      assertThat(answered(server, "GET", "/tiles/a")).as("0 is no bound").isEqualTo(40);
    }
  }

  @Test
  void staffBehindOneAddressAreCountedByAccountAndMayDoMore() throws Exception {
    try (EdgeServer server = server(new LimitSettings(5, 0, 0, 0, 2, 4, 0, 0, 0))) {
      assertThat(answered(server, "GET", "/read")).isBetween(5, 8);
      assertThat(answered(server, "GET", "/read", "Cookie", STAFF)).isBetween(20, 30);
      assertThat(answered(server, "GET", "/read", "Cookie", STAFF + "2")).isBetween(20, 30);
      // whoever is signed in tries passwords no faster
      assertThat(answered(server, "POST", Route.SIGN_IN_PATH, "Cookie", STAFF)).isBetween(2, 4);
      assertThat(answered(server, "POST", Route.SIGN_IN_PATH, "Cookie", STAFF + "2"))
          .isLessThanOrEqualTo(2);
    }
  }

  @Test
  void aNetworkOfIpv6IsOneClient() throws Exception {
    try (EdgeServer server = server(new LimitSettings(5, 0, 0, 0, 0, 1, 0, 0, 0))) {
      int count = 0;
      for (int n = 0; n < 40; n++) {
        String address = "2001:db8:0:1::" + Integer.toHexString(n + 1);
        count += server.ask("GET", "/read", from(address)).statusCode() == 200 ? 1 : 0;
      }
      assertThat(count).isBetween(5, 8);
    }
  }

  @Test
  void aBucketFillsEvenlyAndHoldsAMinutesWorth() {
    TokenBucket bucket = new TokenBucket(60, 0);
    for (int n = 0; n < 60; n++) {
      assertThat(bucket.take(0)).isZero();
    }
    long second = TimeUnit.SECONDS.toNanos(1);
    assertThat(bucket.take(0)).isEqualTo(second);
    assertThat(bucket.take(second / 2)).isBetween(second / 2 - 1, second / 2 + 1);
    assertThat(bucket.take(second)).isZero();
    assertThat(bucket.take(second)).isPositive();
    long later = TimeUnit.HOURS.toNanos(1);
    for (int n = 0; n < 60; n++) {
      assertThat(bucket.take(later)).isZero();
    }
    assertThat(bucket.take(later)).isPositive();
  }

  @Test
  void oneAddressHoldsNoMoreConnectionsThanItsShare() throws Exception {
    LimitSettings limits = new LimitSettings(0, 0, 0, 0, 0, 1, 100, 3, 0);
    try (EdgeServer server =
        new EdgeServer(
            new EdgeSettings(ProxySettings.NONE, List.of(), limits, Optional.empty()),
            Optional.empty(),
            get("/read", ctx -> ctx.result("read")))) {
      List<Socket> open = new ArrayList<>();
      for (int n = 0; n < 3; n++) {
        open.add(connected(server));
        assertThat(isServed(open.getLast())).isTrue();
      }
      try (Socket further = connected(server)) {
        assertThat(isServed(further)).isFalse();
      }
      open.removeFirst().close();
      boolean isServed = false;
      while (!isServed) { // the server hears of the closing a moment later
        try (Socket again = connected(server)) {
          isServed = isServed(again);
        }
      }
      for (Socket socket : open) {
        socket.close();
      }
    }
  }

  private static Socket connected(EdgeServer server) throws IOException {
    Socket socket = new Socket("127.0.0.1", server.port());
    socket.setSoTimeout(20_000);
    return socket;
  }

  private static boolean isServed(Socket socket) {
    try {
      socket.getOutputStream().write("GET /read HTTP/1.1\r\nHost: test\r\n\r\n".getBytes());
      socket.getOutputStream().flush();
      return socket.getInputStream().read() == 'H';
    } catch (IOException e) {
      return false; // reset
    }
  }
}
