package org.machizu.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.machizu.access.LayerRule.Grant;
import org.machizu.access.LayerRule.Shown;
import org.machizu.access.LayerRule.TimeLimits;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.AttributeType;
import org.machizu.geo.feature.AttributeVisibility;
import org.machizu.geo.feature.GeometryType;
import org.machizu.geo.feature.Layer;
import org.machizu.geo.feature.LayerId;
import org.machizu.geo.feature.Revision;
import org.machizu.geo.feature.Schema;
import org.machizu.geo.feature.ValidTime;
import org.machizu.geo.filter.Expression;
import org.machizu.geo.filter.Predicate;

/** The one rule. */
public final class Rights {
  /** The class of a published layer's View that the public has too. */
  public static final String FOR_ALL = "all";

  /**
   * How the public sees vehicles: half an hour late, so that nobody can follow one, and six hours
   * back, one night's work.
   */
  private static final TimeLimits VEHICLES =
      new TimeLimits(Duration.ofMinutes(30), Duration.ofHours(6));

  private static final int CLASS_BYTES = 12;

  private static final int MAX_REMEMBERED_LAYERS = 10_000;
  private static final int MAX_REMEMBERED_VIEWS = 1_000;

  private final InstantSource clock;
  private final Map<LayerId, Remembered> remembered = new ConcurrentHashMap<>();

  /** For layers whose rules know no time, and tests. */
  public Rights() {
    this(InstantSource.system());
  }

  /**
   * @param clock for rules that show things late
   */
  public Rights(InstantSource clock) {
    this.clock = clock;
  }

  /** What the actor may read of the layer; empty when it is to answer as if it did not exist. */
  public Optional<View> viewOf(Actor actor, Layer layer, LayerAccess access) {
    Set<String> readers = readers(actor, access);
    if (readers.isEmpty()) {
      return Optional.empty();
    }
    if (!access.rule().times().isEmpty()) {
      return Optional.of(named(readers, layer, access, false)); // is another one each minute
    }
    return Optional.of(
        remembered(layer, access)
            .views()
            .computeIfAbsent(readers, some -> named(some, layer, access, false)));
  }

  /**
   * As {@link #viewOf}, with what is shown on demand. Only {@link PersonalReads} asks for it, which
   * writes the read into the audit log before.
   */
  Optional<View> viewOnDemand(Actor actor, Layer layer, LayerAccess access) {
    Set<String> readers = readers(actor, access);
    return readers.isEmpty() ? Optional.empty() : Optional.of(named(readers, layer, access, true));
  }

  /** What the actor is shown of the layer for a stated purpose; names and titles, no values. */
  public List<Attribute> listOnDemand(Actor actor, Layer layer, LayerAccess access) {
    boolean some =
        layer.schema().attributes().stream()
                .anyMatch(a -> a.visibility() == AttributeVisibility.ON_DEMAND)
            || access.rule().attributes().values().stream()
                .anyMatch(byGrantee -> byGrantee.containsValue(Shown.ON_DEMAND));
    return some
        ? viewOnDemand(actor, layer, access).map(v -> v.schema().attributes()).orElse(List.of())
        : List.of();
  }

  /** The Views of a layer as it stands, by who reads. */
  private record Remembered(Layer layer, LayerAccess access, Map<Set<String>, View> views) {}

  /** Catalogues give the same objects while nothing changes, so these are compared as such. */
  @SuppressWarnings("ReferenceEquality")
  private Remembered remembered(Layer layer, LayerAccess access) {
    Remembered known = remembered.get(layer.id());
    boolean stands =
        known != null
            && known.layer() == layer
            && known.access() == access
            && known.views().size() < MAX_REMEMBERED_VIEWS;
    if (known != null && stands) {
      return known;
    }
    if (remembered.size() >= MAX_REMEMBERED_LAYERS) {
      remembered.clear();
    }
    Remembered fresh = new Remembered(layer, access, new ConcurrentHashMap<>());
    remembered.put(layer.id(), fresh);
    return fresh;
  }

  private View named(Set<String> readers, Layer layer, LayerAccess access, boolean onDemand) {
    View view = view(readers, layer, access, onDemand, "");
    return view(readers, layer, access, onDemand, entitlement(view, layer, access));
  }

  /** Every kind of View that the layer has without a purpose, each once. */
  public List<View> viewsOf(Layer layer, LayerAccess access) {
    List<Set<String>> readers = new ArrayList<>();
    Map<String, View> byClass = new LinkedHashMap<>();
    if (access.published()) {
      readers.add(Set.of(Role.PUBLIC.name()));
    }
    if (access.sensitivity() == Sensitivity.ORDINARY) {
      readers.add(Set.of(Role.OPERATOR.name()));
    }
    for (String grantee : access.rule().grantees()) {
      if (access.rule().grants().getOrDefault(grantee, Set.of()).contains(Grant.READ)) {
        readers.add(Set.of(grantee));
      }
    }
    for (Set<String> some : readers) {
      View view = named(some, layer, access, false);
      byClass.putIfAbsent(view.entitlement(), view);
    }
    return List.copyOf(byClass.values());
  }

