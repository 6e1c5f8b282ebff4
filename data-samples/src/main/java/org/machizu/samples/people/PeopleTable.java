package org.machizu.samples.people;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.feature.GeometryType;
import org.machizu.samples.buildings.Building;
import org.machizu.samples.district.District;
import org.machizu.samples.plane.Dice;
import org.machizu.samples.streets.Street;
import org.machizu.samples.table.Table;
import org.machizu.samples.table.Values;

/**
 * Layers {@code households} and {@code residents}. People are named by numbers, so that nobody can
 * take them for real: 見本一〇二三 その二 is the second member of household 1023. Exactly one of all is
 * protected (支援措置対象者).
 */
public final class PeopleTable {
  private PeopleTable() {}

  public static Table households(District district) {
    Table table =
        Table.of(
            GeometryType.POINT,
            "世帯番号",
            "建物番号",
            "筆番号",
            "区間番号",
            "住所",
            "自治会",
            "人数:i",
            "高齢者数:i",
            "独居",
            "高齢者のみ",
            "支援措置");
    Household sheltering = sheltering(district);
    for (Household household : Population.of(district)) {
      Building building = household.building();
      Street front = building.parcel().front();
      if (front == null) {
        throw new IllegalStateException("household " + household.number() + " has no road");
      }
      boolean old = household.elderly() == household.members().size();
      table.add(
          district.tile().onPlane(building.shape().getInteriorPoint()),
          district.tile().id(household.number()),
          district.tile().id(building.number()),
          district.tile().id(building.parcel().number()),
          district.tile().id(front.number()),
          "北海道みどり野町" + district.address(building.parcel()),
          district.tile().name(building.parcel().quarter().name()).replace("字", "") + "自治会",
          household.members().size(),
          household.elderly(),
          mark(household.isAlone()),
          mark(old),
          mark(household.equals(sheltering)));
    }
    return table;
  }

  public static Table residents(District district) {
    Table table =
        Table.of(
            GeometryType.NONE,
            "住民番号",
            "世帯番号",
            "氏名",
            "続柄",
            "性別",
            "生年月日:d",
            "年齢:i",
            "独居",
            "要介護度",
            "避難行動要支援者",
            "名簿提供同意",
            "支援措置");
    Dice dice = district.dice("residents");
    Household sheltering = sheltering(district);
    for (Household household : Population.of(district)) {
      int order = 1;
      for (Resident resident : household.members()) {
        boolean needsHelp =
            resident.care().compareTo("要介護3") >= 0 || (household.isAlone() && resident.age() >= 80);
        table.add(
            null,
            district.tile().id("J%05d".formatted(table.size() + 1)),
            district.tile().id(household.number()),
            name(district, household.index() + 1, order),
            resident.relation(),
            resident.sex(),
            resident.born(),
            resident.age(),
            mark(household.isAlone()),
            resident.care(),
            mark(needsHelp),
            needsHelp ? dice.pick(List.of("同意", "同意", "不同意", "未確認")) : "",
            mark(household.equals(sheltering)));
        order++;
      }
    }
    return table;
  }

  private static String name(District district, int household, int order) {
    return district.tile().name("見本") + Values.kanji(household) + " その" + Values.kanji(order);
  }

  /** The household of the one protected person, who lives alone; only the first town has one. */
  private static @Nullable Household sheltering(District district) {
    return district.tile().number() != 0
        ? null
        : Population.of(district).stream().filter(PeopleTable::mayShelter).findFirst().orElse(null);
  }

  private static boolean mayShelter(Household household) {
    return household.isAlone()
        && household.members().getFirst().age() < 50
        && household.building().use().equals("共同住宅")
        && household.index() > 200;
  }

  private static String mark(boolean yes) {
    return yes ? "○" : "";
  }
}
