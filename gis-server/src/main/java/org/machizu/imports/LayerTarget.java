package org.machizu.imports;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.machizu.access.Actor;
import org.machizu.access.EditRight;
import org.machizu.access.JobMark;
import org.machizu.access.LayerAccess;
import org.machizu.access.Rights;
import org.machizu.access.Sensitivity;
import org.machizu.geo.feature.GeometryType;
import org.machizu.geo.feature.Layer;
import org.machizu.geo.feature.LayerId;
import org.machizu.geo.feature.LayerKind;
import org.machizu.geo.feature.LocalizedText;
import org.machizu.geo.feature.Provenance;
import org.machizu.geo.feature.Revision;
import org.machizu.geo.feature.Schema;
import org.machizu.geo.feature.ZoomRange;
import org.machizu.http.ProblemException;
import org.machizu.ingest.format.Problem;
import org.machizu.layers.CataloguedLayer;
import org.machizu.layers.Described;
import org.machizu.layers.DoneByJob;
import org.machizu.layers.LayerCatalog;
import org.machizu.layers.LayerConflictException;
import org.machizu.layers.LayerDescription;
import org.machizu.layers.StoreBusyException;
import org.machizu.layers.StoreUnavailableException;

/** The layer that an import writes to: found, or to be made. */
final class LayerTarget {
  /** Layers that are about persons whatever the importer says. */
  private static final Set<String> ALWAYS_PERSONAL = Set.of("households", "residents");

  private static final String GROUP = "imported";

  private final LayerCatalog catalog;
  private final LayerId id;
  private final Actor actor;
  private final LayerAccess access;
  private final @Nullable CataloguedLayer present;
  private final EditRight right;
  private final boolean apart;
  private final boolean madeBefore;
  private final LayerDescription description;

  private LayerTarget(
      LayerCatalog catalog,
      LayerId id,
      Actor actor,
      LayerAccess access,
      @Nullable CataloguedLayer present,
      EditRight right,
      ImportOptions options) {
    this.catalog = catalog;
    this.id = id;
    this.actor = actor;
    this.access = access;
    this.present = present;
    this.right = right;
    this.apart = options.placement() != Placement.TOWN;
    this.madeBefore = present != null && isMadeBy(catalog, id, actor);
    this.description = options.description();
  }

  /**
   * Finds the layer, or leave to make it.
   *
   * @throws ImportException {@code bad-layer-id} when the store needs the name for itself, {@code
   *     layer-not-allowed} when the actor may not write there, {@code sensitivity-conflict} when
   *     personal data would go into an ordinary layer
   */
  static LayerTarget find(
      LayerCatalog catalog, Rights rights, LayerId id, Actor actor, ImportOptions options)
      throws ImportException {
    requireAllowed(catalog, id);
    Optional<CataloguedLayer> present = catalog.find(id);
    boolean wantsPersonal =
        options.placement() == Placement.PERSONAL || ALWAYS_PERSONAL.contains(id.name());
    Sensitivity sensitivity =
        present
            .map(layer -> layer.access().sensitivity())
            .orElse(wantsPersonal ? Sensitivity.PERSONAL : Sensitivity.ORDINARY);
    Layer layer =
        present
            .map(CataloguedLayer::layer)
            .orElseGet(
                () -> newLayer(id, LayerKind.FEATURES, new Schema(GeometryType.NONE, List.of())));
    LayerAccess access =
        present
            .map(CataloguedLayer::access)
            .orElseGet(
                () -> new LayerAccess(sensitivity, false, rights.ruleOfNew(actor, sensitivity)));
    boolean allowed = present.isPresent() || rights.mayCreateLayers(actor, sensitivity);
    EditRight right =
        rights
            .editOf(actor, layer, access)
            .filter(r -> allowed)
            .orElseThrow(() -> notAllowed(id, actor));
    if (wantsPersonal && sensitivity != Sensitivity.PERSONAL) {
      throw new ImportException(
          "sensitivity-conflict",
          "layer '" + id.name() + "' is an ordinary layer and cannot take personal data",
          "Choose another layer id; the import makes the layer, with its content apart from the others.");
    }
    return new LayerTarget(catalog, id, actor, access, present.orElse(null), right, options);
  }

