package org.machizu.sensors.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The JSON form of a configuration, its checks, and the ready profiles. */
class ConfigurationTest {
  static List<String> profiles() {
    return Profiles.names();
  }

  @Test
  void theProfiles() {
    assertThat(Profiles.names())
        .containsExactly(
            "plain",
            "json",
            "csv",
            "senml",
            "fukui",
            "tts.milesight-em500-udl",
            "tts.milesight-em500-swl",
            "tts.decentlab-dl-mbx",
            "chirpstack.milesight-em500-udl",
            "chirpstack.milesight-em500-swl",
            "chirpstack.decentlab-dl-mbx",
            "loriot.milesight-em500-udl",
            "loriot.milesight-em500-swl",
            "loriot.decentlab-dl-mbx",
            "tts.decoded",
            "chirpstack.decoded");
    assertThat(Profiles.find("tts")).isEmpty();
    assertThat(Profiles.find("tts.milesight")).isEmpty();
    assertThat(Profiles.find("")).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("profiles")
  void whatIsWrittenReadsAsTheSame(String profile) throws BadDecodingException {
    String json = Profiles.find(profile).orElseThrow().toJson();
    assertThat(DecodingJson.read(json))
        .isEqualTo(DecodingJson.read("{\"profile\":\"" + profile + "\"}"));
    assertThat(Decoder.ofJson(json).toJson()).isEqualTo(json);
  }

  @Test
  void everyMemberIsWritten() throws BadDecodingException, UnusableException {
    String json =
        """
        {"topic":"a/{device}/+/{field}","format":"json","each":"/list","only":{"/cmd":["a","b"]},
         "device":"$/station","time":{"from":["/t","$/t"],"as":"epoch-ms","zone":"+09:00",
         "absent":"arrival","step":"-PT10M","anchor":"last"},
         "values":[{"quantity":"level","from":"/a~1b","unit":"ft","scale":2.0,"offset":-1.5,
         "field":"wl","where":{"/n":["x"]}}],"missing":["-1"],"extras":{"frame":"$/f"}}\
        """;
    String written = Decoder.ofJson(json).toJson();
    assertThat(JsonText.read(written)).isEqualTo(JsonText.read(json));
  }

  @Test
  void aProfileIsChangedInPlaces() throws BadDecodingException {
    Decoding changed =
        DecodingJson.read(
            """
            {"profile":"tts.decentlab-dl-mbx","topic":"my/{device}","device":null,
             "time":{"zone":"UTC"},"extras":{"snr":null}}\
            """);
    assertThat(changed.topic()).contains(new TopicTemplate("my/{device}"));
    assertThat(changed.device()).isEmpty();
    assertThat(changed.time().zone().getId()).isEqualTo("UTC");
    assertThat(changed.time().from()).hasSize(2);
    assertThat(changed.extras()).containsKey("rssi").doesNotContainKey("snr");
    assertThat(changed.binary().orElseThrow().codec()).isEqualTo(Codec.DECENTLAB_DL_MBX);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[] | '' | must be an object",
        "{'format' | '' | not JSON",
        "{'format':'xml'} | format | \"xml\" is not known; allowed are json, senml, csv, plain",
        "{} | format | is missing",
        "{'format':5} | format | must be a text of at most 300 characters, not \"5\"",
        "{'format':'json'} | values | either values or binary",
        "{'format':'json','colour':'red'} | colour | is not known; allowed are topic, format",
        "{'format':'json','profile':'xyz'} | profile | \"xyz\" is not known; allowed are plain, json",
        "{'format':'plain','topic':'a/{gauge'} | topic | stand for a whole level",
        "{'format':'plain','topic':'a/{town}'} | topic | {device}, {gauge} or {field}",
        "{'format':'plain','topic':'{gauge}/{gauge}'} | topic | each once",
        "{'format':'plain','topic':'a/#/b'} | topic | only at the end",
        "{'format':'plain','topic':''} | topic | 1 to 300 characters",
        "{'format':'plain','each':'/a'} | each | belongs to the format json only",
        "{'format':'json','header':true} | header | belongs to the format csv only",
        "{'format':'csv','separator':'ab'} | separator | allowed are comma",
        "{'format':'csv','header':1} | header | must be true or false",
        "{'format':'csv','charset':'Klingon'} | charset | Windows-31J",
        "{'format':'json','device':'name'} | device | \"name\" is no JSON pointer",
        "{'format':'plain','device':'/a'} | device | a plain message has no parts",
        "{'format':'json','only':['a']} | only | must be an object",
        "{'format':'json','only':{'cmd':'rx'}} | only.cmd | no JSON pointer",
        "{'format':'json','time':'now'} | time | allowed are arrival",
        "{'format':'json','time':{'as':'iso'}} | time.from | is missing",
        "{'format':'json','time':{'from':'/t'}} | time.as | is missing",
        "{'format':'json','time':{'from':'/t','as':'unix'}} | time.as | iso, epoch-s, epoch-ms",
        "{'format':'json','time':{'from':'/t','as':'iso','zone':'Edo'}} | time.zone | Asia/Tokyo",
        "{'format':'json','time':{'from':'/t','as':'iso','absent':'x'}} | time.absent | refuse, arrival",
        "{'format':'json','time':{'from':'/t','as':'iso','step':'10'}} | time.step | PT10M",
        "{'format':'json','time':{'from':'/t','as':'iso','step':'PT0S'}} | time.step | PT10M",
        "{'format':'json','time':{'from':'/t','as':'iso','step':'P9D'}} | time.step | PT10M",
        "{'format':'json','time':{'from':[5],'as':'iso'}} | time.from[0] | must be a text",
        "{'format':'json','values':5} | values | must be a list of at most 50",
        "{'format':'json','values':[{'from':'/a'}]} | values[0].quantity | is missing",
        "{'format':'json','values':[{'quantity':'level'}]} | values[0].from | is missing",
        "{'format':'json','values':[{'quantity':'rain','from':'/a'}]} | values[0].quantity | level, distance-down",
        "{'format':'json','values':[{'quantity':'level','from':'/a','unit':'%'}]} | values[0].unit | m, cm, mm, ft",
        "{'format':'json','values':[{'quantity':'level','from':'/a','scale':0}]} | values[0].scale | is 0",
        "{'format':'json','values':[{'quantity':'level','from':'/a','scale':'2'}]} | values[0].scale | must be a number",
        "{'format':'json','values':[{'quantity':'level','from':'/a','field':'x'}]} | values[0].field | needs a topic with {field}",
        "{'format':'json','values':[{'quantity':'level','from':'/a','x':1}]} | values[0].x | is not known",
        "{'format':'json','binary':{'from':'/d','encoding':'hex','codec':'x'}} | binary.codec | milesight-em500-udl",
        "{'format':'json','binary':{'from':'/d','encoding':'rot13','codec':'x'}} | binary.encoding | base64, hex",
        "{'profile':'tts.decentlab-dl-mbx','values':[{'quantity':'level','from':'/a'}]} | binary | one of the two",
        "{'profile':'tts.decentlab-dl-mbx','time':{'zoone':'UTC'}} | time.zoone | is not known",
      })
  void aWrongConfigurationIsTold(String json, String key, String told) {
    assertThatThrownBy(() -> Decoder.ofJson(json.replace('\'', '"')))
        .isInstanceOfSatisfying(
            BadDecodingException.class, bad -> assertThat(bad.key()).isEqualTo(key))
        .hasMessageContaining(told)
        .hasMessageStartingWith(key);
  }

  @Test
  void aConfigurationIsBounded() {
    assertThatThrownBy(() -> Decoder.ofJson("{\"a\":\"" + "x".repeat(20_000) + "\"}"))
        .isInstanceOf(BadDecodingException.class)
        .hasMessageContaining("at most 20000");
    assertThatThrownBy(() -> Decoder.ofJson("[".repeat(5_000)))
        .isInstanceOf(BadDecodingException.class);
  }
}
