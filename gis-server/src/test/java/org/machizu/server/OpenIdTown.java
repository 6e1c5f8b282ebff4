package org.machizu.server;

import java.nio.file.Path;
import java.util.Map;

/**
 * A town whose staff sign in at a provider of its own: group {@code gis} has the role of planners,
 * {@code watch} that of welfare.
 */
public final class OpenIdTown implements AutoCloseable {
  private final OpenIdProviderForTest provider;
  private final RunningTown running;

  private OpenIdTown(OpenIdProviderForTest provider, RunningTown running) {
    this.provider = provider;
    this.running = running;
  }

  public static OpenIdTown start(Path folder) throws Exception {
    OpenIdProviderForTest provider = new OpenIdProviderForTest();
    RunningTown running =
        RunningTown.start(
            folder,
            Map.of(
                "oidc.issuer",
                provider.issuer(),
                "oidc.clientId",
                OpenIdProviderForTest.CLIENT,
                "oidc.clientSecret",
                OpenIdProviderForTest.SECRET,
                "oidc.name",
                "庁内認証",
                "oidc.roles",
                "gis=planner, watch=welfare",
                "oidc.accounts",
                "create"));
    return new OpenIdTown(provider, running);
  }

  public OpenIdProviderForTest provider() {
    return provider;
  }

  RunningTown running() {
    return running;
  }

  public String base() {
    return running.base();
  }

  @Override
  public void close() throws Exception {
    running.close();
    provider.close();
  }
}
