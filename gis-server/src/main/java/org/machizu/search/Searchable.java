package org.machizu.search;

import java.util.LinkedHashSet;
import java.util.Set;
import org.machizu.geo.feature.Envelope;
import org.machizu.geo.feature.Feature;
import org.machizu.search.IndexEntry.Kind;
import org.machizu.search.IndexEntry.Mention;
import org.machizu.search.text.AddressKey;
import org.machizu.search.text.AddressParser;
import org.machizu.search.text.NameKey;

/** Makes of a feature, as a View shows it, what the index keeps. */
final class Searchable {
  private final AddressParser town;

  /**
   * @param town knows the town itself, so that addresses may begin with it or not
   */
  Searchable(AddressParser town) {
    this.town = town;
  }

  /** The feature's entry; without mentions when there is nothing to find it by. */
  IndexEntry entry(Feature feature, SearchedAttributes searched) {
    Set<Mention> mentions = new LinkedHashSet<>();
    addLot(feature, searched, mentions);
    for (String attribute : searched.names()) {
      String name = NameKey.of(SearchedAttributes.text(feature, attribute));
      if (!name.isEmpty()) {
        mentions.add(new Mention(Kind.NAME, name, ""));
      }
    }
    for (String attribute : searched.addresses()) {
      addAddress(SearchedAttributes.text(feature, attribute), mentions);
    }
    return new IndexEntry(feature.id(), Envelope.of(feature.geometry()).orElse(null), mentions);
  }

  private static void addLot(Feature feature, SearchedAttributes searched, Set<Mention> mentions) {
    String lot = AddressKey.of(searched.lotOf(feature));
    if (lot.isEmpty()) {
      return;
    }
    String place = AddressKey.of(searched.placeOf(feature));
    if (!place.isEmpty()) {
      mentions.add(new Mention(Kind.LOT, place, lot));
    }
    mentions.add(new Mention(Kind.LOT, "", lot));
  }

  private void addAddress(String address, Set<Mention> mentions) {
    String key = town.localKey(address);
    if (key.isEmpty()) {
      return;
    }
    addAddressKey(key, mentions);
    AddressKey.withoutRest(key).forEach(head -> addAddressKey(head, mentions));
  }

  private static void addAddressKey(String key, Set<Mention> mentions) {
    AddressKey.Split split = AddressKey.splits(key).getFirst();
    if (!split.place().isEmpty()) {
      mentions.add(new Mention(Kind.ADDRESS, split.place(), split.number()));
    }
  }
}
