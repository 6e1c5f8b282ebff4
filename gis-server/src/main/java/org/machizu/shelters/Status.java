package org.machizu.shelters;

import org.machizu.geo.feature.Words;

/** How a shelter stands. One that nobody has ever spoken of is closed. */
public enum Status implements Coded {
  CLOSED(new Words("開設していません", "あいて いません", "Closed")),
  /** Being made ready; people are not let in yet. */
  OPENING(new Words("開設準備中", "あける じゅんびを して います", "Opening soon")),
  OPEN(new Words("開設しています", "あいて います", "Open")),
  /** People leave; nobody new is taken in. */
  CLOSING(new Words("閉鎖準備中", "もうすぐ しめます", "Closing"));

  private final Words title;

  Status(Words title) {
    this.title = title;
  }

  /** As people call it. */
  public Words title() {
    return title;
  }
}
