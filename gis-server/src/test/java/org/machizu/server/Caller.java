package org.machizu.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A client of the running server, with its own cookies: the public, or somebody signed in. */
final class Caller {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

  private final String base;
  private final List<String> headers = new ArrayList<>();

  Caller(String base) {
    this.base = base;
  }

  /** This caller with a further header on every request. */
  Caller with(String name, String value) {
    Caller other = new Caller(base);
    other.headers.addAll(headers);
    other.headers.add(name);
    other.headers.add(value);
    return other;
  }

  /** Signs in and gives the caller with the session. */
  Caller signedIn(String user, String password) {
    Answer answer =
        post("/api/session", "{\"user\":\"" + user + "\",\"password\":\"" + password + "\"}");
    if (answer.status() != 200) {
      throw new AssertionError("sign-in of " + user + " answered " + answer.text());
    }
    return with("Cookie", answer.header("Set-Cookie").split(";", 2)[0]);
  }

  Answer get(String path) {
    return send("GET", path, null);
  }

  Answer post(String path, String json) {
    return send("POST", path, json);
  }

  Answer put(String path, String json) {
    return send("PUT", path, json);
  }

  Answer patch(String path, String json) {
    return send("PATCH", path, json);
  }

  Answer delete(String path) {
    return send("DELETE", path, null);
  }

  private Answer send(String method, String path, String json) {
    URI uri = URI.create(path.startsWith("http") ? path : base + path);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .timeout(Duration.ofSeconds(60))
            .method(
                method,
                json == null
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofString(json, StandardCharsets.UTF_8));
    if (!headers.isEmpty()) {
      request.headers(headers.toArray(new String[0]));
    }
    if (json != null) {
      request.setHeader("Content-Type", "application/json");
    }
    try {
      return Answer.of(HTTP.send(request.build(), BodyHandlers.ofByteArray()));
    } catch (IOException e) {
      throw new AssertionError(method + " " + uri + " got no answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(method + " " + uri + " was interrupted", e);
    }
  }
}
