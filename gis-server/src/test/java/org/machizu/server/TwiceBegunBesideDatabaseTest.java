package org.machizu.server;

import java.util.Map;
import org.machizu.store.postgis.Cluster;

class TwiceBegunBesideDatabaseTest extends TwiceBegunContract {
  @Override
  Map<String, String> settings() {
    return RunningTown.database(Cluster.shared().newDatabase());
  }
}
