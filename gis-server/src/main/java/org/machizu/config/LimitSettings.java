package org.machizu.config;

/**
 * What one client may ask for. A client is an address (IPv6: its /64), or an account that is signed
 * in, so that an office behind one address does not lock itself out. 0 switches a bound off.
 *
 * @param readsPerMinute pages, lists, searches; a whole minute's worth may come at once, here and
 *     below
 * @param tilesPerMinute tiles of maps
 * @param writesPerMinute everything that changes something or starts a job
 * @param tracksPerMinute uploads of positions
 * @param signInsPerMinute attempts to sign in, always by address
 * @param staffTimes how many times as much somebody signed in may do
 * @param connections open at once, of all clients
 * @param connectionsPerAddress open at once; trusted proxies have no such bound
 * @param streamsPerClient event streams (maps that are open) at once
 */
public record LimitSettings(
    int readsPerMinute,
    int tilesPerMinute,
    int writesPerMinute,
    int tracksPerMinute,
    int signInsPerMinute,
    int staffTimes,
    int connections,
    int connectionsPerAddress,
    int streamsPerClient) {
  public static final LimitSettings OFF = new LimitSettings(0, 0, 0, 0, 0, 1, 0, 0, 0);
}
