package org.machizu.sensors.payload;

import java.nio.charset.Charset;
import java.util.Optional;

/** How the bytes of a message are to be understood. */
sealed interface Form {

  /** As written in configuration. */
  String code();

  /** A place as this form names them. */
  default Place place(String text) {
    return Place.ofJson(text);
  }

  /**
   * @param each where the list of readings stands; empty: the message is one reading
   */
  record Json(Optional<Place> each) implements Form {
    @Override
    public String code() {
      return "json";
    }
  }

  /** A pack of RFC 8428, resolved: elements with {@code n u v vs vb t}, times since 1970. */
  record SenMl() implements Form {
    @Override
    public String code() {
      return "senml";
    }
  }

  /**
   * @param header whether the first row names the columns
   */
  record Csv(char separator, boolean header, Charset charset) implements Form {
    @Override
    public String code() {
      return "csv";
    }

    @Override
    public Place place(String text) {
      return Place.ofColumn(text);
    }
  }

  /** Nothing but a number, perhaps with its unit behind it. */
  record Plain() implements Form {
    @Override
    public String code() {
      return "plain";
    }

    @Override
    public Place place(String text) {
      if (!text.isEmpty()) {
        throw new IllegalArgumentException("a plain message has no parts, so no \"" + text + "\"");
      }
      return Place.WHOLE;
    }
  }
}
