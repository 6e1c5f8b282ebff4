package org.machizu.layers;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.machizu.access.LayerRule;
import org.machizu.access.LayerRule.Grant;
import org.machizu.access.LayerRule.Shown;
import org.machizu.access.Role;
import org.machizu.access.Sensitivity;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.AttributeType;
import org.machizu.geo.feature.Schema;
import org.machizu.geo.filter.Expression;
import org.machizu.http.Problem;

/**
 * Whether a rule fits a layer and names whom there is: a slip of the pen must not open or close.
 */
public final class RuleCheck {
  private final Predicate<String> isKnown;

  /**
   * @param isKnown whether there is a role of that name, or for {@code @name} an account
   */
  public RuleCheck(Predicate<String> isKnown) {
    this.isKnown = isKnown;
  }

  /**
   * @throws org.machizu.http.ProblemException {@code bad-rule}; names what does not fit
   */
  void require(LayerRule rule, CataloguedLayer entry) {
    Schema schema = entry.layer().schema();
    requireGrantees(rule, entry);
    for (String attribute : rule.attributes().keySet()) {
      requireAttribute("attributes", attribute, schema);
    }
    rule.attributes().forEach(RuleCheck::requireNothingOpened);
    rule.rows()
        .forEach((grantee, where) ->
            named(where).forEach(name -> requireAttribute("rows", name, schema)));
    rule.times().keySet().forEach(grantee -> requireTime(entry, grantee));
    rule.consents()
        .forEach((grantee, attribute) -> requireConsent(rule, grantee, attribute, schema));
  }

  private void requireGrantees(LayerRule rule, CataloguedLayer entry) {
    boolean personal = entry.access().sensitivity() == Sensitivity.PERSONAL;
    Set<String> named = new TreeSet<>(rule.grants().keySet());
    named.addAll(rule.rows().keySet());
    named.addAll(rule.coarseningM().keySet());
    named.addAll(rule.times().keySet());
    named.addAll(rule.consents().keySet());
    rule.attributes().values().forEach(byGrantee -> named.addAll(byGrantee.keySet()));
    for (String grantee : named) {
      if (!isKnown.test(grantee)) {
        throw bad(
            "there is no %s '%s'"
                .formatted(
                    LayerRule.isAccount(grantee) ? "account" : "role",
                    grantee.replaceFirst("^@", "")));
      }
      if (grantee.equals(Role.PUBLIC.name()) && personal) {
        throw bad("a personal layer can have no rule for the public; it never sees it");
      }
    }
    rule.grants().forEach(RuleCheck::requireReading);
  }

  private static void requireReading(String grantee, Set<Grant> grants) {
    if (grantee.equals(Role.PUBLIC.name())) {
      throw bad(
          "the public is granted nothing by a rule; a layer is opened to it by a publish step");
    }
    boolean blind = !grants.isEmpty() && !grants.contains(Grant.READ);
    if (blind) {
      throw bad(
          "'%s' is granted something without read; grant read too, since nobody edits or publishes what they do not see"
              .formatted(grantee));
    }
    boolean outside = Role.OUTSIDE.stream().anyMatch(role -> role.name().equals(grantee));
    if (outside && grants.size() > 1) {
      throw bad(
          "'%s' works outside the town's offices and can be granted read only".formatted(grantee));
    }
  }

  private static void requireNothingOpened(String attribute, Map<String, Shown> byGrantee) {
    Shown toPublic = byGrantee.get(Role.PUBLIC.name());
    if (toPublic == Shown.WHOLE || toPublic == Shown.ON_DEMAND) {
      throw bad(
          "attribute '%s' is opened to the public by describing it as open (PATCH /api/layers/{layer}), which is a publish step, not by a rule"
              .formatted(attribute));
    }
  }

  private static void requireAttribute(String member, String name, Schema schema) {
    if (schema.indexOf(name) < 0) {
      throw bad(
          "'%s' names the attribute '%s', which the layer does not have; it has %s"
              .formatted(member, name, schema.attributes().stream().map(Attribute::name).toList()));
    }
  }

  /** Whether a rule may limit the layer in time: its features are of moments. */
  static boolean isOfMoments(CataloguedLayer entry) {
    var time = entry.layer().validTime();
    return time != null
        && entry
            .layer()
            .schema()
            .find(time.from())
            .filter(attribute -> attribute.type() == AttributeType.DATETIME)
            .isPresent();
  }

  private static void requireTime(CataloguedLayer entry, String grantee) {
    if (!isOfMoments(entry)) {
      throw bad(
          "'times' of '%s' need a layer whose valid time is of moments; describe the layer so first"
              .formatted(grantee));
    }
  }

  private static void requireConsent(
      LayerRule rule, String grantee, String attribute, Schema schema) {
    requireAttribute("consents", attribute, schema);
    if (schema.find(attribute).orElseThrow().type() != AttributeType.DATE) {
      throw bad(
          "'consents' of '%s' names the attribute '%s', which holds no days; a consent is kept as the day on which it was given"
              .formatted(grantee, attribute));
    }
    if (rule.grants().getOrDefault(grantee, Set.of()).size() > 1) {
      throw bad(
          "'%s' sees the layer by consent and can be granted read only: who could edit could give the consents"
              .formatted(grantee));
    }
  }

  /** The attributes that a condition looks at. */
  private static Set<String> named(org.machizu.geo.filter.Predicate where) {
    Set<String> names = new HashSet<>();
    where
        .expressions()
        .forEach(expression -> {
          if (expression instanceof Expression.Property(String name)) {
            names.add(name);
          }
        });
    return names;
  }

  static RuntimeException bad(String detail) {
    return Problem.of(
            400,
            "bad-rule",
            "The rule cannot be used",
            detail,
            "Mend the rule; nothing has changed. GET of the same address shows its form.")
        .asException();
  }
}