  /** Leave to change the layer's content, style and titles; empty when the actor may not. */
  public Optional<EditRight> editOf(Actor actor, Layer layer, LayerAccess access) {
    return may(actor, access, Grant.EDIT)
        ? Optional.of(new EditRight(layer.id(), actor))
        : Optional.empty();
  }

  /** Leave to open the layer to the public and to close it; empty when the actor may not. */
  public Optional<EditRight> publishOf(Actor actor, Layer layer, LayerAccess access) {
    return may(actor, access, Grant.PUBLISH)
        ? Optional.of(new EditRight(layer.id(), actor))
        : Optional.empty();
  }

  /**
   * Whether the actor may make new layers. One about persons is made on the machine itself: it
   * begins closed to everybody, and administrators say who may read it.
   */
  public boolean mayCreateLayers(Actor actor, Sensitivity sensitivity) {
    return sensitivity == Sensitivity.PERSONAL
        ? actor.roles().contains(Role.OPERATOR)
        : actor.may(Role.Ability.CREATE_LAYERS);
  }

  /** Leave to keep accounts and rights; empty when the actor may not. */
  public Optional<AdminRight> administer(Actor actor) {
    return actor.may(Role.Ability.ADMINISTER)
        ? Optional.of(new AdminRight(actor))
        : Optional.empty();
  }

  /**
   * The rows whose numbers the audit log tells to the actor: those that they see, or for somebody
   * who reads nothing of the layer, those that the rule hides from nobody. Whoever is kept from
   * some readers (支援措置対象者) is kept from the log's readers too.
   */
  public Predicate namedInLogTo(Actor actor, Layer layer, LayerAccess access) {
    Map<String, Predicate> rows = access.rule().rows();
    Set<String> readers = new HashSet<>(readers(actor, access));
    readers.remove(Role.PUBLIC.name());
    if (rows.isEmpty() || !rows.keySet().containsAll(readers)) {
      return new Predicate.Everything();
    }
    Predicate named =
        readers.isEmpty()
            ? new Predicate.And(List.copyOf(rows.values()))
            : new Predicate.Or(readers.stream().sorted().map(rows::get).toList());
    return judged(named, layer);
  }

  /**
   * All of a layer, to find out with {@link #namedInLogTo} what the log may tell; shown to nobody.
   */
  public View viewForLog(AdminRight right, Layer layer) {
    return new View(
        layer.id(), layer.schema(), Set.of(), new Predicate.Everything(), null, null, "log");
  }

  /**
   * What somebody may see of vehicles.
   *
   * @param seesAll whether they are staff who see the layer of the ways that vehicles are to go
   * @param publicSees whether the town shows vehicles to everybody, late
   */
  public Optional<TrackView> tracksOf(boolean seesAll, boolean publicSees) {
    if (seesAll) {
      return Optional.of(new TrackView(Instant.MIN, Instant.MAX, true, "staff"));
    }
    Instant now = clock.instant();
    return publicSees
        ? Optional.of(
            new TrackView(
                now.minus(VEHICLES.horizon()), now.minus(VEHICLES.delay()), false, FOR_ALL))
        : Optional.empty();
  }

  /** The rule of a layer that the actor makes: their department's alone. */
  public LayerRule ruleOfNew(Actor actor, Sensitivity sensitivity) {
    if (actor.roles().contains(Role.OPERATOR)) {
      return sensitivity == Sensitivity.PERSONAL ? LayerRule.CLOSED : LayerRule.PLANNERS;
    }
    return LayerRule.ofDepartment(actor.roles());
  }

  /** Whoever runs the program fills personal layers, and reads none of them. */
  private static boolean may(Actor actor, LayerAccess access, Grant grant) {
    boolean onlyReads = actor.credential() == Credential.RESIDENT;
    return actor.roles().contains(Role.OPERATOR)
        || !onlyReads
            && actor.grantees().stream()
                .anyMatch(grantee ->
                    access.rule().grants().getOrDefault(grantee, Set.of()).contains(grant));
  }

  /** Those of the actor's names by which they may read. */
  private static Set<String> readers(Actor actor, LayerAccess access) {
    Set<String> readers = new HashSet<>();
    for (String grantee : actor.grantees()) {
      // A resident's link stands for a group only where people have agreed to be shown to it.
      boolean counts =
          actor.credential() != Credential.RESIDENT
              || grantee.equals(Role.RESIDENT.name())
              || access.rule().consents().containsKey(grantee);
      if (counts && access.rule().grants().getOrDefault(grantee, Set.of()).contains(Grant.READ)) {
        readers.add(grantee);
      }
    }
    boolean ordinary = access.sensitivity() == Sensitivity.ORDINARY;
    if (ordinary && actor.roles().contains(Role.OPERATOR)) {
      readers.add(Role.OPERATOR.name());
    }
    if (access.published()) {
      readers.add(Role.PUBLIC.name()); // what is public is so for everybody
    }
    return readers;
  }

