package org.machizu.layers;

import java.util.List;
import java.util.Optional;
import org.machizu.access.Actor;
import org.machizu.access.EditRight;
import org.machizu.access.Rights;
import org.machizu.access.View;
import org.machizu.geo.feature.LayerId;

/**
 * The catalogue as one actor sees it. Every path that answers about layers starts here, so that a
 * layer that the actor may not see is nowhere found.
 */
public final class VisibleLayers {
  private final String municipality;
  private final LayerCatalog catalog;
  private final Rights rights;

  /**
   * A layer together with what the actor may read of it.
   *
   * @param entry for the server's own use; show attributes of {@code view.schema()} only
   */
  public record VisibleLayer(CataloguedLayer entry, View view) {
    public String name() {
      return entry.layer().id().name();
    }
  }

  public VisibleLayers(String municipality, LayerCatalog catalog, Rights rights) {
    this.municipality = municipality;
    this.catalog = catalog;
    this.rights = rights;
  }

  /** The layers that the actor may read, by group and short id. */
  public List<VisibleLayer> list(Actor actor) {
    return catalog.list(municipality).stream()
        .flatMap(entry -> see(actor, entry).stream())
        .toList();
  }

  /** A layer by short id; empty when there is none, or none that the actor may read. */
  public Optional<VisibleLayer> find(Actor actor, String name) {
    return entry(name).flatMap(entry -> see(actor, entry));
  }

  /** Leave to change a layer; empty when the actor may not, or there is none. */
  public Optional<EditRight> findEditRight(Actor actor, String name) {
    return entry(name).flatMap(entry -> rights.editOf(actor, entry.layer(), entry.access()));
  }

  private Optional<CataloguedLayer> entry(String name) {
    return LayerId.isValidName(name)
        ? catalog.find(new LayerId(municipality, name))
        : Optional.empty();
  }

  /** An entry in hand as the actor sees it; empty when they may not. */
  Optional<VisibleLayer> see(Actor actor, CataloguedLayer entry) {
    return rights
        .viewOf(actor, entry.layer(), entry.access())
        .map(view -> new VisibleLayer(entry, view));
  }
}
