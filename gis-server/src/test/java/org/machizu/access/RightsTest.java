package org.machizu.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.machizu.access.LayerRule.Grant;
import org.machizu.access.LayerRule.Shown;
import org.machizu.access.LayerRule.TimeLimits;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.AttributeType;
import org.machizu.geo.feature.AttributeVisibility;
import org.machizu.geo.feature.Attributes;
import org.machizu.geo.feature.Feature;
import org.machizu.geo.feature.GeometryType;
import org.machizu.geo.feature.Layer;
import org.machizu.geo.feature.LayerId;
import org.machizu.geo.feature.LocalizedText;
import org.machizu.geo.feature.Provenance;
import org.machizu.geo.feature.Revision;
import org.machizu.geo.feature.Schema;
import org.machizu.geo.feature.ValidTime;
import org.machizu.geo.feature.ZoomRange;
import org.machizu.geo.filter.Expression;
import org.machizu.geo.filter.Predicate;

class RightsTest {
  private static final Actor PLANNER = new Actor("planner", Role.PLANNER);
  private static final LayerAccess PUBLISHED =
      new LayerAccess(Sensitivity.ORDINARY, true, LayerRule.PLANNERS);
  private static final LayerAccess PERSONAL =
      new LayerAccess(Sensitivity.PERSONAL, false, LayerRule.CLOSED);

  private final Rights rights = new Rights();

  @Test
  void aNewLayerIsSeenByItsDepartmentAndNotByThePublic() {
    Layer layer = layer(Attribute.open("name", AttributeType.TEXT));

    assertThat(rights.viewOf(Actor.PUBLIC, layer, LayerAccess.STAFF_ONLY)).isEmpty();
    assertThat(rights.viewOf(PLANNER, layer, LayerAccess.STAFF_ONLY)).isPresent();
  }

  @Test
  void aPublishedLayerShowsThePublicOnlyItsOpenAttributes() {
    Layer layer =
        layer(
            Attribute.open("name", AttributeType.TEXT),
            attribute("note", AttributeVisibility.STAFF),
            attribute("phone", AttributeVisibility.MASKED),
            attribute("owner", AttributeVisibility.ON_DEMAND));

    View seenByPublic = rights.viewOf(Actor.PUBLIC, layer, PUBLISHED).orElseThrow();
    View seenByStaff = rights.viewOf(PLANNER, layer, PUBLISHED).orElseThrow();

    assertThat(seenByPublic.schema().attributes())
        .extracting(Attribute::name)
        .containsExactly("name");
    assertThat(seenByStaff.schema().attributes())
        .extracting(Attribute::name)
        .containsExactly("name", "note", "phone");
  }

  @Test
  void viewsThatDifferHaveDifferentEntitlements() {
    Layer layer =
        layer(
            Attribute.open("name", AttributeType.TEXT),
            attribute("note", AttributeVisibility.STAFF));

    assertThat(rights.viewOf(Actor.PUBLIC, layer, PUBLISHED).orElseThrow().entitlement())
        .isNotEqualTo(rights.viewOf(PLANNER, layer, PUBLISHED).orElseThrow().entitlement());
  }

  @Test
  void viewsThatShowTheSameShareTheirEntitlement() {
    Layer layer = layer(Attribute.open("name", AttributeType.TEXT));

    assertThat(rights.viewOf(Actor.PUBLIC, layer, PUBLISHED).orElseThrow().entitlement())
        .isEqualTo(rights.viewOf(PLANNER, layer, PUBLISHED).orElseThrow().entitlement());
  }

  @Test
  void theEntitlementOfAStaffLayerIsNeverThatOfAPublishedOne() {
    Layer layer = layer(Attribute.open("name", AttributeType.TEXT));

    assertThat(rights.viewOf(PLANNER, layer, LayerAccess.STAFF_ONLY).orElseThrow().entitlement())
        .isNotEqualTo(rights.viewOf(Actor.PUBLIC, layer, PUBLISHED).orElseThrow().entitlement());
  }

