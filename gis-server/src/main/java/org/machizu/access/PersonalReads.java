package org.machizu.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.machizu.access.AuditEntry.Action;
import org.machizu.geo.feature.Layer;

/**
 * Reads of personal layers: none without a line in the audit log. The only way to a View with what
 * is shown on demand.
 */
public final class PersonalReads {
  /** Moving the map asks for many tiles; one line tells of a while of looking. */
  static final Duration ONE_LOOK = Duration.ofMinutes(10);

  private static final int MAX_REMEMBERED = 10_000;

  private final Rights rights;
  private final AuditLog audit;
  private final InstantSource clock;
  private final Map<Look, Instant> looks =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Look, Instant> eldest) {
          return size() > MAX_REMEMBERED;
        }
      };

  /** Who looks at what; what is remembered of it is only that it stands in the log. */
  private record Look(Actor actor, String layer) {}

  public PersonalReads(Rights rights, AuditLog audit, InstantSource clock) {
    this.rights = rights;
    this.audit = audit;
    this.clock = clock;
  }

  /** Writes down that the actor looks at a personal layer, once in a while. */
  public void look(Actor actor, Layer layer) {
    Look look = new Look(actor, layer.id().name());
    Instant now = clock.instant();
    synchronized (looks) {
      Instant known = looks.get(look);
      if (known != null && known.plus(ONE_LOOK).isAfter(now)) {
        return;
      }
    }
    audit.append(AuditEntry.of(now, actor, Action.PERSONAL_VIEWED, look.layer()));
    synchronized (looks) {
      looks.put(look, now);
    }
  }

  /**
   * A View of one feature with what is shown on demand; the read stands in the log when this
   * returns.
   *
   * @param featureId one that the actor sees without a purpose too
   * @return empty when the actor may not read the layer
   */
  public Optional<View> open(
      Actor actor, Layer layer, LayerAccess access, long featureId, Purpose purpose) {
    Optional<View> view = rights.viewOnDemand(actor, layer, access);
    if (view.isPresent()) {
      audit.append(
          AuditEntry.of(clock.instant(), actor, Action.PERSONAL_READ, layer.id().name())
              .about(Long.toString(featureId))
              .because(purpose.text()));
    }
    return view;
  }
}
