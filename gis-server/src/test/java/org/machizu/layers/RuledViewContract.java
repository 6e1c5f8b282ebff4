package org.machizu.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.machizu.access.Actor;
import org.machizu.access.Coarsening;
import org.machizu.access.Credential;
import org.machizu.access.LayerAccess;
import org.machizu.access.LayerRule;
import org.machizu.access.LayerRule.Grant;
import org.machizu.access.LayerRule.Shown;
import org.machizu.access.Role;
import org.machizu.access.Sensitivity;
import org.machizu.access.View;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.AttributeType;
import org.machizu.geo.feature.AttributeVisibility;
import org.machizu.geo.feature.Attributes;
import org.machizu.geo.feature.Envelope;
import org.machizu.geo.feature.Feature;
import org.machizu.geo.feature.GeometryType;
import org.machizu.geo.feature.LocalizedText;
import org.machizu.geo.feature.Schema;
import org.machizu.geo.filter.Expression;
import org.machizu.geo.filter.Predicate;

/** What a rule hides stays hidden however a store is asked; every store passes it. */
public abstract class RuledViewContract extends StoreTesting {
  private static final Actor WELFARE = new Actor("welfare", Role.WELFARE);
  private static final Actor DUTY = new Actor("duty", Role.DUTY);
  private static final Actor OFFICER =
      new Actor("sato", Set.of(Role.WELFARE), Credential.SESSION, null);
  private static final Predicate UNPROTECTED =
      new Predicate.IsNull(new Expression.Property("protected"));
  private static final Schema PEOPLE =
      new Schema(
          GeometryType.POINT,
          List.of(
              Attribute.open("age", AttributeType.INTEGER),
              attribute("name", AttributeVisibility.ON_DEMAND),
              attribute("phone", AttributeVisibility.MASKED),
              Attribute.open("protected", AttributeType.TEXT)));
  private static final LayerRule RULE =
      new LayerRule(
          Map.of(
              "welfare", Set.of(Grant.READ, Grant.EDIT),
              "duty", Set.of(Grant.READ),
              "@sato", Set.of(Grant.READ)),
          Map.of("name", Map.of("duty", Shown.MASKED)),
          Map.of("welfare", UNPROTECTED, "duty", UNPROTECTED),
          Map.of("duty", 500),
          Map.of());

  private long anna;
  private long hidden;

  @BeforeEach
  void fill() {
    stopTime();
    store
        .catalog()
        .create(
            layer("people", PEOPLE),
            new LayerAccess(Sensitivity.PERSONAL, false, RULE),
            "[]",
            Actor.OPERATOR);
    anna = add(141.8201, 42.7601, 70L, "Anna", "0123", null);
    hidden = add(141.9001, 42.8001, 30L, "Berta", "0456", "yes");
  }

  private long add(double lon, double lat, Object... values) {
    return store
        .features()
        .apply(
            rightOf(Actor.OPERATOR, "people"),
            List.of(new Change.Create(point(lon, lat), Attributes.of(PEOPLE, values))))
        .ids()
        .getFirst();
  }

  @Test
  void aHiddenRowIsNowhere() {
    for (Actor actor : List.of(WELFARE, DUTY)) {
      var view = viewAs(actor, "people");
      assertThat(store.features().find(view, hidden, null)).isEmpty();
      assertThat(store.features().query(view, FeatureQuery.where(ALL, 10)).features())
          .extracting(Feature::id)
          .containsExactly(anna);
      assertThat(store.features().count(view, ALL, null, 10)).hasValue(1);
      assertThat(store.features().extent(view).orElseThrow().maxLon()).isLessThan(141.85);
    }
  }

  @Test
  void aNamedOfficerSeesEveryRow() {
    assertThat(store.features().count(viewAs(OFFICER, "people"), ALL, null, 10)).hasValue(2);
  }

