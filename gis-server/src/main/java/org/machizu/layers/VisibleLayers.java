package org.machizu.layers;

import java.util.List;
import java.util.Optional;
import org.machizu.access.Actor;
import org.machizu.access.EditRight;
import org.machizu.access.PersonalReads;
import org.machizu.access.Purpose;
import org.machizu.access.Rights;
import org.machizu.access.Sensitivity;
import org.machizu.access.View;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.Layer;
import org.machizu.geo.feature.LayerId;
import org.machizu.http.Problem;

/**
 * The catalogue as one actor sees it. Every path that answers about layers starts here, so that a
 * layer that the actor may not see is nowhere found.
 */
public final class VisibleLayers {
  private final String municipality;
  private final LayerCatalog catalog;
  private final Rights rights;
  private final PersonalReads reads;

  /**
   * A layer together with what the actor may read of it.
   *
   * @param entry for the server's own use; show attributes of {@code view.schema()} only
   * @param mayEdit whether the actor may change content, style and words
   * @param mayPublish whether the actor may open it to the public and close it
   */
  public record VisibleLayer(
      CataloguedLayer entry, View view, boolean mayEdit, boolean mayPublish) {
    /** As somebody sees it who may only look. */
    public VisibleLayer(CataloguedLayer entry, View view) {
      this(entry, view, false, false);
    }

    public String name() {
      return entry.layer().id().name();
    }
  }

  /**
   * @param reads writes down who looks at personal layers
   */
  public VisibleLayers(
      String municipality, LayerCatalog catalog, Rights rights, PersonalReads reads) {
    this.municipality = municipality;
    this.catalog = catalog;
    this.rights = rights;
    this.reads = reads;
  }

  /** The layers that the actor may read, by group and short id; nothing of their content. */
  public List<VisibleLayer> list(Actor actor) {
    return catalog.list(municipality).stream()
        .flatMap(entry -> see(actor, entry).stream())
        .toList();
  }

  /**
   * A layer by short id, to read from; empty when there is none, or none that the actor may read.
   * Of a personal layer it stands in the audit log then.
   */
  public Optional<VisibleLayer> find(Actor actor, String name) {
    Optional<VisibleLayer> found = entry(name).flatMap(entry -> see(actor, entry));
    found
        .map(layer -> layer.entry())
        .filter(entry -> entry.access().sensitivity() == Sensitivity.PERSONAL)
        .ifPresent(entry -> reads.look(actor, entry.layer()));
    return found;
  }

  /**
   * As {@link #find}.
   *
   * @throws org.machizu.http.ProblemException 404 when there is none, or none that the actor may
   *     read
   */
  public VisibleLayer get(Actor actor, String name) {
    return find(actor, name).orElseThrow(() -> Problem.notFound("layer", name).asException());
  }

  /**
   * As {@link #get}, of a layer that has features.
   *
   * @throws org.machizu.http.ProblemException 404 {@code no-items} also when it is of pixels
   */
  public VisibleLayer getWithFeatures(Actor actor, String name) {
    VisibleLayer layer = get(actor, name);
    if (layer.entry().layer().kind().isRaster()) {
      throw LayerProblems.noItems(name).asException();
    }
    return layer;
  }

  /** How the actor sees a layer, to tell them that it has changed; not to read from. */
  public Optional<View> peek(Actor actor, LayerId id) {
    return catalog.find(id).flatMap(entry -> see(actor, entry)).map(VisibleLayer::view);
  }

  /** A layer as each kind of reader sees it, for what is prepared before somebody asks. */
  public List<VisibleLayer> listKinds(LayerId id) {
    return catalog.find(id).stream()
        .flatMap(entry ->
            rights.viewsOf(entry.layer(), entry.access()).stream()
                .map(view -> new VisibleLayer(as(entry, view), view)))
        .toList();
  }

  /** All layers as each kind of reader sees them. */
  public List<VisibleLayer> listKinds() {
    return catalog.list(municipality).stream()
        .flatMap(entry -> listKinds(entry.layer().id()).stream())
        .toList();
  }

  /**
   * The layer of a feature with what is shown on demand; the read stands in the audit log then. A
   * layer that shows the actor nothing on demand stays as it is, and nothing is logged: nobody is
   * to fill the log by stating purposes.
   *
   * @param layer as the actor sees it without a purpose
   * @param featureId a feature that the actor sees in it
   */
  public VisibleLayer open(Actor actor, VisibleLayer layer, long featureId, Purpose purpose) {
    if (listOnDemand(actor, layer).isEmpty()) {
      return layer;
    }
    CataloguedLayer entry = layer.entry();
    return reads
        .open(actor, entry.layer(), entry.access(), featureId, purpose)
        .map(view -> new VisibleLayer(entry, view))
        .orElse(layer);
  }

  private static CataloguedLayer as(CataloguedLayer entry, View view) {
    return view.fixedAt() == null ? entry : entry.asShown();
  }

  /** The attributes of a layer that {@link #open} shows besides those that the actor sees. */
  public List<Attribute> listOnDemand(Actor actor, VisibleLayer layer) {
    Layer described = layer.entry().layer();
    return rights.listOnDemand(actor, described, layer.entry().access()).stream()
        .filter(attribute -> layer.view().schema().indexOf(attribute.name()) < 0)
        .toList();
  }

  /** Leave to change a layer; empty when the actor may not, or there is none. */
  public Optional<EditRight> findEditRight(Actor actor, String name) {
    return entry(name).flatMap(entry -> rights.editOf(actor, entry.layer(), entry.access()));
  }

  /** Leave to publish a layer; empty when the actor may not, or there is none. */
  public Optional<EditRight> findPublishRight(Actor actor, String name) {
    return entry(name).flatMap(entry -> rights.publishOf(actor, entry.layer(), entry.access()));
  }

  /**
   * Leave to change a layer.
   *
   * @throws org.machizu.http.ProblemException 404 without leave: then the layer is not there
   */
  public EditRight getEditRight(Actor actor, String name) {
    return findEditRight(actor, name)
        .orElseThrow(() -> Problem.notFound("layer", name).asException());
  }

  /** What the public would see of a layer if it were published as it stands. */
  Optional<View> asPublished(CataloguedLayer entry) {
    return rights.viewOf(Actor.PUBLIC, entry.layer(), entry.access().openAtOnce());
  }

  /** What the public sees of a layer; empty when it is closed. */
  Optional<View> asShown(CataloguedLayer entry) {
    return rights.viewOf(Actor.PUBLIC, entry.layer(), entry.access());
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
        .map(view ->
            new VisibleLayer(
                as(entry, view),
                view,
                rights.editOf(actor, entry.layer(), entry.access()).isPresent(),
                entry.access().sensitivity() == Sensitivity.ORDINARY
                    && rights.publishOf(actor, entry.layer(), entry.access()).isPresent()));
  }
}
