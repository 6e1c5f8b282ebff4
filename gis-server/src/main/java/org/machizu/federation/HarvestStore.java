package org.machizu.federation;

import java.time.Instant;
import java.util.List;

/** What is known of other servers and of the layers that are theirs; shared by all of ours. */
public interface HarvestStore {
  /**
   * Takes the next harvest of a server on; of several that want to, one does.
   *
   * @param before only when it was tried last before then
   */
  boolean claim(String server, Instant now, Instant before);

  void save(ServerState state);

  List<ServerState> servers();

  /** Adds a layer, or writes what has become of it. */
  void save(Mount mount);

  /** All of them, by layer. */
  List<Mount> mounts();
}
