package org.machizu.audit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.machizu.access.Actor;
import org.machizu.access.AuditEntry;
import org.machizu.access.AuditEntry.Action;
import org.machizu.access.AuditLog;

/**
 * Looking into the log, which itself stands in the log: once for each search, however many pages of
 * it are read.
 */
public final class AuditSearches {
  /** Subject of lines about the log as a whole. */
  static final String SUBJECT = "audit";

  /** Whoever comes back to a search later than this begins another one. */
  static final Duration SESSION = Duration.ofMinutes(30);

  private static final int REMEMBERED = 1_000;

  private final AuditRecords records;
  private final WithheldNumbers withheld;
  private final AuditLog log;
  private final InstantSource clock;
  private final Map<Search, Instant> told =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Search, Instant> eldest) {
          return size() > REMEMBERED; // a forgotten search is told once more
        }
      };

  private record Search(String actor, @Nullable String from, AuditFilter filter) {}

  public AuditSearches(
      AuditRecords records, WithheldNumbers withheld, AuditLog log, InstantSource clock) {
    this.records = records;
    this.withheld = withheld;
    this.log = log;
    this.clock = clock;
  }

  /** A page of lines, for somebody; logged before it is read. */
  AuditRecords.Page read(Actor actor, AuditFilter filter, @Nullable String after, int limit) {
    if (isNew(new Search(actor.name(), actor.from(), filter))) {
      log.append(entry(actor, Action.AUDIT_READ, filter));
    }
    return page(actor, filter, after, limit);
  }

  private AuditRecords.Page page(
      Actor actor, AuditFilter filter, @Nullable String after, int limit) {
    AuditRecords.Page page = records.find(filter, after, limit);
    return new AuditRecords.Page(withheld.shownTo(actor, filter, page.lines()), page.next());
  }

  private synchronized boolean isNew(Search search) {
    Instant now = clock.instant();
    Instant last = told.get(search);
    if (last != null && Duration.between(last, now).abs().compareTo(SESSION) < 0) {
      return false;
    }
    told.remove(search);
    told.put(search, now);
    return true;
  }

  /** How many lines an export would have; counting stops at {@code atMost}. */
  long count(AuditFilter filter, long atMost) {
    return records.count(filter, atMost);
  }

  /**
   * Tells of an export before its first byte; of one that asks by a number not how many lines there
   * are, since some of them may not be shown.
   */
  void exportBegins(Actor actor, AuditFilter filter, String format, long lines) {
    AuditEntry entry = entry(actor, Action.AUDIT_EXPORTED, filter).with("format", format);
    log.append(filter.object() == null ? entry.with("lines", lines) : entry);
  }

  /** A page of an export that was told of. */
  AuditRecords.Page exported(Actor actor, AuditFilter filter, @Nullable String after) {
    return page(actor, filter, after, AuditRecords.MAX_LIMIT);
  }

  /** Tells that a person's access report is read out. */
  void reportRead(Actor actor, String layer, String id, String format) {
    log.append(
        AuditEntry.of(clock.instant(), actor, Action.AUDIT_READ, layer)
            .about(id)
            .with("report", "access")
            .with("format", format));
  }

  Instant now() {
    return clock.instant();
  }

  private AuditEntry entry(Actor actor, Action action, AuditFilter filter) {
    String subject = filter.subject() == null ? SUBJECT : filter.subject();
    AuditEntry entry = AuditEntry.of(clock.instant(), actor, action, subject);
    if (filter.object() != null) {
      entry = entry.about(filter.object());
    }
    for (Map.Entry<String, String> detail : filter.told().entrySet()) {
      entry = entry.with(detail.getKey(), detail.getValue());
    }
    return entry;
  }
}
