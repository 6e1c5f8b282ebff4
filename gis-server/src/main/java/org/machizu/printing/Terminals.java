package org.machizu.printing;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** All terminals of the town. */
public final class Terminals {
  /** A town without terminals. */
  public static final Terminals NONE = new Terminals(List.of(), Map.of());

  private final Map<String, Terminal> byName = new TreeMap<>();
  private final Map<URI, String> fingerprints;

  /**
   * @param fingerprints SHA-256 of the certificates of printers that made theirs themselves
   */
  Terminals(List<Terminal> terminals, Map<URI, String> fingerprints) {
    terminals.forEach(terminal -> byName.put(terminal.name(), terminal));
    this.fingerprints = Map.copyOf(fingerprints);
  }

  /**
   * Reads the file of terminals; see docs/printers.md.
   *
   * @throws TerminalsException telling everything that is wrong with it
   */
  public static Terminals read(Path file) throws TerminalsException {
    return TerminalsFile.read(file);
  }

  public Optional<Terminal> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** All of them by name. */
  public List<Terminal> list() {
    return List.copyOf(byName.values());
  }

  Map<URI, String> fingerprints() {
    return fingerprints;
  }
}
