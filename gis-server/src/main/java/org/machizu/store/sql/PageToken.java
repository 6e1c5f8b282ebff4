package org.machizu.store.sql;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.machizu.access.View;
import org.machizu.layers.FeatureQuery;

/**
 * The token of a page: the place where the page before ended, and a mark of the query it belongs
 * to. Only values that the answer showed are in it; it is not secret, and whatever is changed in it
 * can only move the place.
 */
public final class PageToken {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MARK_BYTES = 12;
  private static final int MAX_LENGTH = 16_384;

  private PageToken() {}

  /**
   * A place in the order of an answer.
   *
   * @param keys the stored values of the sort keys: text, Long, Double or null
   */
  public record Place(List<@Nullable Object> keys, long id) {}

  public static String write(View view, FeatureQuery query, Place place) {
    ObjectNode root = JSON.createObjectNode();
    root.put("q", mark(view, query));
    root.put("i", place.id());
    ArrayNode keys = root.putArray("k");
    for (Object key : place.keys()) {
      switch (key) {
        case null -> keys.addNull();
        case Double d -> keys.addObject().put("d", Double.toHexString(d));
        case Number n -> keys.add(n.longValue());
        default -> keys.add(key.toString());
      }
    }
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(root.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** The place, or null when the query asks for the first page. */
  public static @Nullable Place read(View view, FeatureQuery query) {
    String token = query.after();
    if (token == null) {
      return null;
    }
    try {
      if (token.length() > MAX_LENGTH) {
        throw notOurs();
      }
      JsonNode root = JSON.readTree(Base64.getUrlDecoder().decode(token));
      if (!root.path("q").asText().equals(mark(view, query))
          || !root.path("i").isIntegralNumber()
          || root.path("k").size() != query.sort().size()) {
        throw notOurs();
      }
      List<@Nullable Object> keys = new ArrayList<>();
      for (JsonNode key : root.get("k")) {
        keys.add(key(key));
      }
      return new Place(Collections.unmodifiableList(keys), root.get("i").asLong());
    } catch (java.io.IOException | IllegalArgumentException e) {
      throw notOurs();
    }
  }

  private static @Nullable Object key(JsonNode key) throws JsonProcessingException {
    if (key.isNull()) {
      return null;
    }
    if (key.isObject()) {
      return Double.valueOf(key.path("d").asText());
    }
    return key.isIntegralNumber() ? (Object) key.asLong() : key.asText();
  }

  private static IllegalArgumentException notOurs() {
    return new IllegalArgumentException(
        "the page token does not belong to this query; begin with the first page");
  }

  private static String mark(View view, FeatureQuery query) {
    String asked =
        String.join(
            "\n",
            view.layer().toString(),
            view.entitlement(),
            query.where().toString(),
            query.sort().toString(),
            String.valueOf(query.asOf()));
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(asked.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().encodeToString(Arrays.copyOf(hash, MARK_BYTES));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
