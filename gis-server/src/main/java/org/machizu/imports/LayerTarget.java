package org.machizu.imports;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.machizu.access.Actor;
import org.machizu.access.EditRight;
import org.machizu.access.LayerAccess;
import org.machizu.access.Rights;
import org.machizu.access.Sensitivity;
import org.machizu.geo.feature.GeometryType;
import org.machizu.geo.feature.Layer;
import org.machizu.geo.feature.LayerId;
import org.machizu.geo.feature.LayerKind;
import org.machizu.geo.feature.LocalizedText;
import org.machizu.geo.feature.Provenance;
import org.machizu.geo.feature.Schema;
import org.machizu.geo.feature.ZoomRange;
import org.machizu.layers.CataloguedLayer;
import org.machizu.layers.LayerCatalog;

/** The layer that an import writes to: found, or to be made. */
final class LayerTarget {
  /** Layers that are about persons whatever the importer says. */
  private static final Set<String> ALWAYS_PERSONAL = Set.of("households", "residents");

  private static final String GROUP = "imported";

  private final LayerCatalog catalog;
  private final LayerId id;
  private final Actor actor;
  private final Sensitivity sensitivity;
  private final @Nullable CataloguedLayer present;
  private final EditRight right;

  private LayerTarget(
      LayerCatalog catalog,
      LayerId id,
      Actor actor,
      Sensitivity sensitivity,
      @Nullable CataloguedLayer present,
      EditRight right) {
    this.catalog = catalog;
    this.id = id;
    this.actor = actor;
    this.sensitivity = sensitivity;
    this.present = present;
    this.right = right;
  }

  /**
   * Finds the layer, or leave to make it.
   *
   * @throws ImportException {@code layer-not-allowed} when the actor may not write there, {@code
   *     sensitivity-conflict} when personal data would go into an ordinary layer
   */
  static LayerTarget find(LayerCatalog catalog, Rights rights, ImportRequest request)
      throws ImportException {
    LayerId id = request.layer();
    Actor actor = request.actor();
    Optional<CataloguedLayer> present = catalog.find(id);
    boolean wantsPersonal = request.options().personal() || ALWAYS_PERSONAL.contains(id.name());
    Sensitivity sensitivity =
        present
            .map(layer -> layer.access().sensitivity())
            .orElse(wantsPersonal ? Sensitivity.PERSONAL : Sensitivity.ORDINARY);
    Layer layer =
        present
            .map(CataloguedLayer::layer)
            .orElseGet(() ->
                newLayer(id, LayerKind.FEATURES, new Schema(GeometryType.NONE, List.of())));
    LayerAccess access =
        present.map(CataloguedLayer::access).orElseGet(() -> new LayerAccess(sensitivity, false));
    boolean allowed = present.isPresent() || rights.mayCreateLayers(actor);
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
    return new LayerTarget(catalog, id, actor, sensitivity, present.orElse(null), right);
  }

  boolean isNew() {
    return present == null;
  }

  boolean isPersonal() {
    return sensitivity == Sensitivity.PERSONAL;
  }

  boolean isPublished() {
    return present != null && present.access().published();
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

  /** Leave to change the layer, which is made first when it is not there. */
  EditRight open(LayerKind kind, Schema schema) {
    if (present == null) {
      catalog.create(newLayer(id, kind, schema), sensitivity, CataloguedLayer.UNSTYLED, actor);
    }
    return right;
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
