package org.machizu.printing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.machizu.outbound.Certificates;
import org.machizu.outbound.PrinterSockets;

/**
 * The file of terminals.
 *
 * <pre>{@code
 * terminals:
 *   hall-1:
 *     place: {ja: 本庁舎 1階 ロビー, en: Town hall, ground floor}
 *     papers: ipps://192.168.10.21/ipp/print
 *     fingerprint: 5A:1C:…
 *     receipts: tcp://192.168.10.22:9100
 *     receiptWidthMm: 80
 * }</pre>
 */
final class TerminalsFile {
  private static final int MOST_TERMINALS = 200;
  private static final long MOST_BYTES = 1 << 20;
  private static final int LONGEST_PLACE = 60;
  private static final int MOST_FAULTS = 20;

  /** As tokens name what they stand for. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:-]{0,63}");

  private static final Set<String> OF_TERMINAL =
      Set.of("place", "papers", "fingerprint", "receipts", "receiptWidthMm");
  private static final Set<Integer> WIDTHS_MM = Set.of(58, 80);

  private final List<String> faults = new ArrayList<>();
  private final List<Terminal> terminals = new ArrayList<>();
  private final Map<URI, String> fingerprints = new HashMap<>();
  private final Map<URI, Integer> widths = new HashMap<>();

  private TerminalsFile() {}

  /**
   * @throws TerminalsException telling everything that is wrong, where, and what is allowed
   */
  static Terminals read(Path path) throws TerminalsException {
    TerminalsFile file = new TerminalsFile();
    file.tree(path).ifPresent(file::take);
    if (file.faults.isEmpty()) {
      return new Terminals(file.terminals, file.fingerprints);
    }
    List<String> told = file.faults.subList(0, Math.min(MOST_FAULTS, file.faults.size()));
    throw new TerminalsException(path.toString(), told);
  }

  private Optional<JsonNode> tree(Path path) {
    try {
      if (Files.size(path) > MOST_BYTES) {
        faults.add("it has more than " + MOST_BYTES + " bytes");
        return Optional.empty();
      }
      YAMLMapper yaml =
          YAMLMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
      return Optional.of(yaml.readTree(Files.readAllBytes(path)));
    } catch (JsonProcessingException e) {
      faults.add("it is no YAML: " + e.getOriginalMessage());
    } catch (IOException e) {
      faults.add("it cannot be read: " + e);
    }
    return Optional.empty();
  }

  private void take(JsonNode root) {
    requireKnown("the whole file", root, Set.of("terminals"));
    JsonNode all = root.path("terminals");
    if (!all.isObject() || all.isEmpty() || all.size() > MOST_TERMINALS) {
      faults.add("terminals: give 1 to " + MOST_TERMINALS + " terminals, each under its name");
      return;
    }
    for (Map.Entry<String, JsonNode> entry : all.properties()) {
      String at = "terminals." + entry.getKey();
      if (!NAME.matcher(entry.getKey()).matches()) {
        faults.add(at + ": a name is 1 to 64 letters, digits and . _ : -");
      }
      if (requireKnown(at, entry.getValue(), OF_TERMINAL)) {
        terminals.add(terminal(at, entry.getKey(), entry.getValue()));
      }
    }
  }

  private Terminal terminal(String at, String name, JsonNode node) {
    JsonNode place = node.path("place");
    String ja = "";
    String en = "";
    if (requireKnown(at + ".place", place, Set.of("ja", "en"))) {
      ja = place(at + ".place.ja", place.path("ja"));
      en = place.has("en") ? place(at + ".place.en", place.path("en")) : ja;
    }
    Optional<URI> papers = address(at + ".papers", node.path("papers"), this::requirePapers);
    Optional<URI> receipts =
        address(at + ".receipts", node.path("receipts"), this::requireReceipts);
    fingerprint(at, node.path("fingerprint"), papers);
    int widthMm = widthMm(at, node.path("receiptWidthMm"), receipts);
    return new Terminal(name, ja, en, papers, receipts, widthMm);
  }

  private String place(String at, JsonNode node) {
    String text = node.isTextual() ? node.asText().strip() : "";
    if (text.isEmpty() || text.length() > LONGEST_PLACE) {
      faults.add(at + ": say where it stands, in 1 to " + LONGEST_PLACE + " characters");
    }
    return text;
  }

  private Optional<URI> address(String at, JsonNode node, Consumer<URI> check) {
    if (node.isMissingNode()) {
      return Optional.empty();
    }
    try {
      URI address = new URI(node.isTextual() ? node.asText() : "");
      check.accept(address);
      return Optional.of(address);
    } catch (URISyntaxException e) {
      faults.add(at + ": '" + node.asText() + "' is no address: " + e.getReason());
    } catch (IllegalArgumentException e) {
      faults.add(at + ": " + e.getMessage());
    }
    return Optional.empty();
  }

  private void requirePapers(URI address) {
    IppAddress.of(address);
  }

  private void requireReceipts(URI address) {
    PrinterSockets.address(address);
  }

  private void fingerprint(String at, JsonNode node, Optional<URI> papers) {
    if (node.isMissingNode() || papers.isEmpty()) {
      if (!node.isMissingNode()) {
        faults.add(at + ".fingerprint: it belongs to 'papers', which is missing or wrong");
      }
      return;
    }
    URI web = IppAddress.of(papers.get()).web();
    if (!"https".equals(web.getScheme())) {
      faults.add(at + ".fingerprint: only a printer with an ipps address has a certificate");
      return;
    }
    try {
      Certificates.fingerprint(node.asText());
    } catch (IllegalArgumentException e) {
      faults.add(
          at
              + ".fingerprint: '"
              + node.asText()
              + "' is not the SHA-256 of a certificate, 64 hexadecimal digits with or without colons");
      return;
    }
    String other = fingerprints.putIfAbsent(web.resolve("/"), node.asText());
    if (other != null && !other.equals(node.asText())) {
      faults.add(at + ".fingerprint: another terminal has another one for the same printer");
    }
  }

  private int widthMm(String at, JsonNode node, Optional<URI> receipts) {
    int widthMm = node.isMissingNode() ? 80 : node.asInt(0);
    if (!WIDTHS_MM.contains(widthMm) || !(node.isMissingNode() || node.isInt())) {
      faults.add(at + ".receiptWidthMm: '" + node.asText() + "' is neither 80 nor 58");
      return widthMm;
    }
    Integer other = receipts.map(printer -> widths.putIfAbsent(printer, widthMm)).orElse(null);
    if (other != null && other != widthMm) {
      faults.add(at + ".receiptWidthMm: another terminal has another one for the same printer");
    }
    return widthMm;
  }

  private boolean requireKnown(String at, JsonNode object, Set<String> known) {
    List<String> sorted = known.stream().sorted().toList();
    if (!object.isObject()) {
      faults.add(at + ": it has to be an object of " + sorted);
      return false;
    }
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      if (!known.contains(member.getKey())) {
        faults.add(at + "." + member.getKey() + ": it is not known; known are " + sorted);
      }
    }
    return true;
  }
}
