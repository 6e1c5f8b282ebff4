package org.machizu.store.sql;

import java.util.List;
import org.machizu.access.LayerAccess;
import org.machizu.access.Sensitivity;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.AttributeVisibility;
import org.machizu.geo.feature.Layer;
import org.machizu.geo.feature.LayerId;
import org.machizu.geo.feature.Schema;
import org.machizu.layers.LayerConflictException;
import org.machizu.layers.PublishStep;

/** What both stores ask of a layer before they take it. */
public final class LayerChecks {
  /** Names that the embedded store's files need; a layer must be able to move there and back. */
  private static final List<String> TAKEN = List.of("machizu_", "gpkg_", "rtree_", "sqlite_");

  private LayerChecks() {}

  /**
   * @throws LayerConflictException {@code bad-layer-id}
   */
  public static void checkId(LayerId id) {
    if (TAKEN.stream().anyMatch(id.name()::startsWith)) {
      throw new LayerConflictException(
          "bad-layer-id",
          "layer id '%s' is not allowed; ids beginning with %s are taken by the file format"
              .formatted(id.name(), String.join(", ", TAKEN)));
    }
  }

  /** Whether something of a layer is hidden, so that other programs must not open it. */
  public static boolean hides(LayerAccess access, Schema schema) {
    return access.sensitivity() == Sensitivity.PERSONAL
        || access.rule().hidesContent()
        || schema.attributes().stream()
            .anyMatch(a ->
                a.visibility() == AttributeVisibility.MASKED
                    || a.visibility() == AttributeVisibility.ON_DEMAND);
  }

  /**
   * @throws LayerConflictException {@code layer-is-personal}, {@code layer-is-raster}
   */
  public static void checkPublish(Layer layer, LayerAccess access, PublishStep step) {
    if (step.open() && access.sensitivity() == Sensitivity.PERSONAL) {
      throw new LayerConflictException(
          "layer-is-personal", "a personal layer cannot be opened to the public");
    }
    if (Boolean.TRUE.equals(step.waits()) && layer.kind().isRaster()) {
      throw new LayerConflictException(
          "layer-is-raster",
          "layer '%s' is made of pixels, whose earlier states are not kept: its changes cannot wait for a publish step"
              .formatted(layer.id().name()));
    }
  }

  /**
   * Makes sure that a description leaves id, kind, names and types as they are.
   *
   * @throws IllegalArgumentException when it does not
   */
  public static void checkDescription(Layer present, Layer wanted) {
    if (present.kind() != wanted.kind()) {
      throw new IllegalArgumentException(
          "layer '%s' is of kind %s and stays so; it cannot become %s"
              .formatted(present.id().name(), present.kind(), wanted.kind()));
    }
    if (!present.id().equals(wanted.id())) {
      throw new IllegalArgumentException(present.id() + " cannot become " + wanted.id());
    }
    List<String> now = namesAndTypes(present.schema());
    List<String> then = namesAndTypes(wanted.schema());
    if (!now.equals(then) || present.schema().geometryType() != wanted.schema().geometryType()) {
      throw new IllegalArgumentException(
          "names and types change with the content only (import it anew); the layer has %s %s, not %s %s"
              .formatted(
                  present.schema().geometryType(), now, wanted.schema().geometryType(), then));
    }
  }

  private static List<String> namesAndTypes(Schema schema) {
    return schema.attributes().stream().map(LayerChecks::nameAndType).toList();
  }

  private static String nameAndType(Attribute attribute) {
    return attribute.name() + " " + attribute.type();
  }
}
