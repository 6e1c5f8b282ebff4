package org.machizu.store.postgis;

/** What reading a town's layers needs besides a connection. */
record Town(
    String municipality,
    Entries entries,
    Revisions revisions,
    Retention retention,
    Extents extents) {}