  @Test
  void nobodyReadsAPersonalLayerThatNoRuleOpens() {
    Layer layer = layer(Attribute.open("name", AttributeType.TEXT));

    assertThat(List.of(Actor.PUBLIC, PLANNER, Actor.OPERATOR))
        .allSatisfy(actor -> assertThat(rights.viewOf(actor, layer, PERSONAL)).isEmpty());
  }

  @Test
  void onlyTheOperatorWritesAPersonalLayer() {
    Layer layer = layer(Attribute.open("name", AttributeType.TEXT));

    assertThat(rights.editOf(PLANNER, layer, PERSONAL)).isEmpty();
    assertThat(rights.editOf(Actor.OPERATOR, layer, PERSONAL)).isPresent();
  }

  @Test
  void thePublicNeitherEditsNorMakesLayers() {
    Layer layer = layer(Attribute.open("name", AttributeType.TEXT));

    assertThat(rights.editOf(Actor.PUBLIC, layer, PUBLISHED)).isEmpty();
    assertThat(rights.mayCreateLayers(Actor.PUBLIC, Sensitivity.ORDINARY)).isFalse();
    assertThat(rights.mayCreateLayers(PLANNER, Sensitivity.ORDINARY)).isTrue();
    assertThat(rights.mayCreateLayers(PLANNER, Sensitivity.PERSONAL)).isFalse();
    assertThat(rights.mayCreateLayers(Actor.OPERATOR, Sensitivity.PERSONAL)).isTrue();
  }

  @Test
  void whoHasSeveralRolesIsNeverShownMoreThanOneOfThemMaySee() {
    Layer layer =
        layer(
            Attribute.open("district", AttributeType.TEXT),
            attribute("name", AttributeVisibility.OPEN));
    Predicate north = district("north");
    LayerRule rule =
        rule(
            Map.of("welfare", Set.of(Grant.READ), "duty", Set.of(Grant.READ)),
            Map.of("name", Map.of("duty", Shown.HIDDEN)),
            Map.of("welfare", north));

    View both = rights.viewOf(actor(Role.WELFARE, Role.DUTY), layer, personal(rule)).orElseThrow();

    assertThat(both.rows()).isEqualTo(new Predicate.Everything());
    assertThat(both.schema().attributes()).extracting(Attribute::name).containsExactly("district");
  }

  @Test
  void rowsOfSeveralRolesAreShownWithTheLeastOfTheirAttributes() {
    Layer layer =
        layer(
            Attribute.open("district", AttributeType.TEXT),
            attribute("name", AttributeVisibility.OPEN));
    LayerRule rule =
        rule(
            Map.of("welfare", Set.of(Grant.READ), "duty", Set.of(Grant.READ)),
            Map.of("name", Map.of("duty", Shown.MASKED)),
            Map.of("welfare", district("north"), "duty", district("south")));

    View both = rights.viewOf(actor(Role.WELFARE, Role.DUTY), layer, personal(rule)).orElseThrow();

    assertThat(both.rows()).isInstanceOf(Predicate.Or.class);
    assertThat(both.askable().indexOf("name")).isNegative();
  }

  @Test
  void anAccountIsGrantedWhatItsNameIsGranted() {
    Layer layer = layer(Attribute.open("name", AttributeType.TEXT));
    LayerRule rule = rule(Map.of("@sato", Set.of(Grant.READ)), Map.of(), Map.of());

    assertThat(rights.viewOf(new Actor("sato", Role.CREW), layer, personal(rule))).isPresent();
    assertThat(rights.viewOf(new Actor("kato", Role.CREW), layer, personal(rule))).isEmpty();
    assertThat(
            rights.viewOf(
                new Actor("sato", Set.of(Role.TRACKER), Credential.DEVICE, null),
                layer,
                personal(rule)))
        .as("a device that calls itself like the account")
        .isEmpty();
  }

