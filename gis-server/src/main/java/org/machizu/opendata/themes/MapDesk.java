package org.machizu.opendata.themes;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.machizu.access.Actor;
import org.machizu.access.AuditEntry;
import org.machizu.access.AuditEntry.Action;
import org.machizu.access.Role;
import org.machizu.access.Role.Ability;
import org.machizu.layers.VisibleLayers.VisibleLayer;
import org.machizu.opendata.page.OpenLayers;

/**
 * Makes, changes, publishes and removes maps. A map belongs to a section, which is a role; whoever
 * has the role keeps it, as administrators do.
 */
public final class MapDesk {
  private final ThematicMapStore store;
  private final OpenLayers layers;
  private final Clock clock;

  public MapDesk(ThematicMapStore store, OpenLayers layers, Clock clock) {
    this.store = store;
    this.layers = layers;
    this.clock = clock;
  }

  /** Whether somebody makes maps at all. */
  boolean makes(Actor actor) {
    return actor.may(Ability.CREATE_LAYERS) || actor.may(Ability.ADMINISTER);
  }

  /** Whether somebody keeps a map. */
  boolean keeps(Actor actor, ThematicMap map) {
    return actor.may(Ability.ADMINISTER)
        || actor.roles().stream().anyMatch(role -> role.name().equals(map.section()));
  }

  /** All maps that somebody keeps, and what everybody sees of the others is in the pages. */
  List<ThematicMap> list(Actor actor) {
    return store.list().stream().filter(map -> keeps(actor, map)).toList();
  }

  /**
   * A map that somebody keeps.
   *
   * @throws org.machizu.http.ProblemException 404 when there is none, or it is another section's
   */
  ThematicMap get(Actor actor, String id) {
    return store
        .find(id)
        .filter(map -> keeps(actor, map))
        .orElseThrow(() -> MapProblems.noMap(id).asException());
  }

  /**
   * Adds one, seen by nobody else yet.
   *
   * @throws org.machizu.http.ProblemException 403 for whoever makes none; 409 when there is one of
   *     that id
   */
  ThematicMap add(Actor actor, String id, MapContent content) {
    if (!makes(actor)) {
      throw MapProblems.notKeeper().asException();
    }
    Instant now = now();
    ThematicMap map =
        new ThematicMap(id, 1, section(actor), content, null, null, now, actor.name());
    if (!store.add(map, entry(now, actor, Action.MAP_CHANGED, id).with("version", 1))) {
      throw MapProblems.exists(id).asException();
    }
    return map;
  }

  /** The first of somebody's roles that makes maps; administrators make them for the planners. */
  private static String section(Actor actor) {
    return actor.roles().stream()
        .filter(role -> role.abilities().contains(Ability.CREATE_LAYERS))
        .map(Role::name)
        .sorted()
        .findFirst()
        .orElse(Role.PLANNER.name());
  }

  /** Changes the draft; what everybody sees stays. */
  ThematicMap save(Actor actor, String id, long expected, MapContent content) {
    Instant now = now();
    return change(
        actor,
        id,
        expected,
        map -> with(map, content, map.published(), map.publishedAt(), now, actor),
        entry(now, actor, Action.MAP_CHANGED, id));
  }

  /**
   * Lets everybody see the draft as it is.
   *
   * @throws org.machizu.http.ProblemException 409 when layers of it are not open, or there are none
   */
  ThematicMap publish(Actor actor, String id, long expected, String reason) {
    ThematicMap now = get(actor, id);
    if (now.draft().layers().isEmpty()) {
      throw MapProblems.empty().asException();
    }
    Set<String> open = layers.list().stream().map(VisibleLayer::name).collect(Collectors.toSet());
    List<String> closed =
        now.draft().layers().stream()
            .map(MapContent.Shown::layer)
            .filter(layer -> !open.contains(layer))
            .toList();
    if (!closed.isEmpty()) {
      throw MapProblems.notOpen(closed).asException();
    }
    Instant at = now();
    return change(
        actor,
        id,
        expected,
        map -> with(map, map.draft(), map.draft(), at, at, actor),
        entry(at, actor, Action.MAP_PUBLISHED, id).because(reason));
  }

  /** Takes it from everybody's eyes; the draft stays. */
  ThematicMap withdraw(Actor actor, String id, long expected, String reason) {
    Instant at = now();
    return change(
        actor,
        id,
        expected,
        map -> with(map, map.draft(), null, null, at, actor),
        entry(at, actor, Action.MAP_UNPUBLISHED, id).because(reason));
  }

  void remove(Actor actor, String id, long expected, String reason) {
    ThematicMap unused = get(actor, id);
    store.remove(
        id,
        expected,
        entry(now(), actor, Action.MAP_CHANGED, id).because(reason).with("removed", true));
  }

  private ThematicMap change(
      Actor actor, String id, long expected, UnaryOperator<ThematicMap> change, AuditEntry entry) {
    ThematicMap unused = get(actor, id);
    return store.change(id, expected, change, entry);
  }

  private static ThematicMap with(
      ThematicMap map,
      MapContent draft,
      @Nullable MapContent published,
      @Nullable Instant publishedAt,
      Instant now,
      Actor actor) {
    return new ThematicMap(
        map.id(), map.version(), map.section(), draft, published, publishedAt, now, actor.name());
  }

  private static AuditEntry entry(Instant at, Actor actor, Action action, String id) {
    return AuditEntry.of(at, actor, action, "map:" + id);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  /** Who keeps a map, for messages about it. */
  public Optional<String> sectionOf(String id) {
    return store.find(id).filter(map -> map.published() != null).map(ThematicMap::section);
  }
}
