package org.machizu.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.machizu.access.Actor;
import org.machizu.access.AdminRight;
import org.machizu.access.EditRight;
import org.machizu.access.LayerRule;
import org.machizu.access.Rights;
import org.machizu.exports.ExportException;
import org.machizu.exports.ExportLimits;
import org.machizu.exports.ExportParameters;
import org.machizu.exports.ExportRequest;
import org.machizu.exports.ExportResult;
import org.machizu.exports.Exporter;
import org.machizu.geo.crs.Crs;
import org.machizu.geo.crs.CrsReference;
import org.machizu.geo.feature.LayerId;
import org.machizu.handover.FolderWork;
import org.machizu.handover.HandoverException;
import org.machizu.handover.HandoverRequest;
import org.machizu.http.Json;
import org.machizu.http.ProblemException;
import org.machizu.imports.ImportException;
import org.machizu.imports.ImportOptions;
import org.machizu.imports.ImportRequest;
import org.machizu.imports.Importer;
import org.machizu.imports.Placement;
import org.machizu.ingest.format.FormatException;
import org.machizu.ingest.format.TextEncodings;
import org.machizu.jobs.Progress;
import org.machizu.layers.CataloguedLayer;
import org.machizu.layers.LayerCatalog;
import org.machizu.layers.LayerDescription;
import org.machizu.layers.RuleJson;
import org.machizu.layers.StoreBusyException;
import org.machizu.layers.StoreUnavailableException;
import org.machizu.layers.VisibleLayers;
import org.machizu.layers.VisibleLayers.VisibleLayer;

/**
 * What the command line has done with a town, as the operator: {@code import}, {@code export}, and
 * for the demo {@code describe}, {@code rights} and {@code publish}; {@code audit-verify}, {@code
 * backup} and, after a restore, {@code restored}.
 */
final class TownWork implements FolderWork {
  private static final List<String> EXPORT_OPTIONS =
      List.of(
          "format",
          "crs",
          "encoding",
          "bbox",
          "filter",
          "filterLang",
          "properties",
          "profile",
          "asOf");

  private final String municipality;
  private final LayerCatalog catalog;
  private final Rights rights;
  private final VisibleLayers layers;
  private final Importer importer;
  private final Exporter exporter;
  private final ExportParameters exportParameters;
  private final AuditWork audit;
  private final BackupWork backup;

  TownWork(
      String municipality,
      LayerCatalog catalog,
      Rights rights,
      VisibleLayers layers,
      Importer importer,
      Exporter exporter,
      ExportParameters exportParameters,
      AuditWork audit,
      BackupWork backup) {
    this.municipality = municipality;
    this.catalog = catalog;
    this.rights = rights;
    this.layers = layers;
    this.importer = importer;
    this.exporter = exporter;
    this.exportParameters = exportParameters;
    this.audit = audit;
    this.backup = backup;
  }

  @Override
  public Map<String, Object> run(HandoverRequest request, Progress progress) throws Exception {
    try {
      return work(request, progress);
    } catch (StoreUnavailableException e) {
      throw new HandoverException(
          e.reason().code(),
          String.valueOf(e.getMessage()),
          "look at the disk of the data folder: is it full, is it read-only?");
    } catch (StoreBusyException e) {
      throw new HandoverException(
          "store-busy", String.valueOf(e.getMessage()), "try again in some minutes");
    }
  }

  private Map<String, Object> work(HandoverRequest request, Progress progress) throws Exception {
    return switch (request.command()) {
      case "import" -> importFile(request, progress);
      case "export" -> export(request, progress);
      case "describe" -> describe(request);
      case "publish" -> publish(request);
      case "audit-verify" -> audit.verify(request, progress);
      case "backup" -> backup.backUp(request, progress);
      case "restored" -> backup.restored(request);
      case "rights" -> changeRule(request);
      default ->
          throw new HandoverException(
              "unknown-command",
              "the server does not know the command '" + request.command() + "'",
              "use the same version of the program for the server and the command");
    };
  }

  private Map<String, Object> importFile(HandoverRequest request, Progress progress)
      throws Exception {
    ImportOptions options =
        ImportOptions.DEFAULT
            .withCrs(crs(request))
            .withEncoding(encoding(request))
            .withTable(request.find("table").orElse(null))
            .byKey(request.find("key").orElse(null), isTrue(request, "remove-missing"))
            .withOutsideJapan(isTrue(request, "outside-japan"))
            .withPlacement(Placement.of(isTrue(request, "personal"), isTrue(request, "apart")))
            .withDescription(description(request));
    ImportRequest wanted =
        new ImportRequest(Path.of(request.get("file")), layerId(request), Actor.OPERATOR, options);
    try {
      return importer.run(wanted, progress).asMap();
    } catch (ImportException e) {
      throw new HandoverException(e.code(), String.valueOf(e.getMessage()), e.advice(), e.asMap());
    }
  }

