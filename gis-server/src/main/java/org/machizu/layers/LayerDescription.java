package org.machizu.layers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.AttributeVisibility;
import org.machizu.geo.feature.LocalizedText;
import org.machizu.geo.feature.Provenance;
import org.machizu.geo.feature.Schema;
import org.machizu.geo.feature.ValidTime;
import org.machizu.geo.feature.ZoomRange;
import org.machizu.http.Json;
import org.machizu.http.JsonMember;
import org.machizu.http.Problem;

/**
 * A layer's words, look and time as one JSON document: what {@code GET /api/layers/{layer}} gives,
 * {@code PATCH} takes, the sample town's list holds and the options of an import say. As a change
 * it is a merge patch (RFC 7396): what is absent stays, null takes away.
 *
 * <p>Each member of the document is one line of {@link #MEMBERS}: how it is written and how it is
 * read. A value is checked when the description is read, against the layer (names of attributes)
 * when it is applied.
 */
public final class LayerDescription {
  /** Says nothing. */
  public static final LayerDescription EMPTY = new LayerDescription(List.of());

  static final int LONGEST_TITLE = 200;
  private static final int LONGEST_GROUP = 60;
  private static final int LONGEST_LINE = 500;
  private static final int LONGEST_UNIT = 20;
  private static final int LONGEST_REASON = 1_000;

  private static final String REASON = "reason";

  /**
   * A member of the document.
   *
   * @param write its value for an entry; null where the entry has none
   * @param read the change that a value means
   */
  private record Member(
      String name,
      Function<LayerDraft, @Nullable Object> write,
      Function<JsonMember, Consumer<LayerDraft>> read) {}

  private static final List<Member> MEMBERS =
      List.of(
          new Member("title", d -> json(d.title), LayerDescription::title),
          new Member("group", d -> d.group, LayerDescription::group),
          new Member("style", d -> StyleCheck.parse(d.style), LayerDescription::style),
          new Member("attributes", LayerDescription::json, LayerDescription::attributes),
          new Member("source", d -> d.provenance.source(), LayerDescription::source),
          new Member("licence", d -> d.provenance.licence(), LayerDescription::licence),
          new Member("date", d -> d.provenance.date(), LayerDescription::date),
          new Member("accuracyM", d -> d.provenance.accuracyM(), LayerDescription::accuracyM),
          new Member("zoomRange", d -> json(d.zoomRange), LayerDescription::zoomRange),
          new Member("validTime", LayerDescription::validTime, LayerDescription::validTime));

  /** The members of the document, in its order. */
  public static final List<String> NAMES = MEMBERS.stream().map(Member::name).toList();

  private final List<Consumer<LayerDraft>> changes;

  private LayerDescription(List<Consumer<LayerDraft>> changes) {
    this.changes = List.copyOf(changes);
  }

  /**
   * Reads a change.
   *
   * @param body an object with members of the document and, where something is opened to the
   *     public, {@code reason}
   * @throws org.machizu.http.ProblemException 400 {@code unknown-member} or {@code bad-member}
   */
  public static LayerDescription read(JsonNode body) {
    List<Consumer<LayerDraft>> changes = new ArrayList<>();
    for (var entry : body.properties()) {
      JsonMember given = JsonMember.of(entry.getKey(), entry.getValue());
      if (given.name().equals(REASON)) {
        String reason = reason(given);
        changes.add(draft -> draft.reason = reason);
      } else {
        changes.add(known(given.name()).read().apply(given));
      }
    }
    return new LayerDescription(changes);
  }

  /**
   * The options of an import that describe the layer, in a form or on a command line.
   *
   * @param option their values by name: {@code title}, {@code titleEn}, {@code group}, {@code
   *     validFrom}, {@code validTo}; null for those that are not given
   * @throws org.machizu.http.ProblemException as {@link #read}
   */
  public static LayerDescription ofOptions(Function<String, @Nullable String> option) {
    ObjectNode body = Json.mapper().createObjectNode();
    put(body, "title", "ja", option.apply("title"));
    put(body, "title", "en", option.apply("titleEn"));
    put(body, "validTime", "from", option.apply("validFrom"));
    put(body, "validTime", "to", option.apply("validTo"));
    String group = option.apply("group");
    if (group != null) {
      body.put("group", group);
    }
    return read(body);
  }

  /** The options that {@link #ofOptions} takes. */
  public static final List<String> OPTIONS =
      List.of("title", "titleEn", "group", "validFrom", "validTo");

  private static void put(ObjectNode body, String member, String part, @Nullable String value) {
    if (value != null) {
      body.withObject("/" + member).put(part, value);
    }
  }

