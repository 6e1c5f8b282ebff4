package org.machizu.config;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.crs.Crs;
import org.machizu.geo.feature.LocalizedText;

/** Builds {@link Settings}; every setting is described here, where it is read. */
public final class SettingsLoader {
  /** Read when the command line names no file: this file in the data folder. */
  public static final String FILE_IN_DATA_FOLDER = "settings.yaml";

  /** Variables of the same prefix that are no settings of the server. */
  private static final List<String> OTHER_VARIABLES =
      List.of(
          "MACHIZU_JAVA_OPTS",
          "MACHIZU_JVM_FOLDER",
          "MACHIZU_JDK",
          "MACHIZU_LAUNCHER",
          "MACHIZU_SHARED_DATA");

  private static final Pattern MUNICIPALITY = Pattern.compile("[0-9]{5}");
  private static final Pattern ACCOUNT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,63}");
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.:\\[\\]_-]{1,253}");

  /** Cost 4 to 15: a higher one lets every sign-in take seconds. */
  private static final Pattern BCRYPT =
      Pattern.compile("\\$2[aby]\\$(0[4-9]|1[0-5])\\$[./A-Za-z0-9]{53}");

  private SettingsLoader() {}

  /**
   * Loads the settings.
   *
   * @param file the YAML file that the command line names; null for {@link #FILE_IN_DATA_FOLDER} in
   *     the data folder, when there is one
   * @param environment the process's environment
   * @param commandLine values by key
   * @param warnings is told of variables that look like settings and are none
   */
  public static Settings load(
      @Nullable Path file,
      Map<String, String> environment,
      Map<String, String> commandLine,
      Consumer<String> warnings)
      throws SettingsException {
    if (file != null) {
      Map<String, String> values = SettingsFile.read(file);
      return read(new SettingsReader(commandLine, environment, values, file.toString()), warnings);
    }
    SettingsReader without = new SettingsReader(commandLine, environment, Map.of(), "");
    Path inside = readData(without).resolve(FILE_IN_DATA_FOLDER);
    if (!Files.exists(inside)) {
      return read(without, warnings);
    }
    Map<String, String> values = SettingsFile.read(inside);
    if (values.containsKey("data")) {
      throw new SettingsException(
          "%s names a data folder, but it lies in one itself".formatted(inside),
          "take 'data' out of it, or name the file with --config");
    }
    return read(new SettingsReader(commandLine, environment, values, inside.toString()), warnings);
  }

  /** All settings there are, for the documentation. */
  public static List<SettingKey> describe() {
    SettingsReader reader = new SettingsReader(Map.of(), Map.of(), Map.of(), "");
    try {
      read(reader, warning -> {});
    } catch (SettingsException e) {
      throw new IllegalStateException("the defaults are not usable", e);
    }
    return reader.asked();
  }

  private static Settings read(SettingsReader reader, Consumer<String> warnings)
      throws SettingsException {
    Settings settings =
        new Settings(
            readHost(reader),
            readPort(reader),
            readPublicUrl(reader),
            readData(reader),
            DatabaseReader.read(reader),
            readMunicipality(reader),
            readStaff(reader),
            OpenIdReader.read(reader),
            readTiles(reader),
            readImports(reader),
            readJobs(reader),
            WatchReader.read(reader),
            readGrids(reader),
            SnowReader.read(reader),
            SensorReader.read(reader),
            OutboxReader.read(reader),
            readGsiMaps(reader),
            readTracks(reader),
            EdgeReader.read(reader),
            CounterReader.read(reader),
            HazardReader.read(reader),
            ShelterReader.read(reader),
            GuidanceReader.read(reader),
            OpenDataReader.read(reader),
            readNeighbours(reader));
    reader.refuseUnknownKeys();
    reader.unknownVariables(OTHER_VARIABLES).forEach(warnings);
    return settings;
  }

  private static Optional<Path> readNeighbours(SettingsReader reader) throws SettingsException {
    return reader.find(
        new SettingKey(
            "federation.servers",
            "",
            "the name of a file",
            "A YAML file that names other towns' servers, whose open collections are mounted as layers here; see docs/between-towns.md."),
        text -> Path.of(text).toAbsolutePath().normalize());
  }

  private static String readHost(SettingsReader reader) throws SettingsException {
    return reader.read(
        new SettingKey(
            "host",
            "127.0.0.1",
            "an address of this machine, or 0.0.0.0 for all of them",
            "The address to listen on. The default is reached from this machine alone; put a proxy"
                + " with TLS before it, or open it with 0.0.0.0."),
        text -> matching(HOST, text));
  }

  private static int readPort(SettingsReader reader) throws SettingsException {
    return reader.read(
        new SettingKey(
            "port",
            "8080",
            "a number from 0 to 65535; 0 takes any free port",
            "The port to listen on."),
        text -> (int) number(text, 0, 65535));
  }

  private static Optional<URI> readPublicUrl(SettingsReader reader) throws SettingsException {
    return reader.find(
        new SettingKey(
            "publicUrl",
            "",
            "an address as https://gis.town.example",
            "Where browsers reach the server, when a proxy stands before it; links in answers begin"
                + " with it."),
        SettingsLoader::webAddress);
  }

  private static Path readData(SettingsReader reader) throws SettingsException {
    return reader.read(
        new SettingKey(
            "data",
            "./data/town",
            "the name of a folder",
            "The data folder; relative names count from the folder the command is run in. The demo's"
                + " default is `./data/demo`."),
        text -> Path.of(notEmpty(text)).toAbsolutePath().normalize());
  }

  private static Municipality readMunicipality(SettingsReader reader) throws SettingsException {
    String code =
        reader.read(
            new SettingKey(
                "municipality.code",
                Municipality.UNNAMED,
                "the five digits without check digit, in quotation marks, as \"01585\"",
                "全国地方公共団体コード of the town, part of every layer's key: set it before the first"
                    + " import."),
            text -> matching(MUNICIPALITY, text));
    String ja =
        reader.read(
            new SettingKey("municipality.name.ja", "町", "a name", "The town's name in Japanese."),
            SettingsLoader::notEmpty);
    String en =
        reader.read(
            new SettingKey("municipality.name.en", "Town", "a name", "The town's name in English."),
            SettingsLoader::notEmpty);
    Optional<Crs> zone =
        reader.find(
            new SettingKey(
                "municipality.crs",
                "",
                "a plane-rectangular zone of JGD2011, EPSG:6669 (zone I) to EPSG:6687 (zone XIX)",
                "The plane-rectangular zone (平面直角座標系) in which the town measures and prints."),
            SettingsLoader::planeZone);
    return new Municipality(code, new LocalizedText(ja, en), zone);
  }

  private static Optional<StaffAccount> readStaff(SettingsReader reader) throws SettingsException {
    Optional<String> name =
        reader.find(
            new SettingKey(
                "staff.name",
                "",
                "letters, digits and . _ @ -, at most 64 characters",
                "An account with the role planner that is made at the first start; afterwards administrators keep it as any other, and the setting is passed over."),
            text -> matching(ACCOUNT, text));
    Optional<Secret> hash =
        reader.findSecret(
            new SettingKey(
                "staff.passwordHash",
                "",
                "a bcrypt hash of cost 4 to 15, as ./machizu hash-password prints it",
                "The hash of its first password; `./machizu hash-password` makes one."),
            text -> new Secret(matching(BCRYPT, text)));
    if (name.isPresent() != hash.isPresent()) {
      throw new SettingsException(
          name.isPresent()
              ? "staff.name is set, but staff.passwordHash is not"
              : "staff.passwordHash is set, but staff.name is not",
          "give both, or neither when nobody is to sign in");
    }
    return name.flatMap(n -> hash.map(h -> new StaffAccount(n, h)));
  }

  private static TileSettings readTiles(SettingsReader reader) throws SettingsException {
    long cache =
        reader.read(
            new SettingKey(
                "tiles.cacheMegabytes",
                "128",
                "a number from 1 to 65536",
                "Memory for finished tiles, in MiB."),
            text -> number(text, 1, 65536));
    long packs =
        reader.read(
            new SettingKey(
                "tiles.packMegabytes",
                "512",
                "a number from 1 to 1048576",
                "Memory for the layers that tiles are made from, in MiB, outside the Java heap. Layers"
                    + " beyond it are read anew when they are asked for: let all that are in daily use"
                    + " fit (300,000 parcels take 35 MiB)."),
            text -> number(text, 1, 1 << 20));
    return new TileSettings(megabytes(cache), megabytes(packs));
  }

  private static ImportSettings readImports(SettingsReader reader) throws SettingsException {
    long upload =
        reader.read(
            new SettingKey(
                "imports.maxUploadMegabytes",
                "1024",
                "a number from 1 to 1048576",
                "The largest file that is taken over HTTP, in MiB. Files given on the command line"
                    + " have no such bound."),
            text -> number(text, 1, 1 << 20));
    long rows =
        reader.read(
            new SettingKey(
                "imports.maxRows",
                "20000000",
                "a number from 1 to 1000000000",
                "The most rows that a file may have."),
            text -> number(text, 1, 1_000_000_000));
    return new ImportSettings(megabytes(upload), rows);
  }

  private static JobSettings readJobs(SettingsReader reader) throws SettingsException {
    int threads =
        reader.read(
            new SettingKey(
                "jobs.threads",
                "2",
                "a number from 1 to 64",
                "Imports and exports of staff that run at once; more wait."),
            text -> (int) number(text, 1, 64));
    Duration takeOver =
        reader.read(
            new SettingKey(
                "jobs.takeOverSeconds",
                "60",
                "a number from 5 to 3600",
                "How long a server may not be heard of before another server of its database takes its jobs. A server that is too busy to be heard of in that time loses them."),
            text -> Duration.ofSeconds(number(text, 5, 3600)));
    return new JobSettings(threads, takeOver);
  }

  private static DatumGrids readGrids(SettingsReader reader) throws SettingsException {
    return new DatumGrids(
        readGrid(
            reader,
            "grids.tky2jgd",
            "The parameter file TKY2JGD.par, which brings Tokyo datum to JGD2000 by decimetres; without it, by metres."),
        readGrid(
            reader,
            "grids.patchJgd",
            "A parameter file of PatchJGD, which brings JGD2000 to JGD2011 where an earthquake has moved the ground; without it the two are taken as equal, and imports say how wrong that can be."));
  }

  private static Optional<Path> readGrid(SettingsReader reader, String key, String meaning)
      throws SettingsException {
    return reader.find(
        new SettingKey(key, "", "the name of a .par file", meaning),
        text -> Path.of(notEmpty(text)).toAbsolutePath().normalize());
  }

  private static TrackSettings readTracks(SettingsReader reader) throws SettingsException {
    return new TrackSettings(
        reader.read(
            new SettingKey(
                "tracks.publicVehicles",
                "false",
                "true or false",
                "Whether the public sees vehicles at work, half an hour late, six hours back and"
                    + " without names. What was cleared is public at once with the layer of roads,"
                    + " whatever stands here."),
            SettingsLoader::yesOrNo));
  }

  private static boolean readGsiMaps(SettingsReader reader) throws SettingsException {
    return reader.read(
        new SettingKey(
            "baseMaps.gsi",
            "true",
            "true or false",
            "Whether pages offer 地理院タイル (maps and aerial photos of the Geospatial Information"
                + " Authority) as backgrounds. The browser of whoever chooses one then asks that"
                + " authority's server; nothing is asked for before."),
        SettingsLoader::yesOrNo);
  }

  private static boolean yesOrNo(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException();
    };
  }

  private static long megabytes(long number) {
    return number << 20;
  }

  private static String matching(Pattern pattern, String text) {
    if (!pattern.matcher(text).matches()) {
      throw new IllegalArgumentException();
    }
    return text;
  }

  private static String notEmpty(String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException();
    }
    return text;
  }

  static long number(String text, long from, long to) {
    long number = Long.parseLong(text);
    if (number < from || number > to) {
      throw new IllegalArgumentException();
    }
    return number;
  }

  private static URI webAddress(String text) {
    URI address = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
    String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
    boolean web = scheme.equals("http") || scheme.equals("https");
    if (!web || address.getHost() == null || address.getQuery() != null) {
      throw new IllegalArgumentException();
    }
    return address;
  }

  private static Crs planeZone(String text) {
    if (!text.startsWith("EPSG:")) {
      throw new IllegalArgumentException();
    }
    int epsg = (int) number(text.substring("EPSG:".length()), 6669, 6687);
    return new Crs(epsg);
  }
}
