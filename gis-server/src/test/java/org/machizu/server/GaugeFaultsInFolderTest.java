package org.machizu.server;

import java.util.Map;

/** {@link GaugeFaultsContract} for a town in its data folder. */
class GaugeFaultsInFolderTest extends GaugeFaultsContract {
  @Override
  Map<String, String> environment() {
    return Map.of();
  }

  @Override
  String storeFault() {
    return null; // a file has no server that could be stopped
  }

  @Override
  void troubleStore(Trial meanwhile) {}
}