  private static Member known(String name) {
    return MEMBERS.stream()
        .filter(member -> member.name().equals(name))
        .findFirst()
        .orElseThrow(() -> Problem.unknownMember(name, NAMES).asException());
  }

  /** The reason for opening something to the public, as it goes on record. */
  static String reason(JsonMember member) {
    return member.text(LONGEST_REASON);
  }

  /** Whether it changes nothing. */
  public boolean isEmpty() {
    return changes.isEmpty();
  }

  /**
   * The entry with the change.
   *
   * @param visible the attributes that whoever changes may name
   * @throws org.machizu.http.ProblemException 400 {@code unknown-attribute}, {@code bad-member} or
   *     {@code reason-needed}
   */
  public Described applyTo(CataloguedLayer entry, Schema visible) {
    LayerDraft draft = new LayerDraft(entry, visible);
    changes.forEach(change -> change.accept(draft));
    return draft.finish();
  }

  /**
   * The whole document of an entry.
   *
   * @param visible the attributes that it may name
   */
  public static ObjectNode document(CataloguedLayer entry, Schema visible) {
    LayerDraft draft = new LayerDraft(entry, visible);
    ObjectNode document = Json.mapper().createObjectNode();
    MEMBERS.forEach(member -> document.putPOJO(member.name(), member.write().apply(draft)));
    return document;
  }

  // ---- one small method for each member

  private static Consumer<LayerDraft> title(JsonMember member) {
    var change = words(member);
    return draft -> draft.title = change.apply(draft.title);
  }

  private static Consumer<LayerDraft> group(JsonMember member) {
    String group = member.textOrEmpty(LONGEST_GROUP);
    return draft -> draft.group = group;
  }

  private static Consumer<LayerDraft> style(JsonMember member) {
    String style = StyleCheck.read(member);
    return draft -> draft.style = style;
  }

  private static Consumer<LayerDraft> source(JsonMember member) {
    String source = member.textOrEmpty(LONGEST_LINE);
    return provenance(p -> new Provenance(source, p.licence(), p.date(), p.accuracyM()));
  }

  private static Consumer<LayerDraft> licence(JsonMember member) {
    String licence = member.textOrEmpty(LONGEST_LINE);
    return provenance(p -> new Provenance(p.source(), licence, p.date(), p.accuracyM()));
  }

  private static Consumer<LayerDraft> date(JsonMember member) {
    var date = member.dayOrNull();
    return provenance(p -> new Provenance(p.source(), p.licence(), date, p.accuracyM()));
  }

  private static Consumer<LayerDraft> accuracyM(JsonMember member) {
    Double accuracyM = member.numberOrNull(0, 100_000);
    return provenance(p -> new Provenance(p.source(), p.licence(), p.date(), accuracyM));
  }

  private static Consumer<LayerDraft> provenance(Function<Provenance, Provenance> change) {
    return draft -> draft.provenance = change.apply(draft.provenance);
  }

  private static Consumer<LayerDraft> zoomRange(JsonMember member) {
    if (member.isNull()) {
      return draft -> draft.zoomRange = ZoomRange.DEFAULT;
    }
    List<BiConsumer<LayerDraft, int[]>> ends = new ArrayList<>();
    for (JsonMember end : member.members(List.of("min", "max"))) {
      int zoom = end.integer(0, ZoomRange.DEEPEST);
      ends.add((draft, range) -> range[end.name().equals("min") ? 0 : 1] = zoom);
    }
    return draft -> {
      int[] range = {draft.zoomRange.min(), draft.zoomRange.max()};
      ends.forEach(end -> end.accept(draft, range));
      if (range[0] > range[1]) {
        throw member.bad(
            "min not above max; together with what stands: %d to %d".formatted(range[0], range[1]));
      }
      draft.zoomRange = new ZoomRange(range[0], range[1]);
    };
  }

  private static Consumer<LayerDraft> validTime(JsonMember member) {
    if (member.isNull()) {
      return draft -> draft.validTime = null;
    }
    List<JsonMember> ends = member.members(List.of("from", "to"));
    ends.forEach(end -> requireAttributeName(end));
    return draft -> {
      ValidTime present = draft.validTime;
      String from = present == null ? null : present.from();
      String to = present == null ? null : present.to();
      for (JsonMember end : ends) {
        if (end.name().equals("from")) {
          from = timeAttribute(end, draft);
        } else {
          to = timeAttribute(end, draft);
        }
      }
      if (from == null || from.equals(to)) {
        throw member.bad("an attribute as from and, if there is one, another as to, or null");
      }
      draft.validTime = new ValidTime(from, to);
    };
  }

