package org.machizu.access;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.machizu.geo.filter.Expression;
import org.machizu.geo.filter.Predicate;

/**
 * Who may do what with one layer. Grantees are role names, or single accounts as {@link #account}.
 * What is not granted is closed. An actor with several roles may whatever one of them may.
 *
 * @param grants what each grantee may do with the layer; a published layer is read by the public
 *     besides
 * @param attributes by attribute, then by grantee: how it is shown to them, where that differs from
 *     the attribute's own visibility
 * @param rows the rows that a grantee sees; a grantee without an entry sees all
 * @param coarseningM the width in metres of the cells in which a grantee sees places, where they
 *     are not to see them exactly
 * @param times how late and how far back a grantee sees, in layers with a valid time
 * @param consents for a group of supporters (民生委員, 自主防災組織, 消防団): the attribute in which the day
 *     stands on which the person or household agreed to be shown to that group. The group sees
 *     those rows alone, only while the day stands there, and of staff's attributes none that the
 *     rule does not name for it
 */
public record LayerRule(
    Map<String, Set<Grant>> grants,
    Map<String, Map<String, Shown>> attributes,
    Map<String, Predicate> rows,
    Map<String, Integer> coarseningM,
    Map<String, TimeLimits> times,
    Map<String, String> consents) {
  /** Coarser would be no map, finer no protection. */
  public static final int MIN_COARSENING_M = 10;

  public static final int MAX_COARSENING_M = 50_000;

  private static final String ACCOUNT = "@";

  /** What can be granted. */
  public enum Grant {
    READ,
    EDIT,
    /** Open to the public what is reviewed, and close it again. */
    PUBLISH
  }

  /** How an attribute is shown; from least to most. */
  public enum Shown {
    HIDDEN,
    /** Whole, on a read with a stated purpose; else absent. */
    ON_DEMAND,
    MASKED,
    WHOLE
  }

  /**
   * Bounds in time for moving things.
   *
   * @param delay nothing younger is shown
   * @param horizon nothing older is shown
   */
  public record TimeLimits(Duration delay, Duration horizon) {
    public TimeLimits {
      if (delay.isNegative() || horizon.compareTo(delay) <= 0) {
        throw new IllegalArgumentException(
            "a delay of %s and a horizon of %s show nothing; the horizon must be longer than the delay, and none negative"
                .formatted(delay, horizon));
      }
    }
  }

  /** Nobody may do anything. */
  public static final LayerRule CLOSED =
      new LayerRule(Map.of(), Map.of(), Map.of(), Map.of(), Map.of());

  /** A new layer of the planners. */
  public static final LayerRule PLANNERS = ofDepartment(Set.of(Role.PLANNER));

  /** A rule that shows nothing by consent. */
  public LayerRule(
      Map<String, Set<Grant>> grants,
      Map<String, Map<String, Shown>> attributes,
      Map<String, Predicate> rows,
      Map<String, Integer> coarseningM,
      Map<String, TimeLimits> times) {
    this(grants, attributes, rows, coarseningM, times, Map.of());
  }

  public LayerRule {
    grants = Map.copyOf(grants);
    attributes = Map.copyOf(attributes);
    rows = Map.copyOf(rows);
    coarseningM = Map.copyOf(coarseningM);
    times = Map.copyOf(times);
    consents = Map.copyOf(consents);
    for (int metres : coarseningM.values()) {
      if (metres < MIN_COARSENING_M || metres > MAX_COARSENING_M) {
        throw new IllegalArgumentException(
            "a coarsening of %d m is not allowed; give %d to %d"
                .formatted(metres, MIN_COARSENING_M, MAX_COARSENING_M));
      }
    }
  }

  /** What the roles that made a layer may: everything. */
  public static LayerRule ofDepartment(Set<Role> roles) {
    Map<String, Set<Grant>> grants = new HashMap<>();
    roles.forEach(role -> grants.put(role.name(), Set.of(Grant.values())));
    return new LayerRule(grants, Map.of(), Map.of(), Map.of(), Map.of());
  }

  /** The grantee that stands for one account. */
  public static String account(String name) {
    return ACCOUNT + name;
  }

  /** Whether the grantee is one account, not a role. */
  public static boolean isAccount(String grantee) {
    return grantee.startsWith(ACCOUNT);
  }

  /** The name of the account that a grantee stands for. */
  static String accountOf(String grantee) {
    return grantee.substring(ACCOUNT.length());
  }

  /** Everybody whom the rule grants something, in the order of names. */
  public List<String> grantees() {
    return List.copyOf(new TreeSet<>(grants.keySet()));
  }

  /**
   * The rows of those who have agreed to be shown to the grantee; all when that is not asked for.
   */
  Predicate consented(String grantee) {
    String attribute = consents.get(grantee);
    return attribute == null
        ? new Predicate.Everything()
        : new Predicate.Not(new Predicate.IsNull(new Expression.Property(attribute)));
  }

  /**
   * Whether it is nobody's business but a group's own whether somebody agreed to be shown to it.
   */
  boolean isOthersConsent(String attribute, String grantee) {
    return consents.containsKey(grantee)
        && consents.containsValue(attribute)
        && !attribute.equals(consents.get(grantee));
  }

  /** Whether the content has to lie where only the server reads it. */
  public boolean hidesContent() {
    return !rows.isEmpty()
        || !coarseningM.isEmpty()
        || !times.isEmpty()
        || !consents.isEmpty()
        || attributes.values().stream()
            .flatMap(byGrantee -> byGrantee.values().stream())
            .anyMatch(shown -> shown != Shown.WHOLE);
  }
}
