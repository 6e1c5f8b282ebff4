package org.machizu.server;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.concurrent.locks.LockSupport;

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

  /** This caller, with its cookies, at another server. */
  Caller at(String otherBase) {
    Caller other = new Caller(otherBase);
    other.headers.addAll(headers);
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

  /** All features of a list, over all its pages. */
  List<JsonNode> all(String items) {
    List<JsonNode> all = new ArrayList<>();
    for (String next = items + "?limit=1000"; next != null; ) {
      Answer page = get(next);
      if (page.status() != 200) {
        throw new AssertionError(next + " answered " + page.text());
      }
      page.json().path("features").forEach(all::add);
      next = null;
      for (JsonNode link : page.json().path("links")) {
        next = link.path("rel").asText().equals("next") ? link.path("href").asText() : next;
      }
    }
    return all;
  }

  /** Sends a form as pages do. */
  Answer form(String path, String body) {
    HttpRequest.Builder request =
        request(path)
            .method("POST", BodyPublishers.ofString(body))
            .setHeader("Content-Type", "application/x-www-form-urlencoded");
    return answer(request.build());
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

  Answer delete(String path, String json) {
    return send("DELETE", path, json);
  }

  /** Sends a form with a file to be imported. */
  Answer upload(Form form) {
    return upload("/api/imports", form);
  }

  /** Sends a form with a file. */
  Answer upload(String path, Form form) {
    HttpRequest.Builder request =
        request(path).method("POST", form.body()).setHeader("Content-Type", form.contentType());
    return answer(request.build());
  }

  /** The job at this address when it has ended. */
  JsonNode ended(String job) {
    while (true) {
      Answer answer = get(job);
      if (answer.status() != 200) {
        throw new AssertionError(job + " answered " + answer.text());
      }
      switch (answer.json().path("state").asText()) {
        case "queued", "running" -> LockSupport.parkNanos(10_000_000);
        default -> {
          return answer.json();
        }
      }
    }
  }

  /** Uploads, waits for the job, and gives its end; the upload must have been taken. */
  JsonNode imported(Form form) {
    Answer answer = upload(form);
    if (answer.status() != 202) {
      throw new AssertionError("the upload answered " + answer.text());
    }
    return ended(answer.header("Location"));
  }

  /** Opens the event stream. */
  EventStream events() {
    HttpRequest request = request("/api/events").setHeader("Accept", "text/event-stream").build();
    return EventStream.open(HTTP, request);
  }

  private HttpRequest.Builder request(String path) {
    URI uri = URI.create(path.startsWith("http") ? path : base + path);
    HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(60));
    if (!headers.isEmpty()) {
      request.headers(headers.toArray(new String[0]));
    }
    return request;
  }

  /**
   * Any request.
   *
   * @param body null for none
   * @param type the body's media type; null for none
   */
  Answer send(String method, String path, String body, String type) {
    HttpRequest.Builder request =
        request(path)
            .method(
                method,
                body == null
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofString(body, StandardCharsets.UTF_8));
    if (type != null) {
      request.setHeader("Content-Type", type);
    }
    return answer(request.build());
  }

  private Answer send(String method, String path, String json) {
    return send(method, path, json, json == null ? null : "application/json");
  }

  private static Answer answer(HttpRequest request) {
    String what = request.method() + " " + request.uri();
    try {
      return Answer.of(HTTP.send(request, BodyHandlers.ofByteArray()));
    } catch (IOException e) {
      throw new AssertionError(what + " got no answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(what + " was interrupted", e);
    }
  }
}