  private static void requireAllowed(LayerCatalog catalog, LayerId id) throws ImportException {
    try {
      catalog.requireAllowed(id);
    } catch (LayerConflictException e) {
      throw new ImportException(
          e.code(), String.valueOf(e.getMessage()), "Choose another layer id.");
    }
  }

  boolean isNew() {
    return present == null || madeBefore;
  }

  /** Whether the layer was made in the same job, by a server that did not end it. */
  private static boolean isMadeBy(LayerCatalog catalog, LayerId id, Actor actor) {
    JobMark job = actor.job();
    return job != null && catalog.findDone(id, job, DoneByJob.Step.CREATED).isPresent();
  }

  boolean isPersonal() {
    return access.sensitivity() == Sensitivity.PERSONAL;
  }

  boolean isPublished() {
    return access.published();
  }

  /** What the layer looks like now; empty when it is to be made. */
  Optional<Schema> schema() {
    return Optional.ofNullable(present).map(layer -> layer.layer().schema());
  }

  /**
   * Makes sure that the file goes with the layer.
   *
   * @throws ImportException {@code layer-kind-differs}
   */
  void requireKind(LayerKind ofFile) throws ImportException {
    if (present != null && present.layer().kind() != ofFile) {
      throw new ImportException(
          "layer-kind-differs",
          "layer '%s' holds %s, but the file holds %s"
              .formatted(id.name(), inWords(present.layer().kind()), inWords(ofFile)),
          "Choose another layer id; the import makes the layer.");
    }
  }

  private static String inWords(LayerKind kind) {
    return switch (kind) {
      case FEATURES -> "features";
      case IMAGE -> "a picture";
      case GRID -> "a grid of numbers";
    };
  }

  /**
   * The layer's entry as it will stand with this content and the description that the importer
   * gives.
   *
   * @throws ImportException when the description does not fit the content
   */
  Described described(LayerKind kind, Schema schema) throws ImportException {
    Layer layer = present == null ? newLayer(id, kind, schema) : present.layer().withSchema(schema);
    CataloguedLayer entry =
        new CataloguedLayer(
            layer,
            access,
            present == null ? CataloguedLayer.UNSTYLED : present.style(),
            Revision.NONE,
            Instant.EPOCH);
    try {
      return description.applyTo(entry, schema);
    } catch (ProblemException e) {
      throw ImportException.of(e);
    }
  }

  /**
   * Leave to change the layer, which is made first when it is not there.
   *
   * @param described from {@link #described}
   */
  EditRight open(Described described) {
    if (present == null) {
      catalog.create(described.layer(), access, described.style(), actor, apart);
    }
    return right;
  }

  /**
   * Gives a layer that was there before its description. The new content stands by now, so that
   * what goes wrong here is only worth knowing.
   */
  void describe(ProblemLog problems) {
    if (isNew() || description.isEmpty()) {
      return;
    }
    try {
      catalog.describe(right, entry -> description.applyTo(entry, entry.layer().schema()));
    } catch (StoreBusyException
        | StoreUnavailableException
        | LayerConflictException
        | ProblemException e) {
      problems.accept(
          new Problem(
              Problem.Severity.NOTE,
              0,
              null,
              null,
              "not-described",
              "the content was imported, but the layer's title, group and time are as before: "
                  + e.getMessage(),
              "Change them in the layer list, or import the file again."));
    }
  }

  private static Layer newLayer(LayerId id, LayerKind kind, Schema schema) {
    return new Layer(
        id,
        kind,
        LocalizedText.same(id.name()),
        GROUP,
        schema,
        ZoomRange.DEFAULT,
        Provenance.UNKNOWN,
        null);
  }

  private static ImportException notAllowed(LayerId id, Actor actor) {
    return new ImportException(
        "layer-not-allowed",
        "'%s' may not import into a layer '%s'".formatted(actor.name(), id.name()),
        "Choose another layer id, or ask whoever runs the server.");
  }
}
