package org.machizu.retention;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a purge takes out of one layer.
 *
 * @param layer the layer's short id
 * @param features the ids of those that go, in order; also those of which only past states are left
 * @param horizon the revision before which the whole past goes; 0 when none of it does
 * @param rows how many rows lie where: current, history, former contents, past
 */
public record PurgePlan(String layer, List<Long> features, long horizon, Map<String, Long> rows) {
  /** Features of one purge at most. */
  public static final int MAX_FEATURES = 100_000;

  /** Ids that are told one by one; more are told by their hash. */
  public static final int LISTED = 50;

  public PurgePlan {
    features = features.stream().distinct().sorted().toList();
    rows = Map.copyOf(rows);
  }

  /** Whether there is nothing to do. */
  public boolean isEmpty() {
    return features.isEmpty() && horizon == 0;
  }

  /** SHA-256 over the ids, in order and with commas between. */
  public String idsHash() {
    return sha256(features.stream().map(String::valueOf).collect(Collectors.joining(",")));
  }

  /** What whoever has seen this plan gives to have it done. */
  public String confirmation() {
    return sha256(layer + " " + idsHash() + " " + horizon).substring(0, 24);
  }

  /** Ready for JSON and for the audit log; ids and numbers only. */
  public Map<String, Object> told() {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("features", features.size());
    if (features.size() <= LISTED && !features.isEmpty()) {
      told.put("ids", features.stream().map(String::valueOf).collect(Collectors.joining(",")));
    }
    told.put("idsSha256", idsHash());
    if (horizon > 0) {
      told.put("historyBefore", horizon);
    }
    told.put("rows", new TreeMap<>(rows).toString());
    return told;
  }

  static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
