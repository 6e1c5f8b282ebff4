package org.machizu.benchmarks;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Suggestions over HTTP in a city of 300,000 parcels, in the spellings that people use, one after
 * the other; beside a table of the same lots and facilities in SQLite, asked by {@code LIKE}, which
 * is told the register's own spelling.
 */
final class SearchBenchmark implements Bench.Benchmark {
  private static final int ROUNDS = 40;
  private static final int WARM_UP_ROUNDS = 20;
  private static final double P95 = 0.95;

  /**
   * @param typed what is asked of us
   * @param register what the peer needs to be asked to find the same
   */
  private record Spelling(String typed, String register) {}

  private static final Map<String, List<Spelling>> KINDS = new LinkedHashMap<>();

  static {
    KINDS.put("two characters", same("本町", "栄町", "西町", "鈴沢", "役場", "公園", "高台", "川端"));
    KINDS.put("part of the town", same("本町一丁目", "若葉町二丁目", "二区本町三丁目", "字鈴沢", "九区栄町一丁目", "緑ヶ丘三丁目"));
    KINDS.put(
        "address",
        List.of(
            new Spelling("本町一丁目1番地2", "本町一丁目1-2"),
            new Spelling("みどり野町本町1丁目2番3号", "本町一丁目2-3"),
            new Spelling("栄町２丁目３－１", "栄町二丁目3-1"),
            new Spelling("北海道みどり野町若葉町二丁目3の2", "若葉町二丁目3-2"),
            new Spelling("二区本町3-4-1", "二区本町三丁目4-1")));
    KINDS.put(
        "lot, half-width",
        List.of(
            new Spelling("鈴沢12-3", "鈴沢１２－３"),
            new Spelling("本町2 5-1", "本町二丁目5-1"),
            new Spelling("西町三丁目4-2", "西町三丁目4-2")));
    KINDS.put(
        "lot, full-width",
        List.of(
            new Spelling("鈴沢１２－３", "鈴沢１２－３"),
            new Spelling("本町２丁目５－１", "本町二丁目5-1"),
            new Spelling("西町三丁目４ー２", "西町三丁目4-2")));
    KINDS.put(
        "lot, kanji",
        List.of(
            new Spelling("鈴沢十二番地三", "鈴沢１２－３"),
            new Spelling("本町二丁目五番地一", "本町二丁目5-1"),
            new Spelling("西町三丁目四番二", "西町三丁目4-2")));
    KINDS.put("facility", same("役場", "みどり野小学校", "高橋内科", "図書館", "保育", "こうみんかん"));
    KINDS.put(
        "coordinates",
        same(
            "42.76, 141.82",
            "141.82 42.76",
            "北緯42度45分36秒 東経141度49分12秒",
            "42°45'36\"N 141°49'12\"E"));
  }

  private static List<Spelling> same(String... texts) {
    return List.of(texts).stream().map(text -> new Spelling(text, text)).toList();
  }

  private interface Asking {
    void ask(Spelling spelling) throws Exception;
  }

  @Override
  public void run() throws Exception {
    try (LargeTown town = LargeTown.serve();
        LikeSearch peer = LikeSearch.of(LargeTown.samples())) {
      System.out.printf("%,d lots and facilities in the peer's table%n", peer.count());
      Asking us = s -> town.get("/api/search?near=141.82,42.76&q=" + encoded(s.typed()));
      Asking them = s -> peer.ask(s.register());
      System.out.println(
          "a suggestion                     median       95 %   nothing found   peer median       95 %");
      List<Double> ours = new ArrayList<>();
      List<Double> theirs = new ArrayList<>();
      for (var kind : KINDS.entrySet()) {
        measure(kind.getValue(), us, WARM_UP_ROUNDS);
      }
      double before = town.cpuSeconds();
      for (var kind : KINDS.entrySet()) {
        boolean comparable = !kind.getKey().equals("coordinates");
        List<Double> mine = measure(kind.getValue(), us, ROUNDS);
        List<Double> other = comparable ? measure(kind.getValue(), them, 3) : List.of();
        ours.addAll(comparable ? mine : List.of());
        theirs.addAll(other);
        System.out.printf(
            "  %-26s %9.2f ms %7.2f ms  %3d of %d %s%n",
            kind.getKey(),
            Runs.median(mine),
            Runs.quantile(mine, P95),
            missed(kind.getValue(), town),
            kind.getValue().size(),
            comparable
                ? "%16.2f ms %7.2f ms".formatted(Runs.median(other), Runs.quantile(other, P95))
                : "");
      }
      int asked = KINDS.values().stream().mapToInt(List::size).sum() * ROUNDS;
      System.out.printf(
          "server: %.2f ms of CPU a suggestion%n", (town.cpuSeconds() - before) * 1e3 / asked);
      System.out.printf("ratio %.2f%n", Runs.median(theirs) / Runs.median(ours));
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static int missed(List<Spelling> spellings, LargeTown town) throws Exception {
    int missed = 0;
    for (Spelling spelling : spellings) {
      String answer = town.text("/api/search?near=141.82,42.76&q=" + encoded(spelling.typed()));
      missed += answer.contains("\"hits\":[]") ? 1 : 0;
    }
    return missed;
  }

  /** Milliseconds of each question, with answer. */
  private static List<Double> measure(List<Spelling> spellings, Asking asking, int rounds)
      throws Exception {
    List<Double> times = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      for (Spelling spelling : spellings) {
        long begun = System.nanoTime();
        asking.ask(spelling);
        times.add((System.nanoTime() - begun) / 1e6);
      }
    }
    return times;
  }
}
