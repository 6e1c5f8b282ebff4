package org.machizu.retention;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.machizu.http.Json;
import org.machizu.http.Problem;
import org.machizu.http.ProblemException;

/** A rule as JSON: at the edge, and in the layer's file. */
public final class RetentionJson {
  static final int LONGEST = 200;
  private static final int MOST_PAPERS = 50;
  private static final List<String> MEMBERS =
      List.of("purpose", "basis", "features", "historyDays", "kept");

  private RetentionJson() {}

  /** The rule, whole. */
  public static ObjectNode write(RetentionRule rule) {
    ObjectNode root = Json.mapper().createObjectNode();
    root.put("purpose", rule.purpose());
    root.put("basis", rule.basis());
    RetentionRule.OfFeatures features = rule.features();
    if (features != null) {
      root.putObject("features")
          .put("attribute", features.attribute())
          .put("period", features.period().toString());
    }
    if (rule.historyDays() != null) {
      root.put("historyDays", rule.historyDays());
    }
    ArrayNode kept = root.putArray("kept");
    for (RetentionRule.KeptPaper paper : rule.kept()) {
      kept.addObject()
          .put("what", paper.what())
          .put("basis", paper.basis())
          .put("until", paper.until().toString());
    }
    return root;
  }

  /**
   * Reads a rule.
   *
   * @throws ProblemException 400 naming the member that cannot be used
   */
  public static RetentionRule read(JsonNode root) {
    known("rule", root, MEMBERS);
    JsonNode days = root.path("historyDays");
    if (!isAbsent(days) && !days.isInt()) {
      throw bad("rule.historyDays", days, "a whole number of days");
    }
    try {
      return new RetentionRule(
          text(root, "rule.", "purpose"),
          text(root, "rule.", "basis"),
          features(root.path("features")),
          isAbsent(days) ? null : days.intValue(),
          kept(root.path("kept")));
    } catch (IllegalArgumentException e) {
      throw bad("rule", root, String.valueOf(e.getMessage()));
    }
  }

  private static RetentionRule.@Nullable OfFeatures features(JsonNode node) {
    if (isAbsent(node)) {
      return null;
    }
    known("rule.features", node, List.of("attribute", "period"));
    String period = text(node, "rule.features.", "period");
    try {
      return new RetentionRule.OfFeatures(
          text(node, "rule.features.", "attribute"), Period.parse(period));
    } catch (DateTimeException e) {
      throw bad("rule.features.period", node.path("period"), "an ISO 8601 period, as P5Y or P90D");
    }
  }

  private static List<RetentionRule.KeptPaper> kept(JsonNode node) {
    List<RetentionRule.KeptPaper> papers = new ArrayList<>();
    if (isAbsent(node)) {
      return papers;
    }
    if (!node.isArray() || node.size() > MOST_PAPERS) {
      throw bad("rule.kept", node, "a list of up to " + MOST_PAPERS + " papers");
    }
    for (JsonNode paper : node) {
      known("rule.kept", paper, List.of("what", "basis", "until"));
      try {
        papers.add(
            new RetentionRule.KeptPaper(
                text(paper, "rule.kept.", "what"),
                text(paper, "rule.kept.", "basis"),
                LocalDate.parse(text(paper, "rule.kept.", "until"))));
      } catch (DateTimeException e) {
        throw bad("rule.kept.until", paper.path("until"), "a day, as 2031-03-31");
      }
    }
    return papers;
  }

  private static boolean isAbsent(JsonNode node) {
    return node.isMissingNode() || node.isNull();
  }

  static void known(String path, JsonNode node, List<String> names) {
    if (!node.isObject()) {
      throw bad(path, node, "an object of " + String.join(", ", names));
    }
    for (String name : (Iterable<String>) node::fieldNames) {
      if (!names.contains(name)) {
        throw Problem.unknownMember(path + "." + name, names).asException();
      }
    }
  }

  static String text(JsonNode node, String path, String name) {
    JsonNode value = node.path(name);
    String text = value.isTextual() ? value.asText().strip() : "";
    if (text.isEmpty()
        || text.length() > LONGEST
        || text.chars().anyMatch(Character::isISOControl)) {
      throw bad(path + name, value, "a text of 1 to " + LONGEST + " characters on one line");
    }
    return text;
  }

  static ProblemException bad(String path, JsonNode value, String allowed) {
    return Problem.badMember(path, value.isMissingNode() ? "" : value.toString(), allowed)
        .asException();
  }
}