  private static void requireAttributeName(JsonMember end) {
    if (!end.isNull()) {
      String unused = end.text(Attribute.MAX_NAME_LENGTH);
    }
  }

  private static @Nullable String timeAttribute(JsonMember end, LayerDraft draft) {
    if (end.isNull()) {
      return null;
    }
    Attribute attribute = draft.attribute(end.text(Attribute.MAX_NAME_LENGTH));
    if (!LayerDraft.isTime(attribute)) {
      throw end.bad("an attribute with a day or a time; the layer has " + draft.timeAttributes());
    }
    return attribute.name();
  }

  private static Consumer<LayerDraft> attributes(JsonMember member) {
    List<Consumer<LayerDraft>> changes =
        member.members("an object of attributes by name").stream()
            .map(LayerDescription::attribute)
            .toList();
    return draft -> changes.forEach(change -> change.accept(draft));
  }

  private static Consumer<LayerDraft> attribute(JsonMember member) {
    List<Function<Attribute, Attribute>> changes = new ArrayList<>();
    for (JsonMember part : member.members(List.of("ja", "en", "unit", "visibility"))) {
      changes.add(
          switch (part.name()) {
            case "unit" -> unit(part);
            case "visibility" -> visibility(part);
            default -> attributeTitle(part);
          });
    }
    return draft -> {
      Attribute attribute = draft.attribute(member.name());
      for (Function<Attribute, Attribute> change : changes) {
        attribute = change.apply(attribute);
      }
      draft.set(attribute);
    };
  }

  private static Function<Attribute, Attribute> attributeTitle(JsonMember part) {
    String words = part.text(LONGEST_TITLE);
    return a ->
        new Attribute(
            a.name(), a.type(), with(a.title(), part.name(), words), a.unit(), a.visibility());
  }

  private static Function<Attribute, Attribute> unit(JsonMember part) {
    String unit = part.textOrEmpty(LONGEST_UNIT);
    return a ->
        new Attribute(a.name(), a.type(), a.title(), unit.isEmpty() ? null : unit, a.visibility());
  }

  private static Function<Attribute, Attribute> visibility(JsonMember part) {
    for (AttributeVisibility visibility : AttributeVisibility.values()) {
      if (word(visibility).equals(part.value().textValue())) {
        return a -> new Attribute(a.name(), a.type(), a.title(), a.unit(), visibility);
      }
    }
    throw part.bad("open, staff, masked or onDemand");
  }

  /** As in the document: lowerCamelCase. */
  static String word(AttributeVisibility visibility) {
    return visibility == AttributeVisibility.ON_DEMAND
        ? "onDemand"
        : visibility.name().toLowerCase(Locale.ROOT);
  }

  /** Words in one or both languages. */
  private static Function<LocalizedText, LocalizedText> words(JsonMember member) {
    List<Function<LocalizedText, LocalizedText>> changes = new ArrayList<>();
    for (JsonMember language : member.members(List.of("ja", "en"))) {
      String words = language.text(LONGEST_TITLE);
      changes.add(text -> with(text, language.name(), words));
    }
    return text -> {
      LocalizedText changed = text;
      for (Function<LocalizedText, LocalizedText> change : changes) {
        changed = change.apply(changed);
      }
      return changed;
    };
  }

  /** As long as nobody has translated it, the Japanese stands for both. */
  private static LocalizedText with(LocalizedText text, String language, String words) {
    if (language.equals("en")) {
      return new LocalizedText(text.ja(), words);
    }
    return new LocalizedText(words, text.en().equals(text.ja()) ? words : text.en());
  }

  // ---- the same the other way

  private static ObjectNode json(LocalizedText text) {
    return Json.mapper().createObjectNode().put("ja", text.ja()).put("en", text.en());
  }

  private static ObjectNode json(ZoomRange range) {
    return Json.mapper().createObjectNode().put("min", range.min()).put("max", range.max());
  }

  private static ObjectNode json(LayerDraft draft) {
    ObjectNode json = Json.mapper().createObjectNode();
    for (Attribute attribute : draft.attributes()) {
      json.set(
          attribute.name(),
          json(attribute.title())
              .put("unit", attribute.unit())
              .put("visibility", word(attribute.visibility())));
    }
    return json;
  }

  /** Not told while the content lacks the attributes, as after an import of another file. */
  private static @Nullable ObjectNode validTime(LayerDraft draft) {
    ValidTime time = draft.validTime;
    List<String> attributes = draft.timeAttributes();
    if (time == null || !attributes.contains(time.from())) {
      return null;
    }
    String to = time.to();
    return Json.mapper()
        .createObjectNode()
        .put("from", time.from())
        .put("to", to != null && attributes.contains(to) ? to : null);
  }
}
