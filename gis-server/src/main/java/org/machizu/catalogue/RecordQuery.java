package org.machizu.catalogue;

import java.text.Normalizer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.feature.Envelope;
import org.machizu.geo.feature.LocalizedText;
import org.machizu.http.Parameter;
import org.machizu.http.Problem;
import org.machizu.http.Query;

/**
 * Which records are asked for: the query parameters of OGC API – Records (20-004r1, class "Record
 * core query parameters"). All conditions hold together.
 *
 * @param after the short id of the last record of the page before; empty for the first page
 */
record RecordQuery(List<Predicate<OpenLayer>> conditions, String after, int limit) {
  static final String TYPE = "dataset";

  private static final int MOST = 1000;
  private static final int USUAL = 100;

  static final List<Parameter> PARAMETERS =
      List.of(
          Parameter.text(
              "q", "words in title, description or keywords; by commas, any of them will do"),
          Parameter.text("type", "dataset"),
          Parameter.text("bbox", "west,south,east,north in degrees"),
          Parameter.text("datetime", "a moment or an interval, as 2026-01-01T00:00:00Z/.."),
          Parameter.text("ids", "ids of records, by commas"),
          Parameter.text("externalIds", "keys of layers with their town's, by commas"),
          Parameter.integer(
              "limit", "records of a page; more than the largest is taken for it", 1, MOST, USUAL),
          Parameter.text("after", "the page after this record"));

  private static final ZoneId TOWN_ZONE = ZoneId.of("Asia/Tokyo");
  private static final int LONGEST_QUESTION = 200;

  RecordQuery {
    conditions = List.copyOf(conditions);
  }

  /**
   * @param town whose name is in the descriptions that {@code q} looks into
   */
  static RecordQuery of(Query query, LocalizedText town) {
    Stream<Optional<Predicate<OpenLayer>>> conditions =
        Stream.of(
            query.text("q").map(q -> words(q, town)),
            query.text("type").map(types -> _ -> List.of(types.split(",")).contains(TYPE)),
            query.box("bbox").map(RecordQuery::within),
            query.text("datetime").map(RecordQuery::during),
            query.text("ids").map(ids -> oneOf("ids", ids, false)),
            query.text("externalIds").map(ids -> oneOf("externalIds", ids, true)));
    return new RecordQuery(
        conditions.flatMap(Optional::stream).toList(),
        query.text("after").orElse(""),
        Math.min(MOST, query.integer("limit", USUAL, 1, Integer.MAX_VALUE)));
  }

  boolean takes(OpenLayer layer) {
    return conditions.stream().allMatch(condition -> condition.test(layer));
  }

  private static Predicate<OpenLayer> words(String question, LocalizedText town) {
    if (question.length() > LONGEST_QUESTION) {
      throw Problem.badParameter("q", question, LONGEST_QUESTION + " characters at most")
          .asException();
    }
    List<String> terms =
        Arrays.stream(question.split(","))
            .map(RecordQuery::folded)
            .filter(t -> !t.isEmpty())
            .toList();
    return layer -> {
      LocalizedText about = layer.description(town);
      String all =
          folded(
              String.join(
                  "\n",
                  layer.layer().title().ja(),
                  layer.layer().title().en(),
                  about.ja(),
                  about.en(),
                  String.join("\n", layer.keywords("ja")),
                  String.join("\n", layer.keywords("en"))));
      return terms.isEmpty() || terms.stream().anyMatch(all::contains);
    };
  }

  /** Without regard to case and width of letters; spaces between words count once. */
  private static String folded(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC)
        .toLowerCase(Locale.ROOT)
        .replaceAll("[ \\t]+", " ")
        .strip();
  }

  private static Predicate<OpenLayer> within(Envelope box) {
    return layer -> layer.extent().map(box::intersects).orElse(false);
  }

  /** Records without a time fit always, as the standard wants. */
  private static Predicate<OpenLayer> during(String value) {
    int slash = value.indexOf('/');
    Instant begin = moment(slash < 0 ? value : value.substring(0, slash));
    Instant end = moment(slash < 0 ? value : value.substring(slash + 1));
    if (begin != null && end != null && end.isBefore(begin)) {
      throw Problem.badParameter("datetime", value, "an interval that ends after it begins")
          .asException();
    }
    return layer -> {
      LocalDate date = layer.layer().provenance().date();
      if (date == null) {
        return true;
      }
      Instant from = date.atStartOfDay(TOWN_ZONE).toInstant();
      Instant to = date.plusDays(1).atStartOfDay(TOWN_ZONE).toInstant();
      return (begin == null || to.isAfter(begin)) && (end == null || !from.isAfter(end));
    };
  }

  private static @Nullable Instant moment(String text) {
    return text.isEmpty() || text.equals("..") ? null : Query.parseMoment("datetime", text);
  }

  private static Predicate<OpenLayer> oneOf(String parameter, String ids, boolean external) {
    List<String> all = List.of(ids.split(","));
    if (all.size() > MOST) {
      throw Problem.badParameter(parameter, all.size() + " ids", "at most " + MOST).asException();
    }
    return layer -> all.contains(external ? layer.externalId() : layer.name());
  }
}
