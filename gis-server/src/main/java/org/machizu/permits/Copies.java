package org.machizu.permits;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.machizu.access.Actor;
import org.machizu.access.AuditEntry;
import org.machizu.access.AuditEntry.Action;
import org.machizu.attachments.Attachment;
import org.machizu.attachments.AttachmentStore;
import org.machizu.attachments.Document;
import org.machizu.attachments.Documents;
import org.machizu.attachments.Documents.Place;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.Feature;
import org.machizu.permits.Checklists.InForce;
import org.machizu.permits.papers.CheckCode;
import org.machizu.permits.papers.Paper;
import org.machizu.permits.papers.Paper.Content;
import org.machizu.permits.papers.Paper.Draft;
import org.machizu.permits.papers.PaperStore;
import org.machizu.permits.papers.YearFullException;

/**
 * Gives out copies of documents that are attached to features, as numbered papers. Like every paper
 * a copy is written once and kept as it is, whatever becomes of the document.
 */
final class Copies {
  private static final long MOST_BYTES = 32L << 20;

  private final Documents documents;
  private final Checklists checklists;
  private final CopyPaper writer;
  private final PaperStore store;
  private final AttachmentStore attachments;
  private final Clock clock;

  Copies(
      Documents documents,
      Checklists checklists,
      CopyPaper writer,
      PaperStore store,
      AttachmentStore attachments,
      Clock clock) {
    this.documents = documents;
    this.checklists = checklists;
    this.writer = writer;
    this.store = store;
    this.attachments = attachments;
    this.clock = clock;
  }

  /**
   * What is asked for.
   *
   * @param layer the layer's short id
   * @param document its number
   * @param language ja, easy or en
   * @param baseUrl by which the paper can be checked, as https://map.town.example
   */
  record Order(String layer, String feature, String document, String language, String baseUrl) {}

  /**
   * Copies a document. The number is taken first, since it stands on every page.
   *
   * @throws org.machizu.http.ProblemException 404 when the actor does not see the feature, or the
   *     document is none of it
   */
  Paper issue(Actor actor, Order order) {
    Place place = documents.find(actor, order.layer(), order.feature());
    Document document = documents.get(place, order.document());
    InForce list = checklists.inForce();
    String label = label(place, list);
    Paper paper = reserve(draft(actor, order, list, label + "　" + document.draft().title()));
    CopyPaper.Subject subject =
        new CopyPaper.Subject(
            document, place.layer().entry().layer().title(), label, list.checklist().papers());
    try {
      CopyPaper.Written written =
          documents.use(
              document,
              original ->
                  writer.write(
                      subject, original, paper, Certificates.checkUrl(order.baseUrl(), paper)));
      Attachment pdf =
          attachments.put(new ByteArrayInputStream(written.pdf()), Certificates.PDF, MOST_BYTES);
      return store.issue(
          paper.number(),
          new Content(pdf.hash(), pdf.size(), written.pages(), ""),
          AuditEntry.of(clock.instant(), actor, Action.PAPER_ISSUED, paper.number().text())
              .with("pdf", pdf.hash())
              .with("document", document.number()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Paper reserve(Draft draft) {
    try {
      return store.reserve(draft);
    } catch (YearFullException e) {
      throw PaperProblems.yearFull().asException();
    }
  }

  private Draft draft(Actor actor, Order order, InForce list, String what) {
    Instant now = clock.instant();
    return new Draft(
        Paper.Kind.COPY,
        now,
        actor.name(),
        CounterPlace.of(actor).terminal(),
        List.of(),
        List.of(what.replaceAll("\\s+", " ")),
        "",
        null,
        order.language(),
        list.checklist().papers().copyFeeYen(),
        list.number(),
        CheckCode.create());
  }

  /**
   * What the feature is called: as in the answers of the checklist where it asks about the layer,
   * else by its first attribute that the asker sees.
   */
  private static String label(Place place, InForce list) {
    Feature feature = place.feature();
    List<String> names =
        list.checklist().lines().stream()
            .filter(line -> line.rule().data().filter(place.layer().name()::equals).isPresent())
            .filter(line -> !line.rule().show().isEmpty())
            .map(line -> line.rule().show().getFirst())
            .toList();
    List<String> seen =
        place.layer().view().schema().attributes().stream().map(Attribute::name).toList();
    return Stream.concat(names.stream().filter(seen::contains), seen.stream())
        .map(feature::get)
        .filter(value -> value != null && !value.toString().isBlank())
        .findFirst()
        .map(Object::toString)
        .orElseGet(() -> Long.toString(feature.id()));
  }
}
