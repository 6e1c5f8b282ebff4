package org.machizu.samples.streets;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.locationtech.jts.geom.Coordinate;

/** Pieces of road by the places where they meet; takes out what was badly joined. */
final class Graph {
  private final Map<Coordinate, List<Piece>> at = new LinkedHashMap<>();
  private final Set<Piece> pieces = new LinkedHashSet<>();

  Graph(Collection<Piece> given) {
    given.forEach(this::add);
  }

  private void add(Piece piece) {
    pieces.add(piece);
    here(piece.start()).add(piece);
    here(piece.end()).add(piece);
  }

  private void remove(Piece piece) {
    pieces.remove(piece);
    here(piece.start()).remove(piece);
    here(piece.end()).remove(piece);
  }

  List<Piece> pieces() {
    return List.copyOf(pieces);
  }

  private List<Piece> here(Coordinate place) {
    return at.computeIfAbsent(place, _ -> new ArrayList<>());
  }

  private int degree(Coordinate place) {
    return here(place).size();
  }

  boolean isDeadEnd(Piece piece) {
    return degree(piece.start()) == 1 || degree(piece.end()) == 1;
  }

  /** Takes out what is wanted out, unless a place would be left with fewer than two roads. */
  void thin(Predicate<Piece> unwanted) {
    for (Piece piece : pieces()) {
      if (degree(piece.start()) > 2 && degree(piece.end()) > 2 && unwanted.test(piece)) {
        remove(piece);
      }
    }
  }

  /** Takes out whatever is wanted out, and then what hangs loose because of it. */
  void drop(Predicate<Piece> unwanted) {
    pieces().stream().filter(unwanted).forEach(this::remove);
  }

  /** Takes out dead ends that are too short to be roads, until none is left. */
  void prune() {
    boolean changed = true;
    while (changed) {
      changed = false;
      for (Piece piece : pieces()) {
        if (isDeadEnd(piece)
            && piece.line().getLength() < piece.route().purpose().shortestDeadEndM()) {
          remove(piece);
          changed = true;
        }
      }
      changed |= join();
    }
  }

  /** Joins two pieces of a route where nothing else meets them. */
  boolean join() {
    boolean changed = false;
    for (Coordinate place : List.copyOf(at.keySet())) {
      List<Piece> here = here(place);
      if (here.size() == 2
          && !here.get(0).equals(here.get(1))
          && here.get(0).route().equals(here.get(1).route())) {
        Piece one = here.get(0);
        Piece other = here.get(1);
        remove(one);
        remove(other);
        add(one.joined(other, place));
        changed = true;
      }
    }
    return changed;
  }

  /** Leaves only the largest part that hangs together. */
  void keepLargest() {
    Set<Piece> best = Set.of();
    double bestM = -1;
    Set<Piece> seen = new HashSet<>();
    for (Piece piece : pieces) {
      if (!seen.contains(piece)) {
        Set<Piece> part = reach(piece);
        seen.addAll(part);
        double lengthM = part.stream().mapToDouble(p -> p.line().getLength()).sum();
        if (lengthM > bestM) {
          best = part;
          bestM = lengthM;
        }
      }
    }
    Set<Piece> kept = best;
    drop(piece -> !kept.contains(piece));
  }

  private Set<Piece> reach(Piece from) {
    Set<Piece> found = new LinkedHashSet<>(Set.of(from));
    Deque<Piece> open = new ArrayDeque<>(found);
    while (!open.isEmpty()) {
      Piece piece = open.poll();
      for (Coordinate end : List.of(piece.start(), piece.end())) {
        for (Piece next : here(end)) {
          if (found.add(next)) {
            open.add(next);
          }
        }
      }
    }
    return found;
  }
}
