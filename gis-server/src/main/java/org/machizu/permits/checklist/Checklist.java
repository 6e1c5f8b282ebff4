package org.machizu.permits.checklist;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.machizu.geo.feature.Words;

/**
 * Everything that is asked about a site.
 *
 * @param site how sites are found
 * @param toleranceM how exact maps are taken to be that do not say so themselves, m
 * @param papers what its papers are called and cost
 */
public record Checklist(SiteWords site, double toleranceM, List<Group> groups, PaperTerms papers) {
  public Checklist {
    groups = List.copyOf(groups);
  }

  /** Lines that stand together, as on paper. */
  public record Group(String id, Words title, List<Line> lines) {
    public Group {
      lines = List.copyOf(lines);
    }
  }

  /**
   * The lots.
   *
   * @param layer the layer of lots
   * @param number the attribute with a lot's number in the town's own books
   * @param address the attributes that make its address, in order
   * @param accuracy the attribute with the class of its survey, if there is one
   * @param accuraciesM how exact each class is (the tolerance of its points), m
   */
  public record SiteWords(
      String layer,
      String number,
      List<String> address,
      Optional<String> accuracy,
      Map<String, Double> accuraciesM) {
    public SiteWords {
      address = List.copyOf(address);
      accuraciesM = Map.copyOf(accuraciesM);
    }
  }

  /** The lines of all groups, in order. */
  public List<Line> lines() {
    return groups.stream().flatMap(group -> group.lines().stream()).toList();
  }

  /** The layers that are looked at, besides the lots'. */
  public Set<String> layers() {
    Set<String> all = new TreeSet<>();
    for (Line line : lines()) {
      line.rule().data().ifPresent(all::add);
      if (line.rule() instanceof Rule.Share share) {
        share.cap().ifPresent(cap -> all.add(cap.roads()));
      }
    }
    all.remove(site.layer());
    return all;
  }
}
