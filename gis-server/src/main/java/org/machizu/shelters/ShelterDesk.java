package org.machizu.shelters;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.machizu.access.Actor;
import org.machizu.access.AuditEntry;
import org.machizu.access.Credential;
import org.machizu.access.Role;
import org.machizu.access.Role.Ability;
import org.machizu.config.ShelterSettings;
import org.machizu.layers.VisibleLayers;
import org.machizu.shelters.ShelterStore.Wish;

/** Says how shelters stand: the headquarters of all of them, each shelter of itself. */
final class ShelterDesk {
  private final ShelterSettings settings;
  private final VisibleLayers layers;
  private final ShelterStore store;
  private final ShelterStates states;
  private final Clock clock;
  private final Consumer<SheltersChanged> news;

  ShelterDesk(
      ShelterSettings settings,
      Shelters.Ports ports,
      ShelterStates states,
      Clock clock,
      Consumer<SheltersChanged> news) {
    this.settings = settings;
    this.layers = ports.layers();
    this.store = ports.store();
    this.states = states;
    this.clock = clock;
    this.news = news;
  }

  /** Whether somebody opens and closes every shelter. */
  boolean keeps(Actor actor) {
    return actor.roles().contains(Role.DUTY)
        || actor.may(Ability.ADMINISTER)
        || layers.findEditRight(actor, settings.layer()).isPresent();
  }

  /**
   * Makes sure of {@link #keeps}.
   *
   * @throws org.machizu.http.ProblemException 403
   */
  void requireKeeper(Actor actor) {
    if (!keeps(actor)) {
      throw ShelterProblems.notKeeper().asException();
    }
  }

  /**
   * Makes sure that somebody may speak of one shelter.
   *
   * @throws org.machizu.http.ProblemException 403
   */
  void requireVoice(Actor actor, String shelter) {
    if (actor.credential() != Credential.SHELTER) {
      requireKeeper(actor);
    } else if (!isOf(actor, shelter)) {
      throw ShelterProblems.otherShelter(actor.name(), shelter).asException();
    }
  }

  /**
   * Makes sure that somebody may read what was said of one shelter: staff, and the shelter itself.
   *
   * @throws org.machizu.http.ProblemException 403
   */
  void requireReader(Actor actor, String shelter) {
    if (!reads(actor, shelter)) {
      throw ShelterProblems.otherShelter(actor.name(), shelter).asException();
    }
  }

  /** Whether somebody is told who said what of a shelter: staff, and the shelter itself. */
  boolean reads(Actor actor, String shelter) {
    return actor.isStaff() || isOf(actor, shelter);
  }

  /** Tokens name their shelter: "shelter:S01". */
  private static boolean isOf(Actor actor, String shelter) {
    return actor.credential() == Credential.SHELTER
        && actor.name().substring(actor.name().indexOf(':') + 1).equals(shelter);
  }

  /**
   * Says something of shelters, of all or of none.
   *
   * @param expected the version of each that the actor knows; null: whatever stands
   * @return what was written; nothing where it was so already
   */
  List<ShelterChange> say(
      Actor actor,
      List<String> shelters,
      @Nullable Long expected,
      UnaryOperator<ShelterState> what) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    List<Wish> wishes = shelters.stream().map(id -> new Wish(id, expected, what)).toList();
    AuditEntry entry =
        AuditEntry.of(now, actor, AuditEntry.Action.SHELTER_CHANGED, settings.layer());
    List<ShelterChange> written = store.say(wishes, actor.name(), now, entry);
    states.lookAgain();
    if (!written.isEmpty()) {
      news.accept(OtherServers.event(written));
    }
    return written;
  }
}