  @Test
  void whatWasNotYetHiddenIsNotFoundInThePast() {
    clock.advanceSeconds(10);
    var before = clock.instant();
    clock.advanceSeconds(10);
    store
        .features()
        .apply(
            rightOf(Actor.OPERATOR, "people"),
            List.of(new Change.Update(anna, null, null, Map.of("protected", "yes"))));
    View welfare = viewAs(WELFARE, "people");

    assertThat(store.features().find(viewAs(OFFICER, "people"), anna, before)).isPresent();
    assertThat(store.features().find(welfare, anna, null)).isEmpty();
    assertThat(store.features().find(welfare, anna, before)).isEmpty();
    assertThat(store.features().count(welfare, ALL, before, 10)).hasValue(0);
    assertThat(
            store
                .features()
                .query(welfare, new FeatureQuery(ALL, List.of(), null, 10, before))
                .features())
        .isEmpty();
    assertThat(scanAs(WELFARE, "people", before)).isEmpty();
    assertThat(store.features().history(welfare, HistoryQuery.newest(10)).changes()).isEmpty();
    assertThat(
            store
                .features()
                .history(viewAs(OFFICER, "people"), HistoryQuery.of(anna, 10))
                .changes())
        .hasSize(2);
  }

  private List<Feature> scanAs(Actor actor, String layer, Instant asOf) {
    List<Feature> found = new ArrayList<>();
    try (FeatureCursor cursor = store.features().scan(viewAs(actor, layer), ALL, asOf)) {
      for (Feature f = cursor.next(); f != null; f = cursor.next()) {
        found.add(f);
      }
    }
    return found;
  }

  @Test
  void valuesAreMaskedAndWhatIsOnDemandIsAbsent() {
    assertThat(store.features().find(viewAs(WELFARE, "people"), anna, null).orElseThrow())
        .extracting(f -> f.attributes().asMap())
        .isEqualTo(values("age", 70L, "phone", "0＊＊＊", "protected", null));
    assertThat(store.features().find(viewAs(DUTY, "people"), anna, null).orElseThrow())
        .extracting(f -> f.attributes().asMap())
        .isEqualTo(values("age", 70L, "name", "A＊＊＊", "phone", "0＊＊＊", "protected", null));
  }

  @Test
  void aMaskedValueCannotBeFoundOutByAsking() {
    var view = viewAs(DUTY, "people");
    for (String name : List.of("name", "phone")) {
      Predicate asked = new Predicate.Like(new Expression.Property(name), "%", false);
      assertThatThrownBy(() -> store.features().query(view, FeatureQuery.where(asked, 10)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("no attribute '" + name + "'");
      assertThatThrownBy(() -> store.features().count(view, asked, null, 10))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() ->
              store
                  .features()
                  .query(
                      view,
                      new FeatureQuery(ALL, List.of(new SortKey(name, true)), null, 10, null)))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void aCoarsePlaceCannotBeFoundOutByBoxes() {
    var view = viewAs(DUTY, "people");
    Feature shown = store.features().find(view, anna, null).orElseThrow();
    assertThat(shown.geometry()).isEqualTo(new Coarsening(500).of(point(141.8201, 42.7601)));

    Envelope around = around(141.8201, 42.7601);
    assertThat(store.features().count(view, new Predicate.IntersectsBox(around), null, 10))
        .hasValue(0);
    Envelope aroundShown =
        around(shown.geometry().getCoordinate().x, shown.geometry().getCoordinate().y);
    assertThat(store.features().count(view, new Predicate.IntersectsBox(aroundShown), null, 10))
        .hasValue(1);
    assertThat(store.features().extent(view).orElseThrow())
        .isEqualTo(Envelope.of(shown.geometry()).orElseThrow());
  }

  private static Envelope around(double lon, double lat) {
    return new Envelope(lon - 1e-5, lat - 1e-5, lon + 1e-5, lat + 1e-5);
  }

  private static Attribute attribute(String name, AttributeVisibility visibility) {
    return new Attribute(name, AttributeType.TEXT, LocalizedText.same(name), null, visibility);
  }
}
