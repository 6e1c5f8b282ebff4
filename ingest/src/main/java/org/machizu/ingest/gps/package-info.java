/**
 * What trackers send: wire formats and track files, read as positions, and the judgement which of
 * them can be trusted.
 *
 * <p>For: {@code tracks} of the server, and programs that read track files. In: bytes as Traccar
 * Client, OwnTracks, Overland, GPSLogger and others send or write them. Out: {@link
 * org.machizu.ingest.gps.Position positions} in lon/lat (WGS84, which is JGD2011 here), and what
 * could not be used, each with its reason; nothing is dropped in silence.
 */
@NullMarked
package org.machizu.ingest.gps;

import org.jspecify.annotations.NullMarked;
