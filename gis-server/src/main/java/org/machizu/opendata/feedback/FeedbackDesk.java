package org.machizu.opendata.feedback;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.machizu.access.Actor;
import org.machizu.access.AuditEntry;
import org.machizu.access.AuditEntry.Action;
import org.machizu.access.LayerRule;
import org.machizu.access.Role;
import org.machizu.access.Role.Ability;
import org.machizu.access.Secrets;
import org.machizu.layers.VisibleLayers.VisibleLayer;
import org.machizu.opendata.feedback.Feedback.About;
import org.machizu.opendata.feedback.FeedbackStep.Kind;
import org.machizu.opendata.feedback.FeedbackStore.Arrival;
import org.machizu.opendata.feedback.FeedbackStore.Done;
import org.machizu.opendata.feedback.FeedbackStore.Wish;
import org.machizu.opendata.page.OpenLayers;
import org.machizu.opendata.themes.MapDesk;

/**
 * Takes messages in, brings each to its section, and does what the section does with it. A section
 * is a role; whoever has it sees its messages, and administrators see all.
 */
public final class FeedbackDesk {
  /** A town that gets more in a day is being flooded. */
  static final int MOST_A_DAY = 300;

  private static final String SUBJECT = "feedback";

  private final FeedbackStore store;
  private final OpenLayers layers;
  private final MapDesk maps;
  private final Supplier<List<String>> sections;
  private final Answers answers;
  private final Clock clock;

  /** Brings answers to those who have left an address. */
  public interface Answers {
    /** Whether it can, so that an address makes sense. */
    boolean reach();

    /**
     * Sends an answer; returns when it is written down.
     *
     * @param step of the message, so that none is sent twice
     */
    void send(long message, int step, FeedbackStore.Contact to, String text);
  }

  /**
   * @param sections to which a message can be handed over
   */
  public FeedbackDesk(
      FeedbackStore store,
      OpenLayers layers,
      MapDesk maps,
      Supplier<List<String>> sections,
      Answers answers,
      Clock clock) {
    this.store = store;
    this.layers = layers;
    this.maps = maps;
    this.sections = sections;
    this.answers = answers;
    this.clock = clock;
  }

  /** What somebody gets who has written: the message, and the secret by which it is followed. */
  record Taken(Feedback feedback, String key) {}

  /** Whether an address for the answer makes sense. */
  boolean answersByMail() {
    return answers.reach();
  }

  /**
   * Takes a message in.
   *
   * @param address for the answer; null for none
   * @throws org.machizu.http.ProblemException 429 when too many came in today
   */
  Taken take(Actor actor, About about, String text, String language, @Nullable String address) {
    Instant now = now();
    if (store.countSince(now.minus(Duration.ofDays(1))) >= MOST_A_DAY) {
      throw FeedbackProblems.tooMany("more than %d within a day".formatted(MOST_A_DAY))
          .asException();
    }
    String key = Secrets.create();
    Feedback taken =
        store.add(
            new Arrival(
                sectionOf(about),
                about,
                text,
                Secrets.hash(key),
                language,
                answers.reach() ? address : null,
                now),
            AuditEntry.of(now, actor, Action.FEEDBACK_RECEIVED, SUBJECT));
    return new Taken(taken, key);
  }

  /** Whoever keeps the layer, else the map; else the planners, who find out whose it is. */
  private String sectionOf(About about) {
    String layer = about.layer();
    String map = about.map();
    Optional<String> keeper =
        layer == null
            ? Optional.empty()
            : layers.list().stream()
                .filter(open -> open.name().equals(layer))
                .findFirst()
                .flatMap(FeedbackDesk::keeperOf);
    return keeper
        .or(() -> map == null ? Optional.empty() : maps.sectionOf(map))
        .orElse(Role.PLANNER.name());
  }

  private static Optional<String> keeperOf(VisibleLayer layer) {
    return layer.entry().access().rule().grants().entrySet().stream()
        .filter(granted -> granted.getValue().contains(LayerRule.Grant.EDIT))
        .map(granted -> granted.getKey())
        .filter(grantee -> !LayerRule.isAccount(grantee))
        // Layers that the command line brought in belong to nobody's section.
        .filter(grantee -> !grantee.equals(Role.OPERATOR.name()))
        .sorted()
        .findFirst();
  }

  /** The message of a secret; empty when there is none, or its words are forgotten. */
  Optional<Feedback> findByKey(String key) {
    return store.findByKey(Secrets.hash(key)).filter(found -> !found.forgotten());
  }

  /** The sections whose messages somebody sees; null for all. */
  private static @Nullable Set<String> sectionsOf(Actor actor) {
    return actor.may(Ability.ADMINISTER)
        ? null
        : actor.roles().stream().map(Role::name).collect(Collectors.toSet());
  }

  List<Feedback> list(Actor actor, Feedback.@Nullable State state, long before, int limit) {
    return store.list(sectionsOf(actor), state, before, limit);
  }

  /**
   * A message of one's section.
   *
   * @throws org.machizu.http.ProblemException 404 when there is none, or it is another section's
   */
  Feedback get(Actor actor, long number) {
    Set<String> own = sectionsOf(actor);
    return store
        .find(number)
        .filter(found -> own == null || own.contains(found.section()))
        .orElseThrow(() -> FeedbackProblems.noMessage(Long.toString(number)).asException());
  }

  List<FeedbackStep> steps(Feedback feedback) {
    return store.steps(feedback.number());
  }

  /** To which a message can be handed over. */
  List<String> sections() {
    return new ArrayList<>(sections.get());
  }

  /**
   * Does something with a message; an answer goes out by mail where an address was left.
   *
   * @param section to whom it goes, for {@link Kind#HAND_OVER}
   * @throws org.machizu.http.ProblemException 404 as {@link #get}
   * @throws StaleFeedbackException when it has another version by now
   */
  Feedback step(
      Actor actor, long number, long expected, Kind kind, String text, @Nullable String section) {
    Feedback before = get(actor, number);
    Instant now = now();
    String to = before.section();
    if (kind == Kind.HAND_OVER) {
      List<String> known = sections();
      if (section == null || !known.contains(section)) {
        throw FeedbackProblems.noSection(String.valueOf(section), String.join(", ", known))
            .asException();
      }
      to = section;
    }
    Done done =
        store.step(
            number,
            expected,
            new Wish(actor.name(), kind, text, to, now),
            AuditEntry.of(now, actor, Action.FEEDBACK_CHANGED, SUBJECT));
    if (kind == Kind.ANSWER) {
      store
          .contact(number)
          .ifPresent(contact -> answers.send(number, done.step().number(), contact, text));
    }
    return done.feedback();
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
