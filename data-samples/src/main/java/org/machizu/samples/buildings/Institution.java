package org.machizu.samples.buildings;

import org.machizu.samples.parcels.Parcel;

/**
 * Something that people go to by its name, on a parcel of its own.
 *
 * @param kind 種別 of the facilities layer: 行政, 医療, 福祉, 子育て …
 * @param use 用途 of its building; empty when it has none (a park)
 * @param opens as "08:45"; empty when it says nothing
 * @param capacity of people who find refuge there; 0 when it is no shelter
 * @param hazards fitness for earthquake, great fire and inland flood as three signs of ○ △ ×; empty
 *     when it is no shelter. River floods and landslides follow from where it stands
 */
public record Institution(
    String name,
    String kana,
    String kind,
    String use,
    String opens,
    String closes,
    String remark,
    int capacity,
    String hazards,
    Parcel parcel) {}
