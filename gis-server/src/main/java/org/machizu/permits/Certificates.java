package org.machizu.permits;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.machizu.access.Actor;
import org.machizu.access.AuditEntry;
import org.machizu.access.AuditEntry.Action;
import org.machizu.attachments.Attachment;
import org.machizu.attachments.AttachmentStore;
import org.machizu.geo.feature.Feature;
import org.machizu.http.Json;
import org.machizu.layers.VisibleLayers.VisibleLayer;
import org.machizu.permits.Checklists.InForce;
import org.machizu.permits.papers.CheckCode;
import org.machizu.permits.papers.Paper;
import org.machizu.permits.papers.Paper.Content;
import org.machizu.permits.papers.Paper.Draft;
import org.machizu.permits.papers.Paper.State;
import org.machizu.permits.papers.PaperNumber;
import org.machizu.permits.papers.PaperStore;
import org.machizu.permits.papers.YearFullException;

/**
 * Gives out papers about sites. A paper is written once and kept as it is: whoever asks for its
 * number again gets the same bytes, whatever has become of the data.
 */
final class Certificates {
  static final String PDF = "application/pdf";

  private static final long MOST_BYTES = 32L << 20;

  private final SiteJson json = new SiteJson();
  private final SiteEnquiry enquiry;
  private final Checklists checklists;
  private final SitePaper writer;
  private final PaperStore store;
  private final AttachmentStore attachments;
  private final Clock clock;

  Certificates(
      SiteEnquiry enquiry,
      Checklists checklists,
      SitePaper writer,
      PaperStore store,
      AttachmentStore attachments,
      Clock clock) {
    this.enquiry = enquiry;
    this.checklists = checklists;
    this.writer = writer;
    this.store = store;
    this.attachments = attachments;
    this.clock = clock;
  }

  /**
   * What is asked for.
   *
   * @param asOf the moment to answer about; null: now
   * @param language ja, easy or en
   * @param baseUrl by which the paper can be checked, as https://map.town.example
   */
  record Order(List<Long> lots, @Nullable Instant asOf, String language, String baseUrl) {
    Order {
      lots = List.copyOf(lots);
    }
  }

  /**
   * Answers about a site on paper. The number is taken first, since it stands on the paper; where
   * writing fails, the number stays without one, and the desk's list says so.
   */
  Paper issue(Actor actor, Order order) {
    InForce list = checklists.inForce();
    SiteReport report = enquiry.ofLots(actor, list.checklist(), order.lots(), order.asOf());
    byte[] answer =
        json.bytes(report, new AnswerForm(order.language(), AnswerForm.Shapes.FEATURES));
    Paper paper = reserve(draft(actor, order, list, report));
    try {
      Attachment kept = keep(answer, "application/json");
      SitePaper.Written written =
          writer.write(actor, report, paper, kept.hash(), checkUrl(order.baseUrl(), paper));
      Attachment pdf = keep(written.pdf(), PDF);
      return store.issue(
          paper.number(),
          new Content(pdf.hash(), pdf.size(), written.pages(), kept.hash()),
          AuditEntry.of(clock.instant(), actor, Action.PAPER_ISSUED, paper.number().text())
              .with("pdf", pdf.hash())
              .with("lots", order.lots().size()));
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

  private Draft draft(Actor actor, Order order, InForce list, SiteReport report) {
    List<Feature> lots = report.site().lots();
    return new Draft(
        Paper.Kind.SITE,
        report.at(),
        actor.name(),
        CounterPlace.of(actor).terminal(),
        lots.stream().map(Feature::id).toList(),
        lots.stream().map(lot -> SiteFinder.address(lot, list.checklist().site())).toList(),
        SiteFinder.district(lots.getFirst(), list.checklist().site()),
        order.asOf(),
        order.language(),
        list.checklist().papers().feeYen(),
        list.number(),
        CheckCode.create());
  }

  private Attachment keep(byte[] content, String mediaType) throws IOException {
    return attachments.put(new ByteArrayInputStream(content), mediaType, MOST_BYTES);
  }

  /** Where a holder can see whether a paper is what it says. */
  static String checkUrl(String baseUrl, Paper paper) {
    return "%s/check?number=%s&code=%s"
        .formatted(baseUrl, paper.number().text(), paper.draft().code());
  }

  /**
   * A paper that was given out.
   *
   * @throws org.machizu.http.ProblemException when there is none of that number, or it never became
   *     whole
   */
  Paper get(String number) {
    return find(number).orElseThrow(() -> PaperProblems.noPaper(number).asException());
  }

  /** As {@link #get}. */
  Optional<Paper> find(String number) {
    return PaperNumber.find(number).flatMap(store::find).filter(Paper::isOut);
  }

  /** The paper's PDF: the same bytes each time. */
  InputStream open(Paper paper) {
    return content(paper.content().orElseThrow().hash());
  }

  private InputStream content(String hash) {
    return attachments
        .open(hash)
        .orElseThrow(() -> new IllegalStateException("the content " + hash + " is gone"));
  }

  /** Takes a paper's fee. */
  Paper pay(Actor actor, Paper paper) {
    Instant now = clock.instant();
    return store
        .pay(
            paper.number(),
            actor.name(),
            now,
            AuditEntry.of(now, actor, Action.PAPER_PAID, paper.number().text())
                .with("yen", paper.draft().feeYen()))
        .orElseThrow(() -> PaperProblems.notDue(paper).asException());
  }

  /** A paper counts no longer. */
  Paper annul(Actor actor, Paper paper, String reason) {
    Instant now = clock.instant();
    return store
        .annul(
            paper.number(),
            reason,
            actor.name(),
            now,
            AuditEntry.of(now, actor, Action.PAPER_VOIDED, paper.number().text())
                .because(reason)
                .with("was", paper.state().word()))
        .orElseThrow(() -> PaperProblems.alreadyVoid(paper).asException());
  }

  /**
   * The layers that have changed since a paper was written, as far as somebody sees them, with
   * their titles.
   */
  List<Map<String, String>> changedSince(Actor actor, Paper paper) {
    String hash = paper.content().orElseThrow().answer();
    if (hash.isEmpty() || paper.state() == State.VOID) {
      return List.of();
    }
    Map<String, Long> seen = new TreeMap<>();
    for (JsonNode finding : read(hash).path("findings")) {
      JsonNode source = finding.path("source");
      if (source.isObject()) {
        seen.put(source.path("layer").asText(), source.path("revision").asLong());
      }
    }
    Function<String, Optional<VisibleLayer>> visible = enquiry.visible(actor);
    List<Map<String, String>> changed = new ArrayList<>();
    seen.forEach((name, revision) ->
        visible
            .apply(name)
            .filter(layer -> layer.entry().revision().number() > revision)
            .map(layer -> layer.entry().layer().title())
            .ifPresent(
                title -> changed.add(Map.of("layer", name, "ja", title.ja(), "en", title.en()))));
    return changed;
  }

  private JsonNode read(String hash) {
    try (InputStream in = content(hash)) {
      return Json.mapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
