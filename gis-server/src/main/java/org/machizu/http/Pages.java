package org.machizu.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Sends a built page at an address of its own. */
public final class Pages {
  private final String folder;

  /**
   * @param folder on the class path
   */
  public Pages(String folder) {
    this.folder = folder;
  }

  /**
   * Sends a page, to be asked for anew each time.
   *
   * @throws ProblemException 404 in a build without pages
   */
  public void send(Context ctx, String name) {
    try (InputStream page = Pages.class.getResourceAsStream(folder + "/" + name)) {
      if (page == null) {
        throw Problem.notFound("page", ctx.path()).asException();
      }
      Answers.bytes(ctx, "text/html; charset=utf-8", page.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