  private Map<String, Object> export(HandoverRequest request, Progress progress) throws Exception {
    VisibleLayer layer = layer(request);
    ExportRequest wanted = exportRequest(request, layer);
    Path file = Path.of(request.get("out"));
    audit.exportBegins(layer.name(), wanted);
    try {
      ExportResult result = exporter.write(layer, wanted, file, ExportLimits.STAFF, progress);
      Map<String, Object> answer = new LinkedHashMap<>(result.asMap());
      answer.put("exported", result.features());
      audit.exportEnded(layer.name(), wanted, result);
      return answer;
    } catch (ExportException e) {
      throw new HandoverException(e.code(), String.valueOf(e.getMessage()), e.advice());
    }
  }

  /** The options of an export, as {@code POST /api/exports} takes them. */
  private ExportRequest exportRequest(HandoverRequest request, VisibleLayer layer)
      throws HandoverException {
    ObjectNode body = Json.mapper().createObjectNode();
    for (String name : EXPORT_OPTIONS) {
      request.find(asOption(name)).ifPresent(value -> body.put(name, value));
    }
    try {
      return exportParameters.read(body, layer);
    } catch (ProblemException e) {
      throw told(e);
    }
  }

  /** Gives a layer its words and its look; {@code description} is JSON as PATCH takes it. */
  private Map<String, Object> describe(HandoverRequest request) throws HandoverException {
    String json = request.get("description");
    try {
      LayerDescription change =
          LayerDescription.read(Json.object(json.getBytes(StandardCharsets.UTF_8)));
      CataloguedLayer after =
          catalog.describe(
              editRight(request), entry -> change.applyTo(entry, entry.layer().schema()));
      return Map.of("revision", after.revision().number());
    } catch (ProblemException e) {
      throw told(e);
    }
  }

  /** The options of an import that describe the layer, named as on the command line. */
  private static LayerDescription description(HandoverRequest request) throws HandoverException {
    try {
      return LayerDescription.ofOptions(name -> request.find(asOption(name)).orElse(null));
    } catch (ProblemException e) {
      throw told(e);
    }
  }

  /** As {@code --valid-from} for {@code validFrom}. */
  static String asOption(String name) {
    return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  private static HandoverException told(ProblemException e) {
    return new HandoverException(
        e.problem().code(), e.problem().detail(), e.problem().advice(), e.problem().more());
  }

  private Map<String, Object> publish(HandoverRequest request) throws HandoverException {
    CataloguedLayer after = catalog.publish(editRight(request), true, request.get("reason"));
    return Map.of("revision", after.revision().number());
  }

  /** Sets who may do what with a layer; {@code rule} is JSON as {@link RuleJson} has it. */
  private Map<String, Object> changeRule(HandoverRequest request) throws HandoverException {
    LayerId id = entry(request).layer().id();
    LayerRule rule;
    try {
      rule = RuleJson.read(Json.object(request.get("rule").getBytes(StandardCharsets.UTF_8)));
    } catch (IllegalArgumentException e) {
      throw new HandoverException(
          "bad-rule", String.valueOf(e.getMessage()), "mend the layer's 'rights'");
    } catch (ProblemException e) {
      throw told(e);
    }
    AdminRight right = rights.administer(Actor.OPERATOR).orElseThrow();
    CataloguedLayer after = catalog.changeRule(right, id, entry -> rule, request.get("reason"));
    return Map.of("revision", after.revision().number());
  }

  private LayerId layerId(HandoverRequest request) throws HandoverException {
    try {
      return new LayerId(municipality, request.get("layer"));
    } catch (IllegalArgumentException e) {
      throw new HandoverException(
          "bad-layer-id", String.valueOf(e.getMessage()), "give another id by --layer");
    }
  }

  private CataloguedLayer entry(HandoverRequest request) throws HandoverException {
    return catalog.find(layerId(request)).orElseThrow(() -> noLayer(request));
  }

  private VisibleLayer layer(HandoverRequest request) throws HandoverException {
    return layers.find(Actor.OPERATOR, layerId(request).name()).orElseThrow(() -> noLayer(request));
  }

  private EditRight editRight(HandoverRequest request) throws HandoverException {
    return layers
        .findEditRight(Actor.OPERATOR, layerId(request).name())
        .orElseThrow(() -> noLayer(request));
  }

  private HandoverException noLayer(HandoverRequest request) {
    String known =
        String.join(", ", layers.list(Actor.OPERATOR).stream().map(VisibleLayer::name).toList());
    return new HandoverException(
        "not-found",
        "there is no layer '" + request.find("layer").orElse("") + "'",
        known.isEmpty() ? "import one first" : "the layers are: " + known);
  }

  private static @Nullable Crs crs(HandoverRequest request) throws HandoverException {
    String text = request.find("crs").orElse(null);
    if (text == null) {
      return null;
    }
    try {
      return CrsReference.parse(text).crs();
    } catch (IllegalArgumentException e) {
      throw new HandoverException(
          "unknown-crs", String.valueOf(e.getMessage()), "give a known one by --crs");
    }
  }

  private static @Nullable Charset encoding(HandoverRequest request) throws HandoverException {
    String name = request.find("encoding").orElse(null);
    if (name == null) {
      return null;
    }
    try {
      return TextEncodings.get(name);
    } catch (FormatException e) {
      throw new HandoverException(e.code(), String.valueOf(e.getMessage()), e.advice());
    }
  }

  private static boolean isTrue(HandoverRequest request, String name) {
    return request.find(name).map("true"::equals).orElse(false);
  }
}
