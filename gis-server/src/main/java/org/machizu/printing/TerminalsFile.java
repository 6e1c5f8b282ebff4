package org.machizu.printing;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.machizu.config.YamlFile;
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
  private static final int LONGEST_PLACE = 60;

  /** As tokens name what they stand for. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:-]{0,63}");

  private static final Set<String> OF_TERMINAL =
      Set.of("place", "papers", "fingerprint", "receipts", "receiptWidthMm");
  private static final Set<Integer> WIDTHS_MM = Set.of(58, 80);

  private final YamlFile yaml = new YamlFile();
  private final List<Terminal> terminals = new ArrayList<>();
  private final Map<URI, String> fingerprints = new HashMap<>();
  private final Map<URI, Integer> widths = new HashMap<>();

  private TerminalsFile() {}

  /**
   * @throws TerminalsException telling everything that is wrong, where, and what is allowed
   */
  static Terminals read(Path path) throws TerminalsException {
    TerminalsFile file = new TerminalsFile();
    file.yaml.tree(path).ifPresent(file::take);
    if (file.yaml.isSound()) {
      return new Terminals(file.terminals, file.fingerprints);
    }
    throw new TerminalsException(path.toString(), file.yaml.faults());
  }

  private void take(JsonNode root) {
    yaml.requireKnown("the whole file", root, Set.of("terminals"));
    JsonNode all = root.path("terminals");
    if (!all.isObject() || all.isEmpty() || all.size() > MOST_TERMINALS) {
      yaml.fault("terminals: give 1 to " + MOST_TERMINALS + " terminals, each under its name");
      return;
    }
    for (Map.Entry<String, JsonNode> entry : all.properties()) {
      String at = "terminals." + entry.getKey();
      if (!NAME.matcher(entry.getKey()).matches()) {
        yaml.fault(at + ": a name is 1 to 64 letters, digits and . _ : -");
      }
      if (yaml.requireKnown(at, entry.getValue(), OF_TERMINAL)) {
        terminals.add(terminal(at, entry.getKey(), entry.getValue()));
      }
    }
  }

  private Terminal terminal(String at, String name, JsonNode node) {
    JsonNode place = node.path("place");
    String ja = "";
    String en = "";
    if (yaml.requireKnown(at + ".place", place, Set.of("ja", "en"))) {
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
      yaml.fault(at + ": say where it stands, in 1 to " + LONGEST_PLACE + " characters");
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
      yaml.fault(at + ": '" + node.asText() + "' is no address: " + e.getReason());
    } catch (IllegalArgumentException e) {
      yaml.fault(at + ": " + e.getMessage());
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
        yaml.fault(at + ".fingerprint: it belongs to 'papers', which is missing or wrong");
      }
      return;
    }
    URI web = IppAddress.of(papers.get()).web();
    if (!"https".equals(web.getScheme())) {
      yaml.fault(at + ".fingerprint: only a printer with an ipps address has a certificate");
      return;
    }
    try {
      Certificates.fingerprint(node.asText());
    } catch (IllegalArgumentException e) {
      yaml.fault(
          at
              + ".fingerprint: '"
              + node.asText()
              + "' is not the SHA-256 of a certificate, 64 hexadecimal digits with or without colons");
      return;
    }
    String other = fingerprints.putIfAbsent(web.resolve("/"), node.asText());
    if (other != null && !other.equals(node.asText())) {
      yaml.fault(at + ".fingerprint: another terminal has another one for the same printer");
    }
  }

  private int widthMm(String at, JsonNode node, Optional<URI> receipts) {
    int widthMm = node.isMissingNode() ? 80 : node.asInt(0);
    if (!WIDTHS_MM.contains(widthMm) || !(node.isMissingNode() || node.isInt())) {
      yaml.fault(at + ".receiptWidthMm: '" + node.asText() + "' is neither 80 nor 58");
      return widthMm;
    }
    Integer other = receipts.map(printer -> widths.putIfAbsent(printer, widthMm)).orElse(null);
    if (other != null && other != widthMm) {
      yaml.fault(at + ".receiptWidthMm: another terminal has another one for the same printer");
    }
    return widthMm;
  }
}
