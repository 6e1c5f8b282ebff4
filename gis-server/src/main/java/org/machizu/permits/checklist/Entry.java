package org.machizu.permits.checklist;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.machizu.geo.feature.Words;
import org.machizu.permits.checklist.ChecklistException.Fault;

/**
 * An object of the YAML, read member by member. What is wrong is noted and reading goes on, so that
 * whoever edits the list sees all of it at once; what was read is of use only without faults.
 */
final class Entry {
  /** No list in a checklist is longer. */
  static final int MOST_CHILDREN = 200;

  private static final int LONGEST_TEXT = 2_000;

  private final JsonNode node;
  private final String at;
  private final List<Fault> faults;

  Entry(JsonNode node, String at, List<Fault> faults) {
    this.node = node;
    this.at = at;
    this.faults = faults;
    if (!node.isObject() && !node.isMissingNode()) {
      wrong("", "項目の集まりを書いてください（今は '%s'）", "it has to have members, but is '%s'", brief(node));
    }
  }

  /** Notes a fault of this object, or of one of its members. */
  void wrong(String member, String ja, String en, Object... values) {
    faults.add(Fault.of(place(member), ja, en, values));
  }

  private String place(String member) {
    if (member.isEmpty()) {
      return at;
    }
    return at.isEmpty() ? member : at + "." + member;
  }

  /** Notes every member that is not one of these. */
  void allow(Set<String> known) {
    node.fieldNames()
        .forEachRemaining(name -> {
          if (!known.contains(name)) {
            wrong(
                name,
                "知らない項目です。ここに書けるのは %s です",
                "it is not known; known here are %s",
                known.stream().sorted().toList());
          }
        });
  }

  boolean has(String member) {
    return !node.path(member).isMissingNode() && !node.path(member).isNull();
  }

  /** A text that has to be there; a fault and a stand-in when it is not. */
  String text(String member) {
    return maybe(member)
        .orElseGet(() -> {
          if (!has(member)) {
            wrong(member, "ありません", "it is missing");
          }
          return "?";
        });
  }

  /** A text that may be there. */
  Optional<String> maybe(String member) {
    return has(member) ? plain(node.path(member), place(member)) : Optional.empty();
  }

  private Optional<String> plain(JsonNode value, String where) {
    String text = value.asText().strip();
    if (!value.isValueNode() || text.isEmpty() || text.length() > LONGEST_TEXT) {
      faults.add(
          Fault.of(
              where,
              "1～%d文字の文章にしてください（今は '%s'）",
              "it has to be a text of 1 to %d characters, but is '%s'",
              LONGEST_TEXT,
              brief(value)));
      return Optional.empty();
    }
    return Optional.of(text);
  }

  /** A number within bounds that has to be there. */
  double number(String member, double least, double most) {
    OptionalDouble value = maybeNumber(member, least, most);
    if (value.isEmpty() && !has(member)) {
      wrong(
          member,
          "ありません。%s～%s の数を書いてください",
          "it is missing; give a number from %s to %s",
          least,
          most);
    }
    return value.orElse(least);
  }

  /** A number within bounds that may be there. */
  OptionalDouble maybeNumber(String member, double least, double most) {
    if (!has(member)) {
      return OptionalDouble.empty();
    }
    JsonNode value = node.path(member);
    if (!value.isNumber() || !(value.asDouble() >= least && value.asDouble() <= most)) {
      wrong(
          member,
          "%s～%s の数にしてください（今は '%s'）",
          "it has to be a number from %s to %s, but is '%s'",
          least,
          most,
          brief(value));
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(value.asDouble());
  }

  /** True or false; the fallback when it is not there. */
  boolean truth(String member, boolean fallback) {
    if (has(member) && !node.path(member).isBoolean()) {
      wrong(
          member,
          "true か false にしてください（今は '%s'）",
          "it has to be true or false, but is '%s'",
          brief(node.path(member)));
    }
    return node.path(member).asBoolean(fallback);
  }

  /** A list of texts; empty when it is not there. */
  List<String> texts(String member) {
    List<String> all = new ArrayList<>();
    if (has(member)) {
      JsonNode list = node.path(member);
      if (!list.isArray() || list.size() > MOST_CHILDREN) {
        wrong(member, "%d個までの並びにしてください", "it has to be a list of at most %d texts", MOST_CHILDREN);
      }
      for (int i = 0; i < Math.min(list.size(), MOST_CHILDREN); i++) {
        plain(list.get(i), place(member) + "[" + i + "]").ifPresent(all::add);
      }
    }
    return all;
  }

  /** Numbers by name; empty when it is not there. */
  Map<String, Double> numbers(String member, double least, double most) {
    Map<String, Double> all = new LinkedHashMap<>();
    if (has(member)) {
      Entry child = child(member);
      child
          .node
          .fieldNames()
          .forEachRemaining(
              name -> child.maybeNumber(name, least, most).ifPresent(n -> all.put(name, n)));
    }
    return all;
  }

  /** An object below this one; one without members when it is not there. */
  Entry child(String member) {
    JsonNode below = node.path(member);
    return new Entry(below.isNull() ? MissingNode.getInstance() : below, place(member), faults);
  }

  /** A list of objects below this one, which has to be there. */
  List<Entry> children(String member) {
    JsonNode list = node.path(member);
    if (!list.isArray() || list.isEmpty() || list.size() > MOST_CHILDREN) {
      wrong(member, "1～%d個の並びにしてください", "it has to be a list of 1 to %d entries", MOST_CHILDREN);
      return List.of();
    }
    List<Entry> all = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      all.add(new Entry(list.get(i), place(member) + "[" + i + "]", faults));
    }
    return all;
  }

  /** The objects of a mapping by name; none when it is not there. */
  Map<String, Entry> named(String member) {
    Map<String, Entry> all = new LinkedHashMap<>();
    if (has(member)) {
      node.path(member)
          .fieldNames()
          .forEachRemaining(name -> all.put(name, child(member).child(name)));
    }
    return all;
  }

  /** Words that have to be there: a text for all languages, or ja with easy and en. */
  Words words(String member) {
    return maybeWords(member)
        .orElseGet(() -> {
          if (!has(member)) {
            wrong(
                member,
                "ありません。文章を一つ、または ja・easy・en を書いてください",
                "it is missing; give a text, or ja, easy and en");
          }
          return Words.same("?");
        });
  }

  /** Words that may be there. */
  Optional<Words> maybeWords(String member) {
    return has(member) ? words(node.path(member), member) : Optional.empty();
  }

  private Optional<Words> words(JsonNode value, String member) {
    if (value.isValueNode()) {
      return plain(value, place(member)).map(Words::same);
    }
    Entry words = new Entry(value, place(member), faults);
    words.allow(Set.of("ja", "easy", "en"));
    String ja = words.text("ja");
    return Optional.of(new Words(ja, words.maybe("easy").orElse(ja), words.maybe("en").orElse(ja)));
  }

  /** A list of words; empty when it is not there. */
  List<Words> listOfWords(String member) {
    if (!has(member)) {
      return List.of();
    }
    JsonNode list = node.path(member);
    if (!list.isArray() || list.size() > MOST_CHILDREN) {
      wrong(member, "%d個までの並びにしてください", "it has to be a list of at most %d texts", MOST_CHILDREN);
      return List.of();
    }
    List<Words> all = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      String at = member + "[" + i + "]";
      words(list.get(i), at).ifPresent(all::add);
    }
    return all;
  }

  private static String brief(JsonNode value) {
    String text = value.toString();
    return text.length() > 60 ? text.substring(0, 60) + "…" : text;
  }
}
