package org.machizu.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.machizu.config.Settings;
import org.machizu.handover.HandoverRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code machizu export}. */
@Command(name = "export", description = "Writes a layer to a file; one that exists is replaced.")
final class ExportCommand implements Callable<Integer> {
  private final Surroundings around;

  @Mixin private final SettingsOptions options = new SettingsOptions();

  @Option(
      names = "--layer",
      paramLabel = "ID",
      required = true,
      description = "short id of the layer")
  @Nullable String layer;

  @Option(
      names = "--format",
      paramLabel = "F",
      required = true,
      description = "geojson, geojsonseq, csv, shp (zipped), gpkg, fgb, kml or pmtiles")
  @Nullable String format;

  @Option(names = "--out", paramLabel = "FILE", required = true, description = "the file to write")
  @Nullable Path out;

  @Option(
      names = "--crs",
      paramLabel = "EPSG:n",
      description = "coordinate reference system to write; default lon/lat, EPSG:6668")
  @Nullable String crs;

  @Option(
      names = "--encoding",
      paramLabel = "NAME",
      description = "character encoding to write, where the format leaves a choice")
  @Nullable String encoding;

  @Option(
      names = "--filter",
      paramLabel = "CQL2",
      description = "only the features that fit, as: 種別 = '公園' AND 面積_m2 > 1000")
  @Nullable String filter;

  @Option(
      names = "--filter-lang",
      paramLabel = "LANG",
      description = "the filter's encoding: cql2-text (default) or cql2-json")
  @Nullable String filterLang;

  @Option(
      names = "--bbox",
      paramLabel = "W,S,E,N",
      description = "only what the box touches, in degrees")
  @Nullable String bbox;

  @Option(
      names = "--properties",
      paramLabel = "NAMES",
      description = "the attributes to write, by commas; default all")
  @Nullable String properties;

  @Option(
      names = "--profile",
      paramLabel = "NAME",
      description = "published columns to write instead, as public-facility")
  @Nullable String profile;

  ExportCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() throws Exception {
    Settings settings = options.load(around, Map.of());
    Path target = Path.of(String.valueOf(out)).toAbsolutePath().normalize();
    Path folder = target.getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new UserErrorException(
          "the file cannot be written: there is no folder " + folder,
          "make the folder, or give another file by --out");
    }
    Map<String, String> arguments = new LinkedHashMap<>();
    arguments.put("out", target.toString());
    ImportCommand.put(arguments, "layer", layer);
    ImportCommand.put(arguments, "format", format);
    ImportCommand.put(arguments, "crs", crs);
    ImportCommand.put(arguments, "encoding", encoding);
    ImportCommand.put(arguments, "filter", filter);
    ImportCommand.put(arguments, "filter-lang", filterLang);
    ImportCommand.put(arguments, "bbox", bbox);
    ImportCommand.put(arguments, "properties", properties);
    ImportCommand.put(arguments, "profile", profile);
    Map<String, Object> report;
    try (CommandProgress progress = new CommandProgress("export", around)) {
      report =
          FolderCommands.run(around, settings, new HandoverRequest("export", arguments), progress);
    }
    around.out().printf("exported %s%n", report.get("exported"));
    return ExitCodes.OK;
  }
}
