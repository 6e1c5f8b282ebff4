package org.machizu.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.AttributeType;
import org.machizu.geo.feature.AttributeVisibility;
import org.machizu.geo.feature.GeometryType;
import org.machizu.geo.feature.Layer;
import org.machizu.geo.feature.LayerId;
import org.machizu.geo.feature.LocalizedText;
import org.machizu.geo.feature.Provenance;
import org.machizu.geo.feature.Schema;
import org.machizu.geo.feature.ZoomRange;

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
    assertThat(rights.mayCreateLayers(Actor.PUBLIC)).isFalse();
    assertThat(rights.mayCreateLayers(PLANNER)).isTrue();
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
