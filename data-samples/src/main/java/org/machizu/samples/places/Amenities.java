package org.machizu.samples.places;

import org.machizu.samples.buildings.Institution;

/**
 * What a shelter has for those who stay there, as follows from what kind of house it is; nothing
 * where nobody has looked.
 *
 * @param ramp ○, × or nothing, as toilet (for wheelchairs) and elevator
 * @param equipment words with 、 between
 * @param pets 屋内 (in a room of their own), 屋外, 不可 or nothing
 */
record Amenities(String ramp, String toilet, String elevator, String equipment, String pets) {
  private static final int LARGE_HALL = 70;

  static Amenities of(Institution institution) {
    return switch (institution.use()) {
      case "庁舎" -> new Amenities("○", "○", "○", "トイレ、給水、非常用電源、暖房、Wi-Fi、備蓄、救護所、駐車場", "不可");
      case "福祉施設" -> new Amenities("○", "○", "○", "トイレ、給水、非常用電源、暖房、調理室、簡易ベッド、駐車場", "不可");
      case "学校" -> new Amenities("○", "○", "×", "トイレ、給水、非常用電源、暖房、Wi-Fi、調理室、備蓄、駐車場", "屋外");
      case "体育館" -> new Amenities("○", "○", "○", "トイレ、給水、非常用電源、備蓄、駐車場", "屋内");
      case "集会所" ->
          institution.capacity() >= LARGE_HALL
              ? new Amenities("○", "×", "", "トイレ、暖房、調理室、駐車場", "屋外")
              : new Amenities("×", "×", "×", "トイレ、暖房", "不可");
      case "" -> new Amenities("", "○", "", "トイレ、給水、備蓄、駐車場", "屋外"); // a park
      default -> new Amenities("○", "○", "", "トイレ、駐車場", "");
    };
  }
}
