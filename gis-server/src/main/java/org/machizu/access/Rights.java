package org.machizu.access;

import java.util.List;
import java.util.Optional;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.AttributeVisibility;
import org.machizu.geo.feature.Layer;
import org.machizu.geo.feature.Schema;
import org.machizu.geo.filter.Predicate;

/** The one rule. */
public final class Rights {

  /** What the actor may read of the layer; empty when it is to answer as if it did not exist. */
  public Optional<View> viewOf(Actor actor, Layer layer, LayerAccess access) {
    if (access.sensitivity() == Sensitivity.PERSONAL) {
      return Optional.empty();
    }
    return switch (actor.role()) {
      case PUBLIC ->
          access.published() ? Optional.of(view(layer, access, false)) : Optional.empty();
      case PLANNER, OPERATOR -> Optional.of(view(layer, access, true));
    };
  }

  /** Leave to change the layer's content, style and titles; empty when the actor may not. */
  public Optional<EditRight> editOf(Actor actor, Layer layer, LayerAccess access) {
    return switch (actor.role()) {
      case PUBLIC -> Optional.empty();
      case PLANNER ->
          access.sensitivity() == Sensitivity.PERSONAL
              ? Optional.empty()
              : Optional.of(new EditRight(layer.id(), actor));
      case OPERATOR -> Optional.of(new EditRight(layer.id(), actor));
    };
  }

  /** Whether the actor may make new layers. */
  public boolean mayCreateLayers(Actor actor) {
    return actor.role() != Role.PUBLIC;
  }

  private static View view(Layer layer, LayerAccess access, boolean staff) {
    Schema shown = shown(layer, staff);
    boolean sameForAll = access.published() && shown.equals(shown(layer, !staff));
    String entitlement = sameForAll ? "all" : staff ? "staff" : "public";
    return new View(layer.id(), shown, new Predicate.Everything(), entitlement);
  }

  private static Schema shown(Layer layer, boolean staff) {
    List<Attribute> shown =
        layer.schema().attributes().stream().filter(a -> shows(a.visibility(), staff)).toList();
    return shown.size() == layer.schema().size()
        ? layer.schema()
        : new Schema(layer.schema().geometryType(), shown);
  }

  /** Masking and reads with a purpose come with the full rule; until then both stay closed. */
  private static boolean shows(AttributeVisibility visibility, boolean staff) {
    return switch (visibility) {
      case OPEN -> true;
      case STAFF -> staff;
      case MASKED, ON_DEMAND -> false;
    };
  }
}
