package org.machizu.sensors.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machizu.sensors.payload.Reads.RECEIVED;
import static org.machizu.sensors.payload.Reads.allOf;
import static org.machizu.sensors.payload.Reads.decoder;
import static org.machizu.sensors.payload.Reads.profile;
import static org.machizu.sensors.payload.Reads.read;
import static org.machizu.sensors.payload.Reads.refused;
import static org.machizu.sensors.payload.Reads.told;

import java.nio.charset.Charset;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** JSON, SenML, CSV and plain numbers. */
class FormsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1.23 | level 1.23 @now",
        "' 1.23\n' | level 1.23 @now",
        "１．２３ | level 1.23 @now",
        "－０．５ | level -0.5 @now",
        "−0.5 m | level -0.5 @now",
        "123 cm | level 1.23 @now",
        "１２３０㎜ | level 1.23 @now",
        "10 ft | level 3.048 @now",
        "+.5 | level 0.5 @now",
        "1e-1 | level 0.1 @now",
        "* | level '*' @now",
        "--- | level '---' @now",
        "欠測 | level '欠測' @now",
        "'' | level '' @now",
        "-9999 | level '-9999' @now",
        "-9999.00 | level '-9999.00' @now",
        // None of these is a number that anybody may believe.
        "1. | value-no-number",
        "1,234 | value-no-number",
        "1.2.3 | value-no-number",
        "1.2² | value-no-number",
        "12 % | value-no-number",
        "1.23 kg | value-no-number",
        "NaN | value-no-number",
        "Infinity | value-no-number",
        "1e999 | value-no-number",
        "0x10 | value-no-number",
        "1d | value-no-number",
        "١٢ | value-no-number",
      })
  void plainNumbers(String message, String expected) {
    assertThat(told(read(profile("plain"), message))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'level':1.23,'time':'2026-07-01T11:00:00+09:00'} | level 1.23 @2026-07-01T02:00:00Z",
        "{'level':'1.23','battery':80} | level 1.23 @now; battery-percent 80.0 @now",
        "{'level':'120cm'} | level 1.2 @now",
        "{'level':null} | level 'null' @now",
        "{'level':null,'time':null} | level 'null' @now",
        "{'level':true} | value-no-number",
        "{'level':{'v':1}} | value-no-number",
        "{'level':[1]} | value-no-number",
        "{'level':1e400} | value-no-number",
        "{'level':1e999999999} | value-no-number",
        "{'level':1E84478801936} | json-broken",
        "{'levels':1} | value-missing",
        "[] | value-missing",
        "'5' | value-missing",
        // The battery is still the battery.
        "{'level':'high','battery':80} | battery-percent 80.0 @now; value-no-number",
        "{'level':1.23,'time':'yesterday'} | time-broken",
        "{'level':1.23,'time':'1970-01-01T00:00:09Z'} | time-impossible",
        "{'level':1,'level':9} | json-broken",
        "{'level':1.23 | json-broken",
        "{'level':1.23} {} | json-broken",
        "'' | json-broken",
        "{level:1.23} | json-broken",
        "{'level':01} | json-broken",
        "{'level':NaN} | json-broken",
      })
  void json(String message, String expected) {
    assertThat(told(read(profile("json"), message))).isEqualTo(expected);
  }

  @Test
  void aListOfReadingsWithTheStationBesideIt() {
    Decoder decoder =
        decoder(
            """
            {'format':'json','each':'/data/list','device':'$/data/station',
             'time':{'from':'/t','as':'epoch-s'},
             'values':[{'quantity':'level','from':'/h/0','unit':'cm','offset':-0.5}]}\
            """);
    Decoded decoded =
        read(
            decoder,
            """
            {'data':{'station':'緑橋','list':[{'t':1782867600,'h':[120]},{'h':[130]},
             {'t':1782871200.5,'h':[140]},{'t':1.7828712E9,'h':[150]}]}}\
            """);
    assertThat(told(decoded))
        .isEqualTo(
            "level 0.7 @2026-07-01T01:00:00Z; level 0.8999999999999999 @2026-07-01T02:00:00.500Z;"
                + " level 1.0 @2026-07-01T02:00:00Z; time-missing");
    assertThat(Reads.samples(decoded).samples()).allMatch(s -> s.device().get().equals("緑橋"));
    assertThat(refused(read(decoder, "{'data':{'list':[{'t':1782867600,'h':[1]}]}}")).reason())
        .isEqualTo(Reason.DEVICE_MISSING);
    assertThat(refused(read(decoder, "{'data':{'list':{}}}")).reason())
        .isEqualTo(Reason.VALUE_MISSING);
  }

  @Test
  void theLastValuesWithOneTime() {
    String form =
        """
        {'format':'json','each':'/last','values':[{'quantity':'level','from':''}],
         'time':{'from':'$/at','as':'iso','step':'%s','anchor':'%s'}}\
        """;
    String message = "{'at':'2026-07-01T12:00','last':[1.1,'*',1.3]}";
    assertThat(told(read(decoder(form.formatted("PT10M", "last")), message)))
        .isEqualTo(
            "level 1.1 @2026-07-01T02:40:00Z; level '*' @2026-07-01T02:50:00Z; level 1.3 @2026-07-01T03:00:00Z");
    assertThat(told(read(decoder(form.formatted("-PT10M", "first")), message)))
        .isEqualTo(
            "level 1.1 @2026-07-01T03:00:00Z; level '*' @2026-07-01T02:50:00Z; level 1.3 @2026-07-01T02:40:00Z");
  }

  @Test
  void whatIsNotAskedForIsLeftOut() {
    Decoder decoder =
        decoder(
            """
            {'format':'json','each':'','values':[
              {'quantity':'level','from':'/v','unit':'mm','where':{'/n':['wl','level']}},
              {'quantity':'battery-voltage','from':'/v','unit':'mV','where':{'/n':'bat'}}]}\
            """);
    assertThat(
            told(
                read(
                    decoder,
                    "[{'n':'wl','v':1234},{'n':'temp','v':20},{'n':'bat','v':2993},{'n':'level'}]")))
        .isEqualTo("level 1.234 @now; battery-voltage 2.993 @now; value-missing");
    assertThat(refused(read(decoder, "[{'n':'temp','v':20}]")).reason())
        .isEqualTo(Reason.VALUE_MISSING);
  }

  @Test
  void theTopicTellsDeviceAndField() {
    Decoder decoder =
        decoder(
            """
            {'topic':'s/{device}/+/{field}','format':'plain','values':[
              {'quantity':'level','unit':'cm','field':'wl'},
              {'quantity':'battery-percent','field':'bat'}]}\
            """);
    assertThat(decoder.topicFilter()).contains("s/+/+/+");
    Decoded level = decoder.decode("s/緑橋/x/wl", Reads.bytes("120"), RECEIVED);
    assertThat(told(level)).isEqualTo("level 1.2 @now");
    assertThat(allOf(level).getFirst().device()).contains("緑橋");
    assertThat(told(decoder.decode("s/a/x/bat", Reads.bytes("80"), RECEIVED)))
        .isEqualTo("battery-percent 80.0 @now");
    assertThat(told(decoder.decode("s/a/x/temp", Reads.bytes("80"), RECEIVED)))
        .isEqualTo("value-missing");
    for (String other : new String[] {"s/a/wl", "s/a/x/wl/y", "t/a/x/wl", "s//x/wl", "", "s"}) {
      assertThat(told(decoder.decode(other, Reads.bytes("80"), RECEIVED)))
          .as(other)
          .isEqualTo("topic-unexpected");
    }
    assertThat(told(decoder.decode("s/a\u0000b/x/wl", Reads.bytes("80"), RECEIVED)))
        .isEqualTo("device-broken");
  }

  @Test
  void anOpenEndOfATopicIsAnyNumberOfLevels() {
    TopicTemplate open = new TopicTemplate("a/{gauge}/#");
    assertThat(open.match("a/G1").orElseThrow()).containsEntry("gauge", "G1");
    assertThat(open.match("a/G1/b/c").orElseThrow()).containsEntry("gauge", "G1");
    assertThat(open.match("a")).isEmpty();
    assertThat(open.filter()).isEqualTo("a/+/#");
  }

  @Test
  void senMl() {
    // After the examples of RFC 8428, 5.1: base name, base time, a time relative to it.
    String pack =
        """
        [{'bn':'gauge-1','bt':1782871200,'bu':'m','v':1.5},{'t':-600,'v':1.4},
         {'u':'%EL','v':80},{'u':'Cel','v':20}]\
        """;
    Decoded decoded = read(profile("senml"), pack);
    assertThat(told(decoded))
        .isEqualTo(
            "level 1.5 @2026-07-01T02:00:00Z; level 1.4 @2026-07-01T01:50:00Z;"
                + " battery-percent 80.0 @2026-07-01T02:00:00Z");
    assertThat(allOf(decoded).getFirst().device()).contains("gauge-1");
    assertThat(told(read(profile("senml"), "[{'n':'g','u':'m','v':1.5,'bv':1}]")))
        .isEqualTo("level 2.5 @now");
    assertThat(told(read(profile("senml"), "[{'n':'g','u':'m','v':1.5,'t':-60}]")))
        .isEqualTo("level 1.5 @2026-07-01T02:59:00Z");
    for (String broken :
        new String[] {
          "{'n':'g'}",
          "[1]",
          "[{'n':'g','v':'x'}]",
          "[{'n':'g','v':1,'needed_':1}]",
          "[{'n':'g','bver':11,'v':1}]",
          "[{'n':'g','bv':1e999999999,'v':1}]"
        }) {
      assertThat(told(read(profile("senml"), broken))).as(broken).isEqualTo("json-broken");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'2026/07/01 11:00,1.23' | level 1.23 @2026-07-01T02:00:00Z",
        "'2026/07/01 11:00,1.23\r\n2026/07/01 11:10,\"1.24\"\r\n' | level 1.23 @2026-07-01T02:00:00Z; level 1.24 @2026-07-01T02:10:00Z",
        "'2026/07/01 11:00,*' | level '*' @2026-07-01T02:00:00Z",
        "'2026/07/01 11:00,' | level '' @2026-07-01T02:00:00Z",
        "'2026/07/01 11:00,1.23\n2026/07/01 11:10' | level 1.23 @2026-07-01T02:00:00Z; csv-broken",
        "'2026/07/01 11:00' | value-missing",
        "',1.23' | time-broken",
        "'\"2026/07/01 11:00,1.23' | csv-broken",
        "'' | value-missing",
      })
  void csv(String message, String expected) {
    assertThat(told(profile("csv").decode(Reads.bytes(message), RECEIVED))).isEqualTo(expected);
  }

  @Test
  void csvWithHeaderInTheEncodingOfJapaneseLoggers() {
    Decoder decoder =
        decoder(
            """
            {'format':'csv','header':true,'separator':';','charset':'Windows-31J','device':'局',
             'time':{'from':'日時','as':'iso'},
             'values':[{'quantity':'level','from':'水位','unit':'cm'}]}\
            """);
    byte[] message = "局;日時;水位\n①号;2026年7月1日 11時00分;120\n".getBytes(Charset.forName("Windows-31J"));
    Decoded decoded = decoder.decode(message, RECEIVED);
    assertThat(told(decoded)).isEqualTo("level 1.2 @2026-07-01T02:00:00Z");
    assertThat(allOf(decoded).getFirst().device()).contains("①号");
    assertThat(told(profile("csv").decode(message, RECEIVED))).isEqualTo("text-broken");
    assertThat(told(read(decoder, "a;a\n1;2"))).isEqualTo("csv-broken");
  }

  @Test
  void aMessageIsBounded() {
    Decoder list = decoder("{'format':'json','each':'','values':[{'quantity':'level','from':''}]}");
    String thousand =
        IntStream.range(0, 1_000).mapToObj(String::valueOf).collect(Collectors.joining(","));
    assertThat(allOf(read(list, "[" + thousand + "]"))).hasSize(1_000);
    assertThat(told(read(list, "[" + thousand + ",1]"))).isEqualTo("too-many-samples");
    Decoder twice =
        decoder(
            """
            {'format':'json','each':'','values':[{'quantity':'level','from':''},
             {'quantity':'distance-down','from':''}]}\
            """);
    assertThat(told(read(twice, "[" + thousand + "]"))).isEqualTo("too-many-samples");
    assertThat(told(read(list, "[1" + " ".repeat(Decoder.MOST_BYTES - 3) + "]")))
        .isEqualTo("level 1.0 @now");
    assertThat(told(read(list, "[1" + " ".repeat(Decoder.MOST_BYTES - 2) + "]")))
        .isEqualTo("too-large");
    assertThat(told(read(list, "[".repeat(10_000)))).isEqualTo("json-broken");
    assertThat(told(read(list, "[" + "9".repeat(10_000) + "]"))).isEqualTo("json-broken");
    assertThat(told(read(profile("plain"), "9".repeat(60_000)))).isEqualTo("value-no-number");
    assertThat(refused(read(profile("plain"), "x".repeat(60_000))).detail()).hasSizeLessThan(300);
  }

  @Test
  void whatTheMessageSaidIsKept() {
    assertThat(allOf(read(profile("plain"), " １２３ ｃｍ ")).getFirst().raw()).isEqualTo("１２３ ｃｍ");
    assertThat(allOf(read(profile("json"), "{'level':1.230}")).getFirst().raw())
        .isEqualTo("1.230 m");
    assertThat(allOf(read(profile("plain"), "---")).getFirst().raw()).isEqualTo("---");
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheNumber() {
    assertThat(told(read(profile("plain"), "\uFEFF1.23"))).isEqualTo("level 1.23 @now");
    assertThat(told(read(profile("json"), "\uFEFF{'level':1.23}"))).isEqualTo("level 1.23 @now");
    assertThat(told(profile("plain").decode(new byte[] {'1', (byte) 0xFF}, RECEIVED)))
        .isEqualTo("text-broken");
  }
}
