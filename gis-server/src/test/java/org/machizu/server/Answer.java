package org.machizu.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** One HTTP answer, as tests look at it. */
record Answer(int status, byte[] body, HttpResponse<byte[]> whole) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static Answer of(HttpResponse<byte[]> response) {
    return new Answer(response.statusCode(), response.body(), response);
  }

  String header(String name) {
    return whole.headers().firstValue(name).orElse("");
  }

  String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  JsonNode json() {
    try {
      return JSON.readTree(body);
    } catch (IOException e) {
      throw new UncheckedIOException(text(), e);
    }
  }

  /** The stable code of a problem answer; empty when it is none. */
  String code() {
    return header("Content-Type").startsWith("application/problem+json")
        ? json().path("code").asText()
        : "";
  }
}
