package org.machizu.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Iterator;
import java.util.stream.Stream;

/** An open event stream, read event by event. */
final class EventStream implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** One event. */
  record Event(String name, JsonNode data) {}

  private final Stream<String> lines;
  private final Iterator<String> next;

  private EventStream(Stream<String> lines) {
    this.lines = lines;
    this.next = lines.iterator();
  }

  /** Returns when the server has taken the stream on: events after that are not missed. */
  static EventStream open(HttpClient client, HttpRequest request) {
    try {
      EventStream stream = new EventStream(client.send(request, BodyHandlers.ofLines()).body());
      String first = stream.next.next();
      if (!first.startsWith(":")) {
        throw new AssertionError("the stream began with '" + first + "'");
      }
      return stream;
    } catch (IOException e) {
      throw new AssertionError("no event stream at " + request.uri(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** The next event; waits for it. */
  Event next() {
    String name = "";
    while (true) {
      String line = next.next();
      if (line.startsWith("event:")) {
        name = line.substring(6).strip();
      } else if (line.startsWith("data:")) {
        try {
          return new Event(name, JSON.readTree(line.substring(5)));
        } catch (IOException e) {
          throw new AssertionError(line, e);
        }
      }
    }
  }

  /** Waits for the next event of a name; others are passed over. */
  JsonNode next(String name) {
    Event event = next();
    while (!event.name().equals(name)) {
      event = next();
    }
    return event.data();
  }

  @Override
  public void close() {
    lines.close();
  }
}
