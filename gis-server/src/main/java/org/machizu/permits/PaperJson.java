package org.machizu.permits;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.machizu.permits.papers.Closing;
import org.machizu.permits.papers.LedgerEntry;
import org.machizu.permits.papers.Paper;
import org.machizu.permits.papers.Takings;

/** Papers and what was taken in for them, as JSON. */
final class PaperJson {
  /** Where papers are. */
  static final String PATH = "/api/sites/certificates";

  private PaperJson() {}

  /** A paper for those who gave it out. */
  static Map<String, Object> of(Paper paper, String baseUrl) {
    Map<String, Object> json = new LinkedHashMap<>();
    String path = PATH + "/" + paper.number().text();
    json.put("number", paper.number().text());
    json.put("kind", paper.draft().kind().word());
    json.put("state", paper.state().word());
    json.put("issued", paper.draft().at().toString());
    json.put("asOf", Objects.toString(paper.draft().asOf(), null));
    json.put("terminal", paper.draft().terminal().orElse(null));
    json.put("author", paper.draft().author());
    json.put("parcels", paper.draft().lots());
    json.put("places", paper.draft().places());
    json.put("language", paper.draft().language());
    json.put("feeYen", paper.draft().feeYen());
    json.put("checklist", paper.draft().checklist());
    json.put("paid", paper.paid().map(Object::toString).orElse(null));
    paper.reason().ifPresent(reason -> json.put("reason", reason));
    paper
        .content()
        .ifPresent(content -> {
          json.put("sha256", content.hash());
          json.put("sizeBytes", content.size());
          json.put("pages", content.pages());
          json.put("answerSha256", content.answer());
          json.put("checkUrl", Certificates.checkUrl(baseUrl, paper));
          json.put("pdf", path + ".pdf");
        });
    if (paper.paid().isPresent()) {
      json.put("receipt", path + "/receipt.pdf");
    }
    return json;
  }

  static Map<String, Object> of(Takings takings) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("from", takings.from());
    json.put("to", takings.to());
    json.put("paid", sum(takings.paid()));
    json.put("back", sum(takings.back()));
    json.put("due", sum(takings.due()));
    json.put("totalYen", takings.totalYen());
    return json;
  }

  private static Map<String, Object> sum(Takings.Sum sum) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("papers", sum.papers());
    json.put("yen", sum.yen());
    return json;
  }

  static Map<String, Object> of(LedgerEntry entry) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("number", entry.number());
    json.put("at", entry.at().toString());
    json.put("paper", entry.paper().text());
    json.put("kind", entry.kind().word());
    json.put("yen", entry.yen());
    json.put("author", entry.author());
    return json;
  }

  static Map<String, Object> of(Closing closing) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("number", closing.number());
    json.put("at", closing.at().toString());
    json.put("author", closing.author());
    json.put("takings", of(closing.takings()));
    json.put(
        "countedYen", closing.countedYen().isPresent() ? closing.countedYen().getAsLong() : null);
    json.put(
        "differenceYen",
        closing.differenceYen().isPresent() ? closing.differenceYen().getAsLong() : null);
    json.put("note", closing.note());
    return json;
  }
}
