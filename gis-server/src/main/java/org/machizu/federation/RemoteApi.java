package org.machizu.federation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.machizu.http.Json;
import org.machizu.outbound.Outbound;
import org.machizu.outbound.OutboundException;

/**
 * One other server, asked by OGC API – Features (OGC 17-069r4). Whatever it answers is bounded: by
 * bytes and time of an answer, by pages, and to its own host.
 */
final class RemoteApi {
  private static final String JSON = "application/geo+json, application/json;q=0.9";
  private static final int MOST_PAGES_OF_COLLECTIONS = 100;
  private static final int MOST_PAGES_OF_ITEMS = 20_000;

  /** Asked for; a server gives what it allows. */
  private static final int PAGE = 1_000;

  private final Outbound outbound;
  private final RemoteServer server;

  RemoteApi(Outbound outbound, RemoteServer server) {
    this.outbound = outbound;
    this.server = server;
  }

  /** Takes a feature on its way. */
  interface Sink {
    void take(JsonNode feature) throws IOException, RemoteException;
  }

  /**
   * The collections of features that are the server's own, as anybody sees them.
   *
   * @param wanted by id
   */
  List<RemoteCollection> collections(Predicate<String> wanted) throws RemoteException {
    JsonNode landing = get(server.url());
    URI next =
        link(server.url(), landing, "data").orElseGet(() -> below(server.url(), "collections"));
    List<RemoteCollection> found = new ArrayList<>();
    Set<URI> seen = new HashSet<>();
    for (Optional<URI> page = Optional.of(next); page.isPresent(); ) {
      URI at = page.get();
      requireNew(seen, at, MOST_PAGES_OF_COLLECTIONS);
      JsonNode answer = get(at);
      JsonNode list = answer.path("collections");
      if (!list.isArray()) {
        throw new RemoteException(at + " answers without a list 'collections'");
      }
      for (JsonNode one : list) {
        String id = one.path("id").asText();
        boolean isOfFeatures = one.path("itemType").asText("feature").equals("feature");
        if (!id.isEmpty() && wanted.test(id) && isOfFeatures && RemoteCollection.isOwnData(one)) {
          Optional<URI> items = link(at, one, "items");
          if (items.isPresent()) {
            found.add(RemoteCollection.read(one, items.get()));
          }
        }
      }
      page = link(at, answer, "next");
    }
    return found;
  }

  /** All features of a collection, page by page, in the server's order. */
  void items(RemoteCollection collection, Sink sink) throws RemoteException, IOException {
    Set<URI> seen = new HashSet<>();
    Optional<URI> page = Optional.of(withLimit(collection.items()));
    while (page.isPresent()) {
      URI at = page.get();
      requireNew(seen, at, MOST_PAGES_OF_ITEMS);
      JsonNode answer = get(at);
      JsonNode features = answer.path("features");
      if (!features.isArray()) {
        throw new RemoteException(at + " answers without a list 'features'");
      }
      for (JsonNode feature : features) {
        sink.take(feature);
      }
      page = link(at, answer, "next");
    }
  }

  private void requireNew(Set<URI> seen, URI page, int most) throws RemoteException {
    if (!seen.add(page)) {
      throw new RemoteException(
          "the pages of " + server.url() + " go round: " + page + " comes again");
    }
    if (seen.size() > most) {
      throw new RemoteException(server.url() + " gives more than " + most + " pages");
    }
  }

  private JsonNode get(URI address) throws RemoteException {
    if (!Outbound.origin(address).equals(Outbound.origin(server.url()))) {
      throw new RemoteException(
          "a link leads to " + address + ", which is not the server " + server.url());
    }
    try {
      Outbound.Reply reply = outbound.send(address, Map.of("Accept", JSON), null);
      if (reply.status() != 200) {
        throw new RemoteException(address + " answers with status " + reply.status());
      }
      return Json.mapper().readTree(reply.body());
    } catch (OutboundException e) {
      throw new RemoteException(String.valueOf(e.getMessage()), e);
    } catch (JsonProcessingException e) {
      throw new RemoteException(
          address + " answers with what is no JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new RemoteException(address + " cannot be read", e);
    }
  }

  /** The link of a kind, to JSON if there are several. */
  private Optional<URI> link(URI at, JsonNode json, String rel) throws RemoteException {
    Optional<URI> other = Optional.empty();
    for (JsonNode link : json.path("links")) {
      boolean isMeant = link.path("rel").asText().equals(rel);
      if (isMeant && link.path("type").asText("json").contains("json")) {
        return Optional.of(resolved(at, link));
      }
      if (isMeant && other.isEmpty() && !link.path("type").asText().contains("html")) {
        other = Optional.of(resolved(at, link));
      }
    }
    return other;
  }

  private static URI resolved(URI at, JsonNode link) throws RemoteException {
    String href = link.path("href").asText();
    try {
      return at.resolve(href);
    } catch (IllegalArgumentException e) {
      throw new RemoteException("'" + href + "' in the answer of " + at + " is no address", e);
    }
  }

  private static URI below(URI landing, String path) {
    String text = landing.toString();
    return URI.create(text + (text.endsWith("/") ? "" : "/") + path);
  }

  private static URI withLimit(URI items) {
    String text = items.toString();
    return text.contains("limit=")
        ? items
        : URI.create(text + (items.getRawQuery() == null ? "?" : "&") + "limit=" + PAGE);
  }
}