  @Test
  void whoKeepsAccountsReadsNothingByThat() {
    Layer layer = layer(Attribute.open("name", AttributeType.TEXT));
    Actor admin = new Actor("admin", Role.ADMIN);

    assertThat(rights.viewOf(admin, layer, LayerAccess.STAFF_ONLY)).isEmpty();
    assertThat(rights.editOf(admin, layer, LayerAccess.STAFF_ONLY)).isEmpty();
    assertThat(rights.administer(admin)).isPresent();
    assertThat(rights.administer(PLANNER)).isEmpty();
  }

  @Test
  void movingThingsAreShownLateAndNotFarBack() {
    Layer layer =
        new Layer(
            new LayerId("01585", "things"),
            LocalizedText.same("things"),
            "test",
            new Schema(GeometryType.POINT, List.of(Attribute.open("seen", AttributeType.DATETIME))),
            ZoomRange.DEFAULT,
            Provenance.UNKNOWN,
            new ValidTime("seen", null));
    LayerRule rule =
        new LayerRule(
            Map.of("planner", Set.of(Grant.READ)),
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of("public", new TimeLimits(Duration.ofMinutes(30), Duration.ofHours(6))));
    Instant now = Instant.parse("2026-02-01T12:00:30Z");
    LayerAccess access = new LayerAccess(Sensitivity.ORDINARY, true, rule);
    View late = new Rights(() -> now).viewOf(Actor.PUBLIC, layer, access).orElseThrow();

    assertThat(late.rows().matches(seen(layer, "2026-02-01T11:29:00Z"))).isTrue();
    assertThat(late.rows().matches(seen(layer, "2026-02-01T11:31:00Z"))).isFalse();
    assertThat(late.rows().matches(seen(layer, "2026-02-01T05:59:00Z"))).isFalse();
    assertThat(late.entitlement())
        .isNotEqualTo(
            new Rights(() -> now.plusSeconds(60))
                .viewOf(Actor.PUBLIC, layer, access)
                .orElseThrow()
                .entitlement());
    assertThat(new Rights(() -> now).viewOf(PLANNER, layer, access).orElseThrow().rows())
        .isEqualTo(new Predicate.Everything());
  }

  private static final Role MINSEI = new Role("minsei", Set.of(Role.Ability.STAFF));

  private static LayerAccess byConsent(Map<String, Predicate> rows) {
    return personal(
        new LayerRule(
            Map.of("minsei", Set.of(Grant.READ), "corps", Set.of(Grant.READ)),
            Map.of("name", Map.of("minsei", Shown.ON_DEMAND)),
            rows,
            Map.of(),
            Map.of(),
            Map.of("minsei", "to_minsei", "corps", "to_corps")));
  }

  private static Layer roll() {
    return layer(
        attribute("name", AttributeVisibility.ON_DEMAND),
        attribute("note", AttributeVisibility.STAFF),
        Attribute.open("district", AttributeType.TEXT),
        Attribute.open("to_minsei", AttributeType.DATE),
        Attribute.open("to_corps", AttributeType.DATE));
  }

  private static Feature resident(String district, LocalDate toMinsei) {
    return new Feature(
        1, Revision.NONE, null, Attributes.of(roll().schema(), "n", "t", district, toMinsei, null));
  }

  @Test
  void aGroupSeesByConsentWhatTheRuleNamesForItAndNoOthersConsent() {
    LayerAccess access = byConsent(Map.of("minsei", district("north")));
    View view = rights.viewOf(actor(MINSEI), roll(), access).orElseThrow();

    LocalDate day = LocalDate.of(2026, 4, 1);
    assertThat(view.rows().matches(resident("north", day))).isTrue();
    assertThat(view.rows().matches(resident("north", null))).as("did not agree").isFalse();
    assertThat(view.rows().matches(resident("south", day))).as("hidden besides").isFalse();
    assertThat(view.schema().attributes())
        .extracting(Attribute::name)
        .containsExactly("district", "to_minsei");
    assertThat(view.showsThePast()).isFalse();
    assertThat(access.rule().hidesContent()).isTrue();
  }

