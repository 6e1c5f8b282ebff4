package org.machizu.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads settings by key from three places, the first that has the key wins: command line,
 * environment, file. Remembers what it was asked for: that is the list of all settings, for the
 * documentation and for refusing keys that nobody reads.
 */
final class SettingsReader {
  static final String PREFIX = "MACHIZU_";

  /** Turns a text into a value; the message of what it throws is not shown. */
  interface Parser<T> {
    T parse(String text);
  }

  private final Map<String, String> commandLine;
  private final Map<String, String> environment;
  private final Map<String, String> file;
  private final String fileName;
  private final Map<String, SettingKey> asked = new LinkedHashMap<>();

  /**
   * @param commandLine values by key
   * @param environment the process's environment
   * @param file values by key, levels joined by dots
   * @param fileName for messages
   */
  SettingsReader(
      Map<String, String> commandLine,
      Map<String, String> environment,
      Map<String, String> file,
      String fileName) {
    this.commandLine = commandLine;
    this.environment = environment;
    this.file = file;
    this.fileName = fileName;
  }

  /** The value that was given, or the fallback (which is parsed too). */
  <T> T read(SettingKey key, Parser<T> parser) throws SettingsException {
    Optional<T> given = find(key, parser);
    return given.isPresent() ? given.get() : parser.parse(key.fallback());
  }

  /** The value that was given, if any. */
  <T> Optional<T> find(SettingKey key, Parser<T> parser) throws SettingsException {
    return find(key, parser, false);
  }

  /** As {@link #find}, and no message ever shows the value. */
  <T> Optional<T> findSecret(SettingKey key, Parser<T> parser) throws SettingsException {
    return find(key, parser, true);
  }

  private <T> Optional<T> find(SettingKey key, Parser<T> parser, boolean secret)
      throws SettingsException {
    asked.put(key.key(), key);
    String place;
    String text;
    if (commandLine.containsKey(key.key())) {
      place = "--" + key.key() + " on the command line";
      text = commandLine.get(key.key());
    } else if (environment.containsKey(key.environmentVariable())) {
      place = key.environmentVariable() + " in the environment";
      text = environment.get(key.environmentVariable());
    } else if (file.containsKey(key.key())) {
      place = key.key() + " in " + fileName;
      text = file.get(key.key());
    } else {
      return Optional.empty();
    }
    try {
      return Optional.of(parser.parse(String.valueOf(text).strip()));
    } catch (IllegalArgumentException e) {
      throw new SettingsException(
          place + (secret ? " is not usable" : " is '" + text + "', which is not usable"),
          "give " + key.allowed());
    }
  }

  /** All settings that were asked for, in that order. */
  List<SettingKey> asked() {
    return List.copyOf(asked.values());
  }

  /**
   * To be called when everything has been read.
   *
   * @throws SettingsException when the file has a key that nobody asked for
   */
  void refuseUnknownKeys() throws SettingsException {
    for (String key : file.keySet()) {
      if (!asked.containsKey(key)) {
        throw new SettingsException(
            "%s has a setting '%s', which does not exist".formatted(fileName, key),
            "did you mean '%s'? There are: %s"
                .formatted(Nearest.of(key, asked.keySet()), String.join(", ", asked.keySet())));
      }
    }
  }

  /** Variables that look like settings and are none; a message for each. */
  List<String> unknownVariables(List<String> otherVariables) {
    List<String> known = new ArrayList<>(otherVariables);
    asked.values().forEach(key -> known.add(key.environmentVariable()));
    return environment.keySet().stream()
        .filter(name -> name.startsWith(PREFIX) && !known.contains(name))
        .sorted()
        .map(name ->
            "the environment variable %s is none of ours and is not read; did you mean %s?"
                .formatted(name, Nearest.of(name, known)))
        .toList();
  }
}
