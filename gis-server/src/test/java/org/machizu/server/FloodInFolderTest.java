package org.machizu.server;

import java.util.Map;

/** {@link FloodContract} for a town in its data folder. */
class FloodInFolderTest extends FloodContract {
  @Override
  Map<String, String> environment() {
    return Map.of();
  }
}
