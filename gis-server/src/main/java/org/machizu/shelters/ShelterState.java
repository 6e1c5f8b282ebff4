package org.machizu.shelters;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was last said of a shelter.
 *
 * @param version 1 for the first that was said; 0 when nobody has said anything
 * @param people in the shelter; null when nobody counts
 * @param full nobody more is taken in, whatever the numbers say
 * @param note in the shelter's own words, for everybody; may be empty
 * @param facilities what there is at the moment; null: what the layer says
 * @param pets as facilities
 * @param barrierFree as facilities
 * @param changed when it was said; null when nobody has
 * @param by the account, or the token as "shelter:S01"; empty when nobody has
 */
public record ShelterState(
    long version,
    Status status,
    @Nullable Integer people,
    boolean full,
    String note,
    @Nullable Set<Facility> facilities,
    @Nullable Pets pets,
    @Nullable Set<Aid> barrierFree,
    @Nullable Instant changed,
    String by) {
  /** Nobody has ever said anything. */
  public static final ShelterState NEVER =
      new ShelterState(0, Status.CLOSED, null, false, "", null, null, null, null, "");

  public ShelterState {
    facilities = facilities == null ? null : Set.copyOf(facilities);
    barrierFree = barrierFree == null ? null : Set.copyOf(barrierFree);
  }

  /** Whether it says the same as the other, whoever said it and when. */
  public boolean saysTheSame(ShelterState other) {
    return said(other.version, other.changed, other.by).equals(other);
  }

  /** The same, said by somebody at a moment. */
  public ShelterState said(long asVersion, @Nullable Instant at, String who) {
    return new ShelterState(
        asVersion, status, people, full, note, facilities, pets, barrierFree, at, who);
  }
}
