package org.machizu.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Finds lots of the sample town. */
final class TownLots {
  private TownLots() {}

  /**
   * The ids of lots, separated by commas.
   *
   * @param lots each as "本町二丁目 1-2"
   */
  static String ids(Caller caller, List<String> lots) throws Exception {
    List<String> ids = new ArrayList<>();
    for (String lot : lots) {
      String[] words = lot.split(" ");
      List<String> found = new ArrayList<>();
      String path =
          "/ogc/collections/parcels/items?limit=1000&" + encode("地番") + "=" + encode(words[1]);
      for (JsonNode feature : caller.get(path).json().path("features")) {
        JsonNode properties = feature.path("properties");
        if ((properties.path("大字").asText("") + properties.path("丁目").asText(""))
            .replace("null", "")
            .equals(words[0])) {
          found.add(feature.path("id").asText());
        }
      }
      assertThat(found).as(lot).hasSize(1);
      ids.addAll(found);
    }
    return String.join(",", ids);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
