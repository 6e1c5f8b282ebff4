package org.machizu.sensors.payload;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The JSON form of a {@link Decoding}.
 *
 * <pre>{@code
 * {"topic": "gauges/{gauge}/level",       whose messages these are
 *  "format": "json",                      json | senml | csv | plain
 *  "each": "/readings",                   json: where the list of readings stands
 *  "separator": ",", "header": true,      csv, with "charset": "UTF-8"
 *  "only": {"/cmd": ["rx"]},              messages without it are no readings
 *  "device": "$/station",                 pointer or column; $ counts from the whole message
 *  "time": {"from": ["/t"], "as": "iso",  iso | epoch-s | epoch-ms; or "time": "arrival"
 *           "zone": "Asia/Tokyo", "absent": "refuse",
 *           "step": "PT10M", "anchor": "first"},
 *  "values": [{"quantity": "level", "from": "/cm", "unit": "cm", "scale": 1, "offset": 0,
 *              "field": "level", "where": {"/name": ["wl"]}}],
 *  "missing": ["*", "---", "", "-9999"],
 *  "binary": {"from": "/data", "encoding": "base64", "codec": "milesight-em500-udl", "port": "/fPort"},
 *  "extras": {"frame": "/fCnt"}}
 * }</pre>
 */
final class DecodingJson {
  private static final int LONGEST = 20_000;
  private static final String SEPARATORS = ",;\t| ";

  private DecodingJson() {}

  static Decoding read(String json) throws BadDecodingException {
    if (json.length() > LONGEST) {
      throw new BadDecodingException(
          "", "the configuration has %d characters; at most %d".formatted(json.length(), LONGEST));
    }
    JsonNode tree;
    try {
      tree = JsonText.read(json);
    } catch (UnusableException broken) {
      throw new BadDecodingException("", String.valueOf(broken.getMessage()));
    }
    Keys keys = Keys.of("", tree);
    if (!keys.has("profile")) {
      return read(keys);
    }
    ObjectNode whole = Profiles.json(keys);
    return read(Keys.of("", MergePatch.apply(whole, keys.node().deepCopy().without("profile"))));
  }

  static Decoding read(Keys keys) throws BadDecodingException {
    keys.allowOnly(
        "topic",
        "format",
        "each",
        "separator",
        "header",
        "charset",
        "only",
        "device",
        "time",
        "values",
        "missing",
        "binary",
        "extras");
    Form form = form(keys);
    Optional<TopicTemplate> topic =
        keys.has("topic") ? Optional.of(keys.make("topic", TopicTemplate::new)) : Optional.empty();
    Optional<BinaryRule> binary =
        keys.has("binary") ? Optional.of(binary(keys.object("binary"), form)) : Optional.empty();
    List<ValueRule> values = new ArrayList<>();
    for (Keys value : keys.objects("values")) {
      values.add(value(value, form, topic));
    }
    Set<String> missing =
        new LinkedHashSet<>(keys.has("missing") ? keys.texts("missing") : Decoding.USUAL_MISSING);
    Decoding decoding =
        new Decoding(
            topic,
            form,
            keys.has("only") ? conditions(keys.object("only"), form) : List.of(),
            keys.has("device") ? Optional.of(keys.make("device", form::place)) : Optional.empty(),
            time(keys, form),
            values,
            binary,
            missing,
            keys.has("extras") ? extras(keys.object("extras"), form) : new TreeMap<>());
    if (values.isEmpty() == binary.isEmpty()) {
      throw new BadDecodingException(
          values.isEmpty() ? "values" : "binary",
          "either values or binary must tell where the numbers stand, one of the two");
    }
    return decoding;
  }

  private static Form form(Keys keys) throws BadDecodingException {
    Form.Csv csv =
        new Form.Csv(
            keys.has("separator") ? keys.make("separator", DecodingJson::separator) : ',',
            keys.truth("header", false),
            keys.has("charset")
                ? keys.make("charset", DecodingJson::charset)
                : StandardCharsets.UTF_8);
    Form.Json json =
        new Form.Json(
            keys.has("each") ? Optional.of(keys.make("each", Place::ofJson)) : Optional.empty());
    Form form =
        keys.oneOf("format", List.of(json, new Form.SenMl(), csv, new Form.Plain()), Form::code);
    for (String key : List.of("separator", "header", "charset")) {
      refuseUnless(form instanceof Form.Csv, keys, key, "csv");
    }
    refuseUnless(form instanceof Form.Json, keys, "each", "json");
    return form;
  }

