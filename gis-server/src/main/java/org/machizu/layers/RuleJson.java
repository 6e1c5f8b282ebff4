package org.machizu.layers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.machizu.access.LayerRule;
import org.machizu.access.LayerRule.Grant;
import org.machizu.access.LayerRule.Shown;
import org.machizu.access.LayerRule.TimeLimits;
import org.machizu.geo.filter.Cql2Json;

/**
 * A layer's rule as JSON, in the store, in {@code layers.json} and over HTTP:
 *
 * <pre>{@code
 * {"grants": {"welfare": ["read", "edit"], "@sato": ["read"]},
 *  "attributes": {"氏名": {"duty": "masked"}},
 *  "rows": {"welfare": {"op": "isNull", "args": [{"property": "支援措置"}]}},
 *  "coarseningM": {"duty": 250},
 *  "times": {"public": {"delayMinutes": 30, "horizonMinutes": 360}},
 *  "consents": {"minsei": "同意日"}}
 * }</pre>
 *
 * <p>Every member may be absent. A name that begins with {@code @} stands for one account.
 */
public final class RuleJson {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int MAX_ENTRIES = 200;
  private static final Set<String> MEMBERS =
      Set.of("grants", "attributes", "rows", "coarseningM", "times", "consents");

  private RuleJson() {}

  /** Writes a rule; the order of names does not depend on how it came about. */
  public static ObjectNode write(LayerRule rule) {
    ObjectNode json = JSON.objectNode();
    ObjectNode grants = json.putObject("grants");
    new TreeMap<>(rule.grants())
        .forEach((grantee, granted) -> {
          ArrayNode list = grants.putArray(grantee);
          granted.stream().sorted().forEach(grant -> list.add(word(grant)));
        });
    ObjectNode attributes = json.putObject("attributes");
    new TreeMap<>(rule.attributes())
        .forEach((attribute, byGrantee) -> {
          ObjectNode shown = attributes.putObject(attribute);
          new TreeMap<>(byGrantee).forEach((grantee, how) -> shown.put(grantee, word(how)));
        });
    ObjectNode rows = json.putObject("rows");
    new TreeMap<>(rule.rows())
        .forEach((grantee, where) -> rows.set(grantee, Cql2Json.write(where)));
    ObjectNode coarsening = json.putObject("coarseningM");
    new TreeMap<>(rule.coarseningM()).forEach(coarsening::put);
    ObjectNode times = json.putObject("times");
    new TreeMap<>(rule.times())
        .forEach((grantee, limits) ->
            times
                .putObject(grantee)
                .put("delayMinutes", limits.delay().toMinutes())
                .put("horizonMinutes", limits.horizon().toMinutes()));
    if (!rule.consents().isEmpty()) {
      ObjectNode consents = json.putObject("consents");
      new TreeMap<>(rule.consents()).forEach(consents::put);
    }
    return json;
  }

  /**
   * Reads a rule.
   *
   * @throws IllegalArgumentException when it is not one; names the member, its value and what is
   *     allowed
   */
  public static LayerRule read(JsonNode json) {
    for (String name : names(json, "the rule")) {
      if (!MEMBERS.contains(name)) {
        throw new IllegalArgumentException(
            "a rule has no member '%s'; it has %s"
                .formatted(name, MEMBERS.stream().sorted().toList()));
      }
    }
    return new LayerRule(
        byName(json, "grants", RuleJson::grants),
        byName(json, "attributes", RuleJson::shown),
        byName(json, "rows", Cql2Json::read),
        byName(json, "coarseningM", RuleJson::metres),
        byName(json, "times", RuleJson::times),
        byName(json, "consents", RuleJson::attribute));
  }

  private static <T> Map<String, T> byName(
      JsonNode json, String member, Function<JsonNode, T> read) {
    Map<String, T> values = new TreeMap<>();
    JsonNode object = json.path(member);
    if (object.isMissingNode()) {
      return values;
    }
    for (String name : names(object, "'" + member + "'")) {
      try {
        values.put(name, read.apply(object.get(name)));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "'%s' of '%s': %s".formatted(member, name, e.getMessage()), e);
      }
    }
    return values;
  }

  private static List<String> names(JsonNode json, String what) {
    if (!json.isObject() || json.size() > MAX_ENTRIES) {
      throw new IllegalArgumentException(
          what + " must be an object with up to " + MAX_ENTRIES + " members");
    }
    return json.properties().stream().map(Map.Entry::getKey).toList();
  }

  private static Set<Grant> grants(JsonNode list) {
    Set<Grant> granted = new HashSet<>();
    if (!list.isArray()) {
      throw new IllegalArgumentException("must be a list of read, edit and publish");
    }
    list.forEach(word -> granted.add(oneOf(Grant.values(), word)));
    return granted;
  }

  private static Map<String, Shown> shown(JsonNode json) {
    Map<String, Shown> byGrantee = new TreeMap<>();
    for (String grantee : names(json, "it")) {
      byGrantee.put(grantee, oneOf(Shown.values(), json.get(grantee)));
    }
    return byGrantee;
  }

  private static String attribute(JsonNode name) {
    if (!name.isTextual()) {
      throw new IllegalArgumentException(name + " is not the name of an attribute");
    }
    return name.textValue();
  }

  private static int metres(JsonNode number) {
    if (!number.isInt()) {
      throw new IllegalArgumentException(number + " is not a whole number of metres");
    }
    return number.intValue();
  }

  private static TimeLimits times(JsonNode json) {
    JsonNode delay = json.path("delayMinutes");
    JsonNode horizon = json.path("horizonMinutes");
    if (!delay.isInt() || !horizon.isInt()) {
      throw new IllegalArgumentException(
          "must have the whole numbers delayMinutes and horizonMinutes");
    }
    return new TimeLimits(
        Duration.ofMinutes(delay.intValue()), Duration.ofMinutes(horizon.intValue()));
  }

  private static <E extends Enum<E>> E oneOf(E[] allowed, JsonNode word) {
    for (E one : allowed) {
      if (word(one).equals(word.textValue())) {
        return one;
      }
    }
    throw new IllegalArgumentException(
        "%s is not allowed; it takes %s"
            .formatted(word, List.of(allowed).stream().map(RuleJson::word).toList()));
  }

  /** As {@code onDemand} for {@code ON_DEMAND}. */
  private static String word(Enum<?> value) {
    return value == Shown.ON_DEMAND ? "onDemand" : value.name().toLowerCase(Locale.ROOT);
  }
}