  private View view(
      Set<String> readers, Layer layer, LayerAccess access, boolean onDemand, String entitlement) {
    Combined combined = Combined.of(readers, reader -> rows(reader, layer, access.rule()));
    List<Attribute> shown = new ArrayList<>();
    Set<String> masked = new HashSet<>();
    for (Attribute attribute : layer.schema().attributes()) {
      switch (shown(attribute, combined, access.rule())) {
        case WHOLE -> shown.add(attribute);
        case ON_DEMAND -> {
          if (onDemand) {
            shown.add(attribute);
          }
        }
        case MASKED -> {
          masked.add(attribute.name());
          shown.add(asText(attribute));
        }
        case HIDDEN -> {}
      }
    }
    Coarsening coarsening = coarsening(combined, access.rule());
    GeometryType type =
        coarsening == null || layer.schema().geometryType() == GeometryType.NONE
            ? layer.schema().geometryType()
            : GeometryType.POINT;
    boolean whole = masked.isEmpty() && shown.size() == layer.schema().size();
    Schema schema =
        whole && type == layer.schema().geometryType() ? layer.schema() : new Schema(type, shown);
    return new View(
        layer.id(),
        schema,
        Set.copyOf(masked),
        combined.rows(),
        coarsening,
        fixedAt(readers, access),
        entitlement);
  }

  /** Whoever reads only from outside sees what the last publish step left, where changes wait. */
  private static @Nullable Revision fixedAt(Set<String> readers, LayerAccess access) {
    boolean outside = readers.stream().allMatch(reader -> isOutside(reader, access.rule()));
    return outside && access.published() ? access.shownRevision() : null;
  }

  private static boolean isOutside(String reader, LayerRule rule) {
    return rule.consents().containsKey(reader)
        || Role.OUTSIDE.stream().anyMatch(role -> role.name().equals(reader));
  }

  private static Attribute asText(Attribute attribute) {
    return new Attribute(
        attribute.name(), AttributeType.TEXT, attribute.title(), null, attribute.visibility());
  }

  private static Shown shown(Attribute attribute, Combined combined, LayerRule rule) {
    Map<String, Shown> special = rule.attributes().getOrDefault(attribute.name(), Map.of());
    return combined.pick(
        reader ->
            Objects.requireNonNullElseGet(
                special.get(reader), () -> usual(attribute, reader, rule)),
        Comparator.naturalOrder());
  }

  private static Shown usual(Attribute attribute, String reader, LayerRule rule) {
    boolean outside = isOutside(reader, rule);
    if (rule.isOthersConsent(attribute.name(), reader)) {
      return Shown.HIDDEN;
    }
    return switch (attribute.visibility()) {
      case OPEN -> Shown.WHOLE;
      case STAFF -> outside ? Shown.HIDDEN : Shown.WHOLE;
      case MASKED -> outside ? Shown.HIDDEN : Shown.MASKED;
      case ON_DEMAND -> outside ? Shown.HIDDEN : Shown.ON_DEMAND;
    };
  }

  private static @Nullable Coarsening coarsening(Combined combined, LayerRule rule) {
    int metres =
        combined.pick(
            reader -> rule.coarseningM().getOrDefault(reader, 0), Comparator.reverseOrder());
    return metres == 0 ? null : new Coarsening(metres);
  }

  private Predicate rows(String reader, Layer layer, LayerRule rule) {
    Predicate rows =
        rule.rows()
            .getOrDefault(reader, new Predicate.Everything())
            .and(rule.consented(reader))
            .and(within(rule.times().get(reader), layer.validTime()));
    return judged(rows, layer);
  }

  /**
   * A condition on what the layer does not have (an import has replaced it by a file without that
   * column) cannot be judged, and must not open what it was to hide.
   */
  private static Predicate judged(Predicate rows, Layer layer) {
    boolean knowsAll =
        rows.expressions().stream()
            .allMatch(expression ->
                !(expression instanceof Expression.Property(String name))
                    || layer.schema().indexOf(name) >= 0);
    return knowsAll ? rows : new Predicate.Nothing();
  }

  /** The moments are full minutes, so that those who look in the same minute share a class. */
  private Predicate within(@Nullable TimeLimits limits, @Nullable ValidTime time) {
    if (limits == null) {
      return new Predicate.Everything();
    }
    if (time == null) {
      return new Predicate.Nothing(); // what has no time cannot be shown to be old enough
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MINUTES);
    return new Predicate.Between(
        new Expression.Property(time.from()),
        new Expression.Literal(now.minus(limits.horizon())),
        new Expression.Literal(now.minus(limits.delay())));
  }

  private String entitlement(View view, Layer layer, LayerAccess access) {
    if (access.published() && view.fixedAt() == null && access.rule().times().isEmpty()) {
      View seenByAll = view(Set.of(Role.PUBLIC.name()), layer, access, false, "");
      if (view.showsTheSame(seenByAll)) {
        return FOR_ALL;
      }
    }
    return digest((access.published() ? "open " : "closed ") + new TreeMap<>(view.content()));
  }

  private static String digest(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(Arrays.copyOf(hash, CLASS_BYTES));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
