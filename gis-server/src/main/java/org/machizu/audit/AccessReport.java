package org.machizu.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.machizu.access.AuditEntry.Action;

/**
 * Who saw what is kept about one person, when, why and from where.
 *
 * @param layer the layer's short id
 * @param id the feature
 * @param made when the report was made
 * @param rows newest first
 * @param complete false when there were more than {@link #MAX_ROWS}
 */
record AccessReport(String layer, String id, Instant made, List<Row> rows, boolean complete) {
  static final int MAX_ROWS = 10_000;

  /** What is about one feature by its id. */
  private static final Set<Action> NAMED =
      EnumSet.of(
          Action.PERSONAL_READ,
          Action.PERSONAL_VIEWED,
          Action.WATCH_CHANGED,
          Action.EDITED,
          Action.EXPORTED);

  /** What was done with the whole layer, or with a part of which no line tells whom it held. */
  private static final Set<Action> WHOLE = EnumSet.of(Action.PERSONAL_VIEWED, Action.EXPORTED);

  /** Whether the person was among what was seen. */
  enum Covered {
    /** The line names them. */
    NAMED,
    /** The whole layer was seen. */
    WHOLE,
    /** A part of the layer was seen; they can have been in it. */
    PART
  }

  record Row(AuditLine line, Covered covered) {
    Map<String, @Nullable Object> json() {
      Map<String, @Nullable Object> json = new LinkedHashMap<>();
      json.put("time", line.time());
      json.put("actor", line.actor());
      json.put("from", line.from());
      json.put("action", line.action());
      json.put("purpose", line.reason());
      json.put("covered", covered.name().toLowerCase(java.util.Locale.ROOT));
      json.put("details", line.details());
      return json;
    }
  }

  /** Reads the report out of the log. */
  static AccessReport of(
      AuditRecords records,
      String layer,
      String id,
      Instant made,
      @Nullable Instant from,
      @Nullable Instant to) {
    List<Row> rows = new ArrayList<>();
    boolean named = add(rows, records, AuditFilter.about(layer, id, NAMED).within(from, to), id);
    boolean whole = add(rows, records, AuditFilter.about(layer, null, WHOLE).within(from, to), id);
    rows.sort(java.util.Comparator.comparing((Row r) -> r.line().time()).reversed());
    return new AccessReport(layer, id, made, List.copyOf(rows), named && whole);
  }

  /** Adds what the lines say of the person; false when there are more than fit. */
  private static boolean add(List<Row> rows, AuditRecords records, AuditFilter filter, String id) {
    String after = null;
    do {
      AuditRecords.Page page = records.find(filter, after, AuditRecords.MAX_LIMIT);
      for (AuditLine line : page.lines()) {
        boolean theirs = filter.object() != null;
        boolean others = !theirs && isAboutOne(line);
        boolean again = "end".equals(line.details().get("step")); // told when it began
        if (others || again) {
          continue;
        }
        if (rows.size() == MAX_ROWS) {
          return false;
        }
        rows.add(new Row(line, theirs ? Covered.NAMED : covered(line)));
      }
      after = page.next();
    } while (after != null);
    return true;
  }

  /** Whether the line is about one feature: those of this one come by its id. */
  private static boolean isAboutOne(AuditLine line) {
    return line.object() != null;
  }

  private static Covered covered(AuditLine line) {
    return "none".equals(line.details().get("filter")) ? Covered.WHOLE : Covered.PART;
  }

  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("layer", layer);
    json.put("id", id);
    json.put("made", made.toString());
    json.put("complete", complete);
    json.put("accesses", rows.stream().map(Row::json).toList());
    return json;
  }
}
