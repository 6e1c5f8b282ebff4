package org.machizu.server;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.machizu.config.SettingsLoader;
import org.machizu.handover.FolderWork;
import org.machizu.handover.HandoverRequest;
import org.machizu.jobs.Progress;
import org.machizu.layers.LayerDescription;

/**
 * The sample town: files and, in {@code layers.json}, what each becomes. It is made by the same
 * import and the same publish step as any town's layers, one layer after the other; a layer that
 * was made once is left alone afterwards, whatever became of it.
 */
final class SampleTown {
  private static final String MADE = ".sample-layers";
  private static final List<String> IMPORT_OPTIONS =
      List.of("crs", "encoding", "table", "key", "personal", "apart");
  private static final JsonMapper JSON = new JsonMapper();

  private final Path samples;
  private final JsonNode description;

  private SampleTown(Path samples, JsonNode description) {
    this.samples = samples;
    this.description = description;
  }

  /**
   * Reads {@code layers.json}: {@code {"municipality": {"code", "name": {"ja", "en"}, "crs"},
   * "layers": [{"layer", "file", "title": {"ja", "en"}, "group", "publish": true, "personal": true,
   * "crs", "encoding", "table", "key", "rights"}]}}; the last seven may be absent, and the rights
   * are as {@link org.machizu.layers.RuleJson} has them. A layer's style stands in {@code
   * styles/LAYER.json}.
   */
  static SampleTown read(Path samples) throws UserErrorException, IOException {
    Path list = samples.resolve("layers.json");
    if (!Files.isRegularFile(list)) {
      throw new UserErrorException(
          "there are no sample files in " + samples, "start the demo by ./machizu demo");
    }
    try {
      return new SampleTown(samples, JSON.readTree(Files.readString(list)));
    } catch (JacksonException e) {
      throw new IOException(list + " cannot be read", e);
    }
  }

  /** The town as settings, by key. */
  Map<String, String> municipality() {
    JsonNode town = description.path("municipality");
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("municipality.code", town.path("code").asText());
    settings.put("municipality.name.ja", town.path("name").path("ja").asText());
    settings.put("municipality.name.en", town.path("name").path("en").asText());
    settings.put("municipality.crs", town.path("crs").asText());
    return settings;
  }

  /** Makes what is not made yet; the settings go into the folder too, for serve and import. */
  void make(Path folder, FolderWork work, Surroundings around) throws Exception {
    Path settings = folder.resolve(SettingsLoader.FILE_IN_DATA_FOLDER);
    if (!Files.exists(settings)) {
      Files.writeString(settings, asYaml());
    }
    Path made = folder.resolve(MADE);
    Set<String> there = Files.exists(made) ? Set.copyOf(Files.readAllLines(made)) : Set.of();
    List<JsonNode> missing = new ArrayList<>();
    for (JsonNode layer : description.path("layers")) {
      if (!there.contains(layer.path("layer").asText())) {
        missing.add(layer);
      }
    }
    for (JsonNode layer : missing) {
      if (around.stop().isRequested()) {
        return;
      }
      String name = layer.path("layer").asText();
      Map<String, Object> report = make(withStyle(layer, name), name, work);
      around
          .err()
          .printf(
              "making the sample town: %s, imported %s, rejected %s%n",
              name, report.get("imported"), report.get("rejected"));
      Files.writeString(made, name + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
  }

  /** The layer's entry with the style that stands in a file of its own. */
  private JsonNode withStyle(JsonNode layer, String name) throws IOException {
    Path file = samples.resolve("styles").resolve(name + ".json");
    if (!Files.isRegularFile(file)) {
      return layer;
    }
    try {
      ObjectNode styled = layer.deepCopy();
      return styled.set("style", JSON.readTree(Files.readString(file)));
    } catch (JacksonException e) {
      throw new IOException(file + " cannot be read", e);
    }
  }

  private Map<String, Object> make(JsonNode layer, String name, FolderWork work) throws Exception {
    Map<String, String> options = new LinkedHashMap<>();
    options.put("layer", name);
    options.put("file", samples.resolve(layer.path("file").asText()).toAbsolutePath().toString());
    for (String option : IMPORT_OPTIONS) {
      if (layer.hasNonNull(option)) {
        options.put(option, layer.get(option).asText());
      }
    }
    Map<String, Object> report = work.run(new HandoverRequest("import", options), Progress.SILENT);
    var described =
        work.run(
            new HandoverRequest(
                "describe", Map.of("layer", name, "description", descriptionOf(layer))),
            Progress.SILENT);
    if (layer.has("rights")) {
      var ruled =
          work.run(
              new HandoverRequest(
                  "rights",
                  Map.of(
                      "layer",
                      name,
                      "rule",
                      layer.get("rights").toString(),
                      "reason",
                      "rights of the sample town")),
              Progress.SILENT);
    }
    if (layer.path("publish").asBoolean()) {
      var published =
          work.run(
              new HandoverRequest(
                  "publish", Map.of("layer", name, "reason", "open layer of the sample town")),
              Progress.SILENT);
    }
    return report;
  }

  /** The members that describe the layer, without those that say what to do with the file. */
  private static String descriptionOf(JsonNode layer) {
    ObjectNode members = layer.deepCopy();
    return members.retain(LayerDescription.NAMES).toString();
  }

  private String asYaml() {
    Map<String, String> town = municipality();
    return """
    # The sample town; written by the demo when it was made.
    municipality:
      code: "%s"
      name:
        ja: %s
        en: %s
      crs: %s
    """
        .formatted(
            town.get("municipality.code"),
            town.get("municipality.name.ja"),
            town.get("municipality.name.en"),
            town.get("municipality.crs"));
  }
}
