package org.machizu.server;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.machizu.config.Settings;
import org.machizu.config.SettingsException;
import org.machizu.config.SettingsLoader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Option;

/** The options that every command has which needs settings. */
final class SettingsOptions {
  private static final Logger LOG = LoggerFactory.getLogger(SettingsOptions.class);

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "settings file (YAML); default: settings.yaml in the data folder, if any")
  @Nullable Path config;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "data folder; default ./data/town (demo: ./data/demo)")
  @Nullable String data;

  /**
   * Loads the settings.
   *
   * @param more what else the command line says, by key
   */
  Settings load(Surroundings around, Map<String, String> more) throws SettingsException {
    Map<String, String> commandLine = new HashMap<>(more);
    if (data != null) {
      commandLine.put("data", data);
    }
    return SettingsLoader.load(config, around.environment(), commandLine, LOG::warn);
  }
}
