package org.machizu.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.machizu.config.Settings;
import org.machizu.handover.HandoverException;
import org.machizu.handover.HandoverRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code machizu import}. */
@Command(
    name = "import",
    description = {
      "Puts a file into a layer: GeoJSON, GeoJSON text sequence, Shapefile (zip or .shp), CSV, GeoPackage, CityGML (.gml or zip, as PLATEAU has it), GeoTIFF.",
      "The layer is made, staff-only, when there is none. Without --key its content is replaced."
    })
final class ImportCommand implements Callable<Integer> {
  private static final int PROBLEMS_SHOWN = 20;
  private final Surroundings around;

  @Mixin private final SettingsOptions options = new SettingsOptions();

  @Parameters(paramLabel = "FILE", description = "the file")
  @Nullable Path file;

  @Option(
      names = "--layer",
      paramLabel = "ID",
      required = true,
      description = "short id of the layer, as snow_routes")
  @Nullable String layer;

  @Option(
      names = "--crs",
      paramLabel = "EPSG:n",
      description = "the file's coordinate reference system, over what the file says")
  @Nullable String crs;

  @Option(
      names = "--encoding",
      paramLabel = "NAME",
      description = "the file's character encoding, as Shift_JIS or UTF-8; default: found out")
  @Nullable String encoding;

  @Option(
      names = "--table",
      paramLabel = "NAME",
      description = "the table of a GeoPackage or the file in a zip, when there are several")
  @Nullable String table;

  @Option(
      names = "--key",
      paramLabel = "NAME",
      description = "attribute by which rows and features are the same: update and add")
  @Nullable String key;

  @Option(
      names = "--remove-missing",
      description = "with --key: remove features that the file does not name")
  boolean removeMissing;

  @Option(names = "--outside-japan", description = "take rows that lie outside Japan too")
  boolean outsideJapan;

  @Option(
      names = "--personal",
      description = "the layer is about persons; for a layer that does not exist yet")
  boolean personal;

  @Option(
      names = "--apart",
      description =
          "parts of the layer will be hidden from some: keep it apart from the file that QGIS opens; for a layer that does not exist yet")
  boolean apart;

  @Option(names = "--title", paramLabel = "NAME", description = "what people call the layer")
  @Nullable String title;

  @Option(
      names = "--title-en",
      paramLabel = "NAME",
      description = "the same in English; default: as --title")
  @Nullable String titleEn;

  @Option(
      names = "--group",
      paramLabel = "GROUP",
      description = "the heading in the layer list, as roads; default for a new layer: imported")
  @Nullable String group;

  @Option(
      names = "--valid-from",
      paramLabel = "NAME",
      description = "attribute with the day or time from which a feature is valid")
  @Nullable String validFrom;

  @Option(
      names = "--valid-to",
      paramLabel = "NAME",
      description = "attribute with the day or time at which that ends")
  @Nullable String validTo;

  ImportCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() throws Exception {
    Settings settings = options.load(around, Map.of());
    HandoverRequest request = request();
    Map<String, Object> report;
    try (CommandProgress progress = new CommandProgress("import", around)) {
      report = FolderCommands.run(around, settings, request, progress);
    } catch (HandoverException e) {
      tellProblems(e.more());
      throw e;
    }
    tellProblems(report);
    tellSource(report);
    around
        .out()
        .printf("imported %s, rejected %s%n", report.get("imported"), report.get("rejected"));
    return ExitCodes.OK;
  }

  private HandoverRequest request() throws UserErrorException {
    Path given = Path.of(String.valueOf(file)).toAbsolutePath().normalize();
    if (!Files.exists(given)) {
      throw new UserErrorException(
          "there is no file " + given, "give the name of a file that exists");
    }
    if (removeMissing && key == null) {
      throw new UserErrorException(
          "--remove-missing needs --key", "give --key NAME, or leave --remove-missing out");
    }
    Map<String, String> arguments = new LinkedHashMap<>();
    arguments.put("file", given.toString());
    put(arguments, "layer", layer);
    put(arguments, "crs", crs);
    put(arguments, "encoding", encoding);
    put(arguments, "table", table);
    put(arguments, "key", key);
    put(arguments, "remove-missing", removeMissing ? "true" : null);
    put(arguments, "outside-japan", outsideJapan ? "true" : null);
    put(arguments, "personal", personal ? "true" : null);
    put(arguments, "apart", apart ? "true" : null);
    put(arguments, "title", title);
    put(arguments, "title-en", titleEn);
    put(arguments, "group", group);
    put(arguments, "valid-from", validFrom);
    put(arguments, "valid-to", validTo);
    return new HandoverRequest("import", arguments);
  }

  static void put(Map<String, String> arguments, String name, @Nullable String value) {
    if (value != null) {
      arguments.put(name, value);
    }
  }

  private void tellProblems(Map<String, Object> report) {
    if (!(report.get("problems") instanceof List<?> problems)) {
      return;
    }
    for (Object entry : problems.subList(0, Math.min(PROBLEMS_SHOWN, problems.size()))) {
      if (entry instanceof Map<?, ?> problem) {
        around.err().println(line(problem));
      }
    }
    Object omitted = report.get("problemsOmitted");
    long more =
        Math.max(0, problems.size() - PROBLEMS_SHOWN)
            + (omitted instanceof Number number ? number.longValue() : 0);
    if (more > 0) {
      around.err().println("... and " + more + " more");
    }
  }

  private static String line(Map<?, ?> problem) {
    Object row = problem.get("row");
    Object place = problem.get("place");
    boolean wholeFile = row instanceof Number number && number.longValue() == 0;
    return "%s%s, %s: %s. %s"
        .formatted(
            wholeFile ? "file" : "row " + row,
            place == null ? "" : ", " + place,
            problem.get("severity"),
            problem.get("reason"),
            problem.get("advice"));
  }

  private void tellSource(Map<String, Object> report) {
    around
        .err()
        .printf(
            "%s: %s; %s (%s)%n",
            report.get("format"),
            report.get("description"),
            report.getOrDefault("crs", "no coordinates"),
            report.get("accuracyNote"));
  }
}
