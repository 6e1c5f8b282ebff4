package org.machizu.server;

import java.util.Map;

class TwiceBegunInFolderTest extends TwiceBegunContract {
  @Override
  Map<String, String> settings() {
    return Map.of();
  }
}