  @Test
  void aConditionOnWhatTheLayerHasNoMoreOpensNothing() {
    LayerRule rule =
        rule(
            Map.of("welfare", Set.of(Grant.READ)),
            Map.of(),
            Map.of("welfare", new Predicate.IsNull(new Expression.Property("protected"))));
    Feature somebody = resident("north", null);

    assertThat(
            rights
                .viewOf(actor(Role.WELFARE), roll(), personal(rule))
                .orElseThrow()
                .rows()
                .matches(somebody))
        .as("the column of 支援措置 has gone with an import")
        .isFalse();
    assertThat(rights.namedInLogTo(actor(Role.ADMIN), roll(), personal(rule)).matches(somebody))
        .isFalse();
  }

  @Test
  void aResidentsLinkStandsForAGroupOnlyWhereTheRuleAsksForConsent() {
    Actor link =
        new Actor(
            "resident:x",
            Set.of(Role.RESIDENT, new Role("minsei", Set.of())),
            Credential.RESIDENT,
            null);
    LayerRule department =
        rule(Map.of("minsei", Set.of(Grant.READ, Grant.EDIT)), Map.of(), Map.of());

    assertThat(rights.viewOf(link, roll(), byConsent(Map.of()))).isPresent();
    assertThat(rights.viewOf(link, roll(), personal(department))).isEmpty();
    assertThat(rights.editOf(link, roll(), personal(department))).isEmpty();
    assertThat(rights.editOf(actor(MINSEI), roll(), personal(department))).isPresent();
  }

  @Test
  void theLogNamesToAReaderWhomTheySeeAndToOthersWhomNobodyIsKeptFrom() {
    LayerRule rule =
        rule(
            Map.of("welfare", Set.of(Grant.READ), "officer", Set.of(Grant.READ)),
            Map.of(),
            Map.of("welfare", district("open")));
    Predicate toAdmin = rights.namedInLogTo(actor(Role.ADMIN), roll(), personal(rule));
    Predicate toWelfare =
        rights.namedInLogTo(actor(Role.ADMIN, Role.WELFARE), roll(), personal(rule));
    Role officer = new Role("officer", Set.of());

    for (Predicate told : List.of(toAdmin, toWelfare)) {
      assertThat(told.matches(resident("open", null))).isTrue();
      assertThat(told.matches(resident("protected", null))).isFalse();
    }
    assertThat(rights.namedInLogTo(actor(Role.ADMIN, officer), roll(), personal(rule)))
        .isEqualTo(new Predicate.Everything());
    assertThat(rights.namedInLogTo(actor(Role.ADMIN), roll(), byConsent(Map.of())))
        .as("not to have agreed is no protection from the log")
        .isEqualTo(new Predicate.Everything());
  }

  private static Feature seen(Layer layer, String moment) {
    return new Feature(
        1, Revision.NONE, null, Attributes.of(layer.schema(), Instant.parse(moment)));
  }

  private static Predicate district(String name) {
    return new Predicate.Comparison(
        new Expression.Property("district"),
        Predicate.Operator.EQUAL,
        new Expression.Literal(name));
  }

  private static Actor actor(Role... roles) {
    return new Actor("somebody", Set.of(roles), Credential.SESSION, null);
  }

  private static LayerAccess personal(LayerRule rule) {
    return new LayerAccess(Sensitivity.PERSONAL, false, rule);
  }

  private static LayerRule rule(
      Map<String, Set<Grant>> grants,
      Map<String, Map<String, Shown>> attributes,
      Map<String, Predicate> rows) {
    return new LayerRule(grants, attributes, rows, Map.of(), Map.of());
  }

  private static Attribute attribute(String name, AttributeVisibility visibility) {
    return new Attribute(name, AttributeType.TEXT, LocalizedText.same(name), null, visibility);
  }

  private static Layer layer(Attribute... attributes) {
    return new Layer(
        new LayerId("01585", "things"),
        LocalizedText.same("things"),
        "test",
        new Schema(GeometryType.POINT, List.of(attributes)),
        ZoomRange.DEFAULT,
        Provenance.UNKNOWN,
        null);
  }
}
