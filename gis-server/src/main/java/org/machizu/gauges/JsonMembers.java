package org.machizu.gauges;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.machizu.http.JsonMember;

/** The members of an object by name; those that are null are not there. */
record JsonMembers(Map<String, JsonMember> byName) {
  static final double DEEPEST_M = -500;
  static final double HIGHEST_M = 5_000;
  static final int LONGEST_ID = 60;
  static final int MOST_MINUTES = 60 * 24 * 7;

  /** So many neighbours, senders or sensors has a gauge. */
  static final int MOST_IDS = 10;

  static JsonMembers of(JsonMember object, List<String> known) {
    Map<String, JsonMember> byName = new LinkedHashMap<>();
    object.members(known).stream()
        .filter(member -> !member.isNull())
        .forEach(member -> byName.put(member.name(), member));
    return new JsonMembers(byName);
  }

  @Nullable Double metres(String name) {
    JsonMember member = byName.get(name);
    return member == null ? null : member.numberOrNull(DEEPEST_M, HIGHEST_M);
  }

  double number(String name, double usual, double min, double max) {
    JsonMember member = byName.get(name);
    Double given = member == null ? null : member.numberOrNull(min, max);
    return given == null ? usual : given;
  }

  @Nullable Integer integer(String name, int min, int max) {
    JsonMember member = byName.get(name);
    return member == null ? null : (Integer) member.integer(min, max);
  }

  int integer(String name, int usual, int min, int max) {
    Integer given = integer(name, min, max);
    return given == null ? usual : given;
  }

  @Nullable List<String> ids(String name) {
    JsonMember member = byName.get(name);
    return member == null ? null : List.copyOf(member.texts(MOST_IDS, LONGEST_ID));
  }
}
