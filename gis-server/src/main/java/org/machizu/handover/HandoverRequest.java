package org.machizu.handover;

import java.util.Map;
import java.util.Optional;

/**
 * Work for the holder of a data folder.
 *
 * @param command "import" or "export"
 * @param arguments by name, as on the command line; file names are absolute
 */
public record HandoverRequest(String command, Map<String, String> arguments) {
  public HandoverRequest {
    arguments = Map.copyOf(arguments);
  }

  /** An argument that may be left out. */
  public Optional<String> find(String name) {
    return Optional.ofNullable(arguments.get(name));
  }

  /**
   * An argument that must be given.
   *
   * @throws HandoverException when it is not
   */
  public String get(String name) throws HandoverException {
    return find(name)
        .orElseThrow(() ->
            new HandoverException(
                "argument-missing", "%s needs '%s'".formatted(command, name), "give --" + name));
  }
}
