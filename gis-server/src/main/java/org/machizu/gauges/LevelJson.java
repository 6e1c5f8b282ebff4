package org.machizu.gauges;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.machizu.http.JsonMember;
import org.machizu.sensors.gauge.Level;
import org.machizu.sensors.gauge.Level.Severity;

/** The named levels of a gauge at the edge; {@link GaugeView} writes them. */
final class LevelJson {
  private static final int MOST_LEVELS = 20;

  private LevelJson() {}

  static List<Level> read(JsonMember list) {
    JsonNode value = list.value();
    if (!value.isArray() || value.size() > MOST_LEVELS) {
      throw list.bad("a list of up to " + MOST_LEVELS + " levels");
    }
    List<Level> levels = new ArrayList<>();
    for (int i = 0; i < value.size(); i++) {
      levels.add(level(list.at("[" + i + "]", list.name(), value.get(i))));
    }
    return levels;
  }

  private static Level level(JsonMember object) {
    JsonMembers members = JsonMembers.of(object, List.of("code", "name", "metres", "severity"));
    JsonMember code = members.byName().get("code");
    JsonMember name = members.byName().get("name");
    JsonMember severity = members.byName().get("severity");
    Double metres = members.metres("metres");
    if (code == null || name == null || metres == null || severity == null) {
      throw object.bad("a level with code, name, metres and severity");
    }
    return new Level(
        code.text(JsonMembers.LONGEST_ID),
        name.text(JsonMembers.LONGEST_ID),
        metres,
        severity(severity));
  }

  private static Severity severity(JsonMember member) {
    return Arrays.stream(Severity.values())
        .filter(s -> GaugeWords.code(s).equals(member.value().asText("")))
        .findFirst()
        .orElseThrow(() -> member.bad("notice, standby, caution, judgement or danger"));
  }
}
