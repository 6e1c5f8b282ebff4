package org.machizu.attachments;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.machizu.access.Actor;
import org.machizu.access.AuditEntry;
import org.machizu.access.AuditEntry.Action;
import org.machizu.access.Sensitivity;
import org.machizu.geo.feature.Feature;
import org.machizu.http.Problem;
import org.machizu.layers.FeatureStore;
import org.machizu.layers.VisibleLayers;
import org.machizu.layers.VisibleLayers.VisibleLayer;
import org.machizu.paper.Original;
import org.machizu.paper.UnusableOriginalException;

/**
 * Documents attached to features: the plan of a designated road, a notice, a page of a ledger.
 * Whoever sees a feature sees its documents; whoever may edit its layer attaches and removes them.
 */
public final class Documents {
  /** Bytes of one document. */
  public static final int MOST_BYTES = 20 << 20;

  private final VisibleLayers layers;
  private final FeatureStore features;
  private final DocumentStore store;
  private final AttachmentStore attachments;
  private final Clock clock;

  /** Reading a document takes some memory, and many at once would take all of it. */
  private final Semaphore oneAtATime = new Semaphore(1);

  public Documents(
      VisibleLayers layers,
      FeatureStore features,
      DocumentStore store,
      AttachmentStore attachments,
      Clock clock) {
    this.layers = layers;
    this.features = features;
    this.store = store;
    this.attachments = attachments;
    this.clock = clock;
  }

  /** A feature as somebody sees it. */
  public record Place(VisibleLayer layer, Feature feature) {
    /** Whether it lies apart, with everything about it; documents lie elsewhere. */
    boolean isPersonal() {
      return layer.entry().access().sensitivity() == Sensitivity.PERSONAL;
    }
  }

  /**
   * The feature, as far as somebody may see it.
   *
   * @throws org.machizu.http.ProblemException 404 when they may not, as where there is none
   */
  public Place find(Actor actor, String layerName, String featureId) {
    VisibleLayer layer =
        layers
            .find(actor, layerName)
            .filter(found -> !found.entry().layer().kind().isRaster())
            .orElseThrow(() -> Problem.notFound("layer", layerName).asException());
    Feature feature =
        features
            .find(layer.view(), number("feature", featureId), null)
            .orElseThrow(() -> Problem.notFound("feature", featureId).asException());
    return new Place(layer, feature);
  }

  /** As {@link #find}, for who may change the layer; for others there is none. */
  Place findToEdit(Actor actor, String layerName, String featureId) {
    Place place = find(actor, layerName, featureId);
    if (!place.layer().mayEdit()) {
      throw Problem.notFound("layer", layerName).asException();
    }
    return place;
  }

  /**
   * As {@link #findToEdit}, to attach something.
   *
   * @throws org.machizu.http.ProblemException 409 in a personal layer
   */
  Place findToAttach(Actor actor, String layerName, String featureId) {
    Place place = findToEdit(actor, layerName, featureId);
    if (place.isPersonal()) {
      throw DocumentProblems.personal(layerName).asException();
    }
    return place;
  }

  /** What is attached to a feature that somebody sees; nothing in a personal layer. */
  List<Document> list(Place place) {
    return place.isPersonal() ? List.of() : store.list(place.layer().name(), place.feature().id());
  }

  /**
   * One document of a feature that somebody sees.
   *
   * @throws org.machizu.http.ProblemException 404 when it is none of this feature, or was removed
   */
  public Document get(Place place, String number) {
    return store
        .find(number("document", number))
        .filter(found ->
            found.removed().isEmpty()
                && !place.isPersonal()
                && found.draft().layer().equals(place.layer().name())
                && found.draft().feature() == place.feature().id())
        .orElseThrow(() -> Problem.notFound("document", number).asException());
  }

  private static long number(String what, String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw Problem.notFound(what, text).asException();
    }
  }

  /**
   * Looks a file through and attaches it.
   *
   * @throws org.machizu.http.ProblemException when it cannot be used; nothing is kept then
   */
  Document attach(Actor actor, Place place, String title, InputStream content) throws IOException {
    if (list(place).size() >= DocumentStore.MOST_OF_FEATURE) {
      throw DocumentProblems.tooMany().asException();
    }
    Attachment kept;
    int pages;
    oneAtATime.acquireUninterruptibly();
    try {
      byte[] bytes = content.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw DocumentProblems.tooLarge().asException();
      }
      Original original = Original.of(bytes);
      pages = original.pages();
      String mediaType = original.form().mediaType();
      Attachment stored = attachments.put(new ByteArrayInputStream(bytes), mediaType, MOST_BYTES);
      // Of what this was found to be, whatever was said by who stored the same bytes first.
      kept = new Attachment(stored.hash(), mediaType, stored.size(), stored.stored());
    } catch (UnusableOriginalException e) {
      throw DocumentProblems.of(e).asException();
    } finally {
      oneAtATime.release();
    }
    Instant now = clock.instant();
    Document.Draft draft =
        new Document.Draft(
            place.layer().name(), place.feature().id(), title, kept, pages, now, actor.name());
    AuditEntry entry =
        entry(now, actor, Action.DOCUMENT_ATTACHED, draft)
            .with("hash", kept.hash())
            .with("pages", pages);
    // Who was faster leaves no room; the content stays then, as it may be somebody else's, too.
    return store.add(draft, entry).orElseThrow(() -> DocumentProblems.tooMany().asException());
  }

  /** Removes a document; copies that were given out stay as they are. */
  void remove(Actor actor, Document document, String reason) {
    Instant now = clock.instant();
    AuditEntry entry = entry(now, actor, Action.DOCUMENT_REMOVED, document.draft()).because(reason);
    store
        .remove(document.number(), new Document.Removal(now, actor.name(), reason), entry)
        .orElseThrow(
            () -> Problem.notFound("document", Long.toString(document.number())).asException());
  }

  private static AuditEntry entry(Instant at, Actor actor, Action action, Document.Draft document) {
    return AuditEntry.of(at, actor, action, document.layer())
        .about(Long.toString(document.feature()));
  }

  /** The content; the caller closes it. */
  InputStream open(Document document) {
    String hash = document.draft().content().hash();
    return attachments
        .open(hash)
        .orElseThrow(() -> new IllegalStateException("the content " + hash + " is gone"));
  }

  /** What is done with a document's pages. */
  public interface Use<T> {
    T with(Original original) throws IOException;
  }

  /** Does something with a document's pages; one document at a time. */
  public <T> T use(Document document, Use<T> use) throws IOException {
    oneAtATime.acquireUninterruptibly();
    try (InputStream content = open(document)) {
      return use.with(
          new Original(
              Original.Form.ofMediaType(document.draft().content().mediaType()),
              content.readAllBytes(),
              document.draft().pages()));
    } finally {
      oneAtATime.release();
    }
  }
}
