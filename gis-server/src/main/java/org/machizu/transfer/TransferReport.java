package org.machizu.transfer;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What was read from one store beside what stands in the other.
 *
 * @param taken the moment that both show
 * @param sent the sections as the source gave them
 * @param differing names of sections of which the copy is not the same
 */
public record TransferReport(Instant taken, List<SectionSum> sent, List<String> differing) {
  private static final String LAYERS = "layers/";

  public TransferReport {
    sent = List.copyOf(sent);
    differing = List.copyOf(differing);
  }

  static TransferReport compare(Instant taken, List<SectionSum> sent, List<SectionSum> found) {
    Map<String, SectionSum> copies = new LinkedHashMap<>();
    found.forEach(sum -> copies.put(sum.name(), sum));
    List<String> differing = new ArrayList<>();
    for (SectionSum sum : sent) {
      if (!sum.equals(copies.remove(sum.name()))) {
        differing.add(sum.name());
      }
    }
    differing.addAll(copies.keySet());
    return new TransferReport(taken, sent, differing);
  }

  public boolean isEqual() {
    return differing.isEmpty();
  }

  /**
   * A layer at one glance.
   *
   * @param rows features, or tiles of pixels, as they are now
   * @param past states that the history keeps besides
   * @param sha256 over everything of it
   */
  public record LayerSum(String layer, long rows, long past, String sha256, boolean isEqual) {}

  /** Layers by name. */
  public List<LayerSum> layers() {
    Map<String, List<SectionSum>> byLayer = new LinkedHashMap<>();
    for (SectionSum sum : sent) {
      if (sum.name().startsWith(LAYERS)) {
        String layer = sum.name().split("/", 3)[1];
        byLayer.computeIfAbsent(layer, name -> new ArrayList<>()).add(sum);
      }
    }
    List<LayerSum> layers = new ArrayList<>();
    byLayer.forEach((layer, sums) -> layers.add(layer(layer, sums)));
    layers.sort(Comparator.comparing(LayerSum::layer));
    return layers;
  }

  private LayerSum layer(String layer, List<SectionSum> sums) {
    long present = 0;
    long past = 0;
    for (SectionSum sum : sums) {
      if (sum.name().endsWith("/content") || sum.name().endsWith("/tiles")) {
        past += present; // the last epoch is the present one
        present = sum.rows();
      } else if (sum.name().endsWith("/history")) {
        past += sum.rows();
      }
    }
    boolean equal =
        differing.stream().noneMatch(name -> (name + "/").startsWith(LAYERS + layer + "/"));
    return new LayerSum(layer, present, past, sha256(sums), equal);
  }

  /** Rows of operational tables. */
  public long tableRows() {
    return rows(sum -> sum.name().startsWith("tables/"));
  }

  /** Lines of the audit log. */
  public long auditLines() {
    return rows(sum -> sum.name().startsWith("audit/") && sum.name().endsWith("/lines"));
  }

  private long rows(Predicate<SectionSum> which) {
    return sent.stream().filter(which).mapToLong(SectionSum::rows).sum();
  }

  /** One checksum over all layers; the same as long as nobody changes them, in whatever store. */
  public String layersSha256() {
    return sha256(
        sent.stream()
            .filter(sum -> sum.name().startsWith(LAYERS))
            .sorted(Comparator.comparing(SectionSum::name))
            .toList());
  }

  private static String sha256(List<SectionSum> sums) {
    MessageDigest digest = SummingSink.sha256();
    for (SectionSum sum : sums) {
      digest.update(
          "%s %d %s\n"
              .formatted(sum.name(), sum.rows(), sum.sha256())
              .getBytes(StandardCharsets.UTF_8));
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
