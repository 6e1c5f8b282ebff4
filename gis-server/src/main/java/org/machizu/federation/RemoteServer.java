package org.machizu.federation;

import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.machizu.geo.feature.LocalizedText;

/**
 * Another server whose open collections are mounted here.
 *
 * @param id short; begins the ids of its layers
 * @param name whose it is, as people say it ("北原町")
 * @param url the landing page of its OGC API
 * @param collections the ids of those to mount; empty for all that it offers
 * @param every how often it is asked
 */
record RemoteServer(
    String id, LocalizedText name, URI url, Set<String> collections, Duration every) {

  RemoteServer {
    collections = Set.copyOf(collections);
  }

  boolean wants(String collection) {
    return collections.isEmpty() || collections.contains(collection);
  }
}
