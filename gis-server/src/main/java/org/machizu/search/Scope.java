package org.machizu.search;

import java.util.Optional;
import org.machizu.access.LayerAccess;
import org.machizu.access.Sensitivity;
import org.machizu.access.View;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.AttributeVisibility;
import org.machizu.geo.feature.Layer;
import org.machizu.geo.feature.LayerId;
import org.machizu.geo.filter.Predicate;
import org.machizu.layers.VisibleLayers.VisibleLayer;

/**
 * What one entitlement class may find of one layer; the unit in which the index is kept, asked and
 * thrown away.
 *
 * @param entitlement the class of the View through which it was made
 * @param shows the attributes that were searched, and the state, unless it is the present one; an
 *     index of others is not asked
 */
public record Scope(LayerId layer, String entitlement, String shows) {

  /**
   * The scope of a layer as a View shows it; empty when nothing of it goes into the shared index:
   * personal layers, layers with masked or on-demand attributes or a rule that hides something
   * (their content lies in files of their own), and layers without anything to search by.
   */
  public static Optional<Scope> of(VisibleLayer visible) {
    Layer layer = visible.entry().layer();
    View view = visible.view();
    boolean shared =
        isShared(layer, visible.entry().access())
            && view.rows() instanceof Predicate.Everything
            && view.coarsening() == null;
    SearchedAttributes searched = SearchedAttributes.of(view.schema());
    return shared && !searched.isEmpty()
        ? Optional.of(new Scope(layer.id(), view.entitlement(), searched + state(view)))
        : Optional.empty();
  }

  /** Two states of a layer are not each other's content, though they have the same attributes. */
  private static String state(View view) {
    return view.fixedAt() == null ? "" : " at " + view.fixedAt();
  }

  private static boolean isShared(Layer layer, LayerAccess access) {
    return access.sensitivity() == Sensitivity.ORDINARY
        && !access.rule().hidesContent()
        && layer.schema().attributes().stream().noneMatch(Scope::isGuarded);
  }

  private static boolean isGuarded(Attribute attribute) {
    return attribute.visibility() == AttributeVisibility.MASKED
        || attribute.visibility() == AttributeVisibility.ON_DEMAND;
  }
}
