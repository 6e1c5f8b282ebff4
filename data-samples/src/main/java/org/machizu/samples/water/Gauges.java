package org.machizu.samples.water;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.linearref.LengthIndexedLine;
import org.machizu.geo.feature.GeometryType;
import org.machizu.samples.district.District;
import org.machizu.samples.plane.Shapes;
import org.machizu.samples.table.Table;
import org.machizu.samples.table.Values;
import org.machizu.samples.terrain.Heights;
import org.machizu.samples.terrain.Land;

/**
 * Layer {@code gauges}: twelve stations at rivers and ponds. Levels stand above the station's zero,
 * those of crisis gauges relative to 氾濫開始水位, those of one old pond in T.P.
 */
public final class Gauges {
  private static final LocalDate LEVELS_FROM = LocalDate.of(2024, 4, 1);

  private Gauges() {}

  /** Where along its river a station stands, as a share of the line, and what it is. */
  private record OnRiver(String name, boolean main, double share, boolean crisis, boolean camera) {}

  private static final List<OnRiver> RIVERSIDE =
      List.of(
          new OnRiver("東和", true, 0.82, false, true),
          new OnRiver("みどり橋", true, 0.49, false, true),
          new OnRiver("川北", true, 0.33, false, true),
          new OnRiver("旭", true, 0.12, false, false),
          new OnRiver("豊岡橋", true, 0.7, true, false),
          new OnRiver("西島樋門", true, 0.22, true, true),
          new OnRiver("鈴沢", false, 0.55, false, true),
          new OnRiver("上鈴沢", false, 0.2, true, false),
          new OnRiver("鈴沢川合流点前", false, 0.93, false, true));

  public static Table gauges(District district) {
    Table table =
        Table.of(
            GeometryType.POINT,
            "観測所番号",
            "名称",
            "種別",
            "水系",
            "対象",
            "零点高_m:r",
            "零点高適用日:d",
            "値の基準",
            "水位セット",
            "水位適用日:d",
            "水防団待機水位_m:r",
            "氾濫注意水位_m:r",
            "避難判断水位_m:r",
            "氾濫危険水位_m:r",
            "観測開始水位_m:r",
            "氾濫開始水位_m:r",
            "通常水位_m:r",
            "満水位_m:r",
            "堤防高_m:r",
            "上流観測所",
            "下流観測所",
            "送信間隔_分:i",
            "カメラ");
    Heights heights = new Heights(district.seed(), district.land());
    int number = 1;
    for (OnRiver station : RIVERSIDE) {
      river(district, table, heights, station, number++);
    }
    for (int pond : new int[] {1, 3, 4}) {
      pond(district, table, heights, district.land().ponds().get(pond), number++, pond == 3);
    }
    return table;
  }

  private static void river(
      District district, Table table, Heights heights, OnRiver station, int number) {
    LineString line = station.main() ? district.land().river() : district.land().tributary();
    Coordinate middle =
        new LengthIndexedLine(line).extractPoint(station.share() * line.getLength());
    Coordinate bank = Shapes.at(middle.x, middle.y - (station.main() ? 34 : 10));
    double deep = station.main() ? 5.2 : 2.9;
    double zero = Values.hundredth(heights.bankM(middle.x) - deep);
    boolean crisis = station.crisis();
    table.add(
        district.tile().onPlane(Shapes.point(bank)),
        district.tile().id("G%02d".formatted(number)),
        district.tile().name(station.name()),
        crisis ? "危機管理型水位計" : "水位計",
        "緑川水系",
        station.main() ? "緑川" : "鈴沢川",
        zero,
        LocalDate.of(crisis ? 2019 : 1998, 4, 1),
        crisis ? "氾濫開始水位" : "零点高",
        crisis ? "危機管理型" : "法定水位",
        LEVELS_FROM,
        crisis ? null : Values.tenth(0.42 * deep),
        crisis ? null : Values.tenth(0.56 * deep),
        crisis ? null : Values.tenth(0.72 * deep),
        crisis ? null : Values.tenth(0.82 * deep),
        crisis ? -2.0 : null,
        crisis ? 0.0 : null,
        (@Nullable Object) (crisis ? null : Values.tenth(0.16 * deep)),
        null,
        crisis ? null : deep,
        neighbour(district, station, -1),
        neighbour(district, station, 1),
        10,
        station.camera() ? "あり" : "なし");
  }

  /**
   * The next station of the same river.
   *
   * @param step 1 downstream, -1 upstream
   */
  private static @Nullable String neighbour(District district, OnRiver station, int step) {
    // The main river's line runs against its water, the other's with it.
    Comparator<OnRiver> eastward = Comparator.comparingDouble(OnRiver::share);
    List<OnRiver> river =
        RIVERSIDE.stream()
            .filter(other -> other.main() == station.main())
            .sorted(station.main() ? eastward.reversed() : eastward)
            .toList();
    int at = river.indexOf(station) + step;
    return at < 0 || at >= river.size()
        ? null
        : district.tile().id("G%02d".formatted(RIVERSIDE.indexOf(river.get(at)) + 1));
  }

  private static void pond(
      District district, Table table, Heights heights, Land.Pond pond, int number, boolean old) {
    Coordinate shore = pond.area().getExteriorRing().getCoordinateN(0);
    double zero = Values.hundredth(heights.groundM(shore) - pond.damM());
    double full = Values.tenth(pond.damM() * 0.8);
    double base = old ? zero : 0;
    table.add(
        district.tile().onPlane(Shapes.point(shore)),
        district.tile().id("G%02d".formatted(number)),
        district.tile().name(pond.name()),
        "ため池水位計",
        "ため池",
        district.tile().name(pond.name()),
        zero,
        LocalDate.of(2021, 4, 1),
        old ? "T.P." : "零点高",
        "ため池管理",
        LEVELS_FROM,
        null,
        Values.hundredth(base + 0.9 * full),
        null,
        Values.hundredth(base + full + 0.4),
        null,
        null,
        Values.hundredth(base + 0.7 * full),
        Values.hundredth(base + full),
        null,
        null,
        null,
        30,
        number % 2 == 0 ? "あり" : "なし");
  }
}