  private static void refuseUnless(boolean fits, Keys keys, String key, String format)
      throws BadDecodingException {
    if (!fits && keys.has(key)) {
      throw new BadDecodingException(key, "belongs to the format " + format + " only");
    }
  }

  private static char separator(String text) {
    if (text.length() != 1 || SEPARATORS.indexOf(text.charAt(0)) < 0) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is no separator; allowed are comma, semicolon, tab, | and blank");
    }
    return text.charAt(0);
  }

  private static Charset charset(String name) {
    try {
      return Charset.forName(name);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
      throw new IllegalArgumentException(
          "\"" + name + "\" is no known encoding; use UTF-8 or Windows-31J (Shift_JIS)", unknown);
    }
  }

  private static BinaryRule binary(Keys keys, Form form) throws BadDecodingException {
    keys.allowOnly("from", "encoding", "codec", "port");
    return new BinaryRule(
        keys.make("from", form::place),
        keys.oneOf("encoding", List.of(BinaryRule.Encoding.values()), BinaryRule.Encoding::code),
        keys.oneOf("codec", List.of(Codec.values()), Codec::code),
        keys.has("port") ? Optional.of(keys.make("port", form::place)) : Optional.empty());
  }

  private static ValueRule value(Keys keys, Form form, Optional<TopicTemplate> topic)
      throws BadDecodingException {
    keys.allowOnly("quantity", "from", "unit", "scale", "offset", "field", "where");
    Quantity quantity = keys.oneOf("quantity", List.of(Quantity.values()), Quantity::code);
    Unit unit =
        keys.has("unit")
            ? keys.oneOf(
                "unit",
                List.of(Unit.values()).stream().filter(u -> u.measuresAs(quantity.unit())).toList(),
                Unit::symbol)
            : quantity.unit();
    double scale = keys.number("scale").orElse(1.0);
    if (scale == 0) {
      throw new BadDecodingException(keys.child("scale"), "is 0, by which every value would be 0");
    }
    Optional<String> field = keys.has("field") ? Optional.of(keys.text("field")) : Optional.empty();
    if (field.isPresent() && !topic.map(t -> t.names(TopicTemplate.FIELD)).orElse(false)) {
      throw new BadDecodingException(
          keys.child("field"), "needs a topic with {field}, as sensors/{device}/{field}");
    }
    return new ValueRule(
        quantity,
        keys.has("from") || !(form instanceof Form.Plain)
            ? keys.make("from", form::place)
            : Place.WHOLE,
        unit,
        scale,
        keys.number("offset").orElse(0.0),
        field,
        keys.has("where") ? conditions(keys.object("where"), form) : List.of());
  }

  private static List<Condition> conditions(Keys keys, Form form) throws BadDecodingException {
    List<Condition> conditions = new ArrayList<>();
    for (Map.Entry<String, List<String>> entry : keys.textsByKey().entrySet()) {
      conditions.add(
          new Condition(
              Keys.made(keys.child(entry.getKey()), entry.getKey(), form::place),
              Set.copyOf(entry.getValue())));
    }
    return conditions;
  }

  private static SortedMap<String, Place> extras(Keys keys, Form form) throws BadDecodingException {
    SortedMap<String, Place> extras = new TreeMap<>();
    for (String name : keys.names()) {
      extras.put(name, keys.make(name, form::place));
    }
    return extras;
  }

  private static TimeRule time(Keys all, Form form) throws BadDecodingException {
    if (!all.has("time")) {
      return TimeRule.ARRIVAL;
    }
    if (all.node().get("time").isTextual()) {
      return all.oneOf("time", List.of(TimeRule.ARRIVAL), unused -> "arrival");
    }
    Keys keys = all.object("time");
    keys.allowOnly("from", "as", "zone", "absent", "step", "anchor");
    List<Place> from = new ArrayList<>();
    for (String text : keys.texts("from")) {
      from.add(Keys.made(keys.child("from"), text, form::place));
    }
    if (from.isEmpty()) {
      throw new BadDecodingException(
          keys.child("from"), "is missing; without it write \"time\": \"arrival\"");
    }
    return new TimeRule(
        from,
        keys.oneOf("as", List.of(TimeRule.Style.values()), TimeRule.Style::code),
        keys.has("zone") ? keys.make("zone", DecodingJson::zone) : TimeRule.JAPAN,
        keys.has("absent")
            && keys.oneOf("absent", List.of("refuse", "arrival"), word -> word).equals("arrival"),
        keys.has("step") ? Optional.of(keys.make("step", DecodingJson::step)) : Optional.empty(),
        keys.has("anchor")
            ? keys.oneOf("anchor", List.of(TimeRule.Anchor.values()), TimeRule.Anchor::code)
            : TimeRule.Anchor.FIRST);
  }

  private static ZoneId zone(String name) {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException unknown) {
      throw new IllegalArgumentException(
          "\"" + name + "\" is no time zone; write Asia/Tokyo, UTC or +09:00", unknown);
    }
  }

  private static Duration step(String text) {
    try {
      Duration step = Duration.parse(text);
      if (!step.isZero() && step.abs().compareTo(Duration.ofDays(1)) <= 0) {
        return step;
      }
    } catch (DateTimeException unreadable) {
      // said below, as for a step of no use
    }
    throw new IllegalArgumentException(
        "\""
            + text
            + "\" is no step of up to a day; write PT10M, or -PT10M when the newest is first");
  }

  static ObjectNode write(Decoding decoding) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    decoding.topic().ifPresent(topic -> json.put("topic", topic.text()));
    json.put("format", decoding.form().code());
    switch (decoding.form()) {
      case Form.Json form -> form.each().ifPresent(each -> json.put("each", each.text()));
      case Form.Csv form ->
          json.put("separator", String.valueOf(form.separator()))
              .put("header", form.header())
              .put("charset", form.charset().name());
      case Form.SenMl unused -> {}
      case Form.Plain unused -> {}
    }
    if (!decoding.only().isEmpty()) {
      json.set("only", write(decoding.only()));
    }
    decoding.device().ifPresent(device -> json.put("device", device.text()));
    if (decoding.time().from().isEmpty()) {
      json.put("time", "arrival");
    } else {
      json.set("time", write(decoding.time()));
    }
    ArrayNode values = JsonNodeFactory.instance.arrayNode();
    decoding.values().forEach(rule -> values.add(write(rule)));
    if (!values.isEmpty()) {
      json.set("values", values);
    }
    json.set("missing", texts(decoding.missing()));
    decoding.binary().ifPresent(binary -> json.set("binary", write(binary)));
    if (!decoding.extras().isEmpty()) {
      ObjectNode extras = json.putObject("extras");
      decoding.extras().forEach((name, place) -> extras.put(name, place.text()));
    }
    return json;
  }

  private static ObjectNode write(List<Condition> conditions) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    conditions.forEach(
        condition -> json.set(condition.at().text(), texts(new TreeSet<>(condition.oneOf()))));
    return json;
  }

  private static ArrayNode texts(Iterable<String> texts) {
    ArrayNode json = JsonNodeFactory.instance.arrayNode();
    texts.forEach(json::add);
    return json;
  }

  private static ObjectNode write(TimeRule time) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.set("from", texts(time.from().stream().map(Place::text).toList()));
    json.put("as", time.style().code())
        .put("zone", time.zone().getId())
        .put("absent", time.orArrival() ? "arrival" : "refuse");
    time.step()
        .ifPresent(step -> json.put("step", written(step)).put("anchor", time.anchor().code()));
    return json;
  }

  /** Duration's own form would be PT-10M. */
  private static String written(Duration step) {
    return step.isNegative() ? "-" + step.negated() : step.toString();
  }

  private static ObjectNode write(ValueRule rule) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("quantity", rule.quantity().code())
        .put("from", rule.from().text())
        .put("unit", rule.unit().symbol())
        .put("scale", rule.scale())
        .put("offset", rule.offset());
    rule.field().ifPresent(field -> json.put("field", field));
    if (!rule.where().isEmpty()) {
      json.set("where", write(rule.where()));
    }
    return json;
  }

  private static ObjectNode write(BinaryRule rule) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("from", rule.from().text())
        .put("encoding", rule.encoding().code())
        .put("codec", rule.codec().code());
    rule.port().ifPresent(port -> json.put("port", port.text()));
    return json;
  }
}
