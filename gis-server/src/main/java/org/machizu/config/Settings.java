package org.machizu.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Everything a server is told before it starts. {@link SettingsLoader} makes them; the meaning of
 * each stands there and in {@code docs/settings.md}.
 *
 * @param host the address to listen on
 * @param port the port to listen on; 0 takes any free one
 * @param publicUrl where browsers reach the server when that is not host and port (a proxy before
 *     it); without a trailing slash
 * @param data the data folder; absolute
 * @param database where the town is kept; empty: in the data folder
 * @param staff an account that is made at the first start; more are kept in the store
 * @param openId empty: people sign in by the passwords kept here alone
 * @param offersGsiMaps whether pages offer the survey authority's maps as backgrounds
 * @param edge how the server meets the network
 * @param counter the permit counter's terminals
 * @param hazards which layers are hazard maps
 * @param guidance of what ways to refuges keep clear
 * @param openData the open GIS page
 * @param neighbours the file of other towns' servers
 */
public record Settings(
    String host,
    int port,
    Optional<URI> publicUrl,
    Path data,
    Optional<DatabaseSettings> database,
    Municipality municipality,
    Optional<StaffAccount> staff,
    Optional<OpenIdSettings> openId,
    TileSettings tiles,
    ImportSettings imports,
    JobSettings jobs,
    WatchSettings watch,
    DatumGrids grids,
    SnowSettings snow,
    SensorSettings gauges,
    OutboxSettings outbox,
    boolean offersGsiMaps,
    TrackSettings tracks,
    EdgeSettings edge,
    CounterSettings counter,
    HazardSettings hazards,
    ShelterSettings shelters,
    GuidanceSettings guidance,
    OpenDataSettings openData,
    Optional<Path> neighbours) {}
