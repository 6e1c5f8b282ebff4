package org.machizu.search.text;

/**
 * An address in its parts; each is empty when it was not found.
 *
 * @param prefecture 北海道
 * @param city 勇払郡安平町, as the gazetteer writes it
 * @param town 大字 with 丁目, as the gazetteer writes it: 追分本町一丁目
 * @param number 番地 and 号 in arabic digits: 12-3
 * @param rest what follows: a building, a room, or a part that the gazetteer does not know
 */
public record ParsedAddress(
    String prefecture, String city, String town, String number, String rest) {}
