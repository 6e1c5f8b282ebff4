package org.machizu.search;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.feature.Envelope;
import org.machizu.geo.feature.Revision;
import org.machizu.search.text.LonLat;

/**
 * Words and where they are mentioned, by scope. A port; whatever it holds can be made again from
 * the layers at any time. It holds nothing of personal layers. Several servers may keep the same
 * one: whatever they do twice, or too late, changes nothing.
 */
public interface SearchIndex {
  /** Words that a lookup looks at; more would help nobody. */
  int MAX_WORDS = 60;

  /** Mentions that are looked at for one word. */
  int MAX_MENTIONS = 60;

  /** What is ready to be asked, with the revision of the layer that it has taken in. */
  Map<Scope, Revision> list();

  /**
   * Begins a scope anew; what stands of it is asked until the new is finished. Of several servers
   * that keep one index, one builds a layer at a time; the others wait here.
   *
   * @return empty when the scope has taken in that revision by now
   */
  Optional<Building> build(Scope scope, Revision revision);

  /** A scope under way. Nobody finds anything of it before {@link #finish}. */
  interface Building extends AutoCloseable {
    void add(IndexEntry entry);

    /**
     * Puts it in the place of what stood for the same layer and entitlement class, unless that has
     * taken in a later revision meanwhile.
     */
    void finish(Revision revision);

    /** Gives up what is not finished. */
    @Override
    void close();
  }

  /**
   * Takes changed features in. Does nothing when the scope does not stand, or has taken in that
   * revision already.
   *
   * @param entries features as they are now
   * @param gone ids of features that are to be found no more
   */
  void update(Scope scope, List<IndexEntry> entries, Set<Long> gone, Revision revision);

  /**
   * The same content under another name, when only the entitlement class has changed its own. Does
   * nothing when that name has taken in that revision already.
   *
   * @throws IllegalArgumentException when the scope does not stand
   */
  void rename(Scope scope, Scope name, Revision revision);

  void drop(Scope scope);

  /**
   * A place and a number to look for.
   *
   * @param words all of them must be in the word; for a lot wherever it lies, none
   * @param number the beginning of the number; empty when the word alone is looked for
   */
  record Lookup(List<String> words, String number) {
    public Lookup {
      words = List.copyOf(words);
    }
  }

  /**
   * A word that fits, and a feature that bears it.
   *
   * @param id of the feature; for a word that many bear, of one of them
   * @param box of the feature; null when it has no place
   */
  record Match(
      Scope scope,
      IndexEntry.Kind kind,
      String word,
      String number,
      long id,
      @Nullable Envelope box) {}

  /**
   * Features that fit, at most {@link #MAX_WORDS} words and {@link #MAX_MENTIONS} of each, the
   * shortest words first. Without a number, a word that many features bear is answered once for
   * each kind.
   *
   * @param near those nearest to it of many; null for those of the lowest numbers
   */
  List<Match> find(Collection<Scope> scopes, Lookup lookup, @Nullable LonLat near);

  /** The box around everything that bears the word; empty when nothing of it has a place. */
  Optional<Envelope> extent(Scope scope, IndexEntry.Kind kind, String word);
}
