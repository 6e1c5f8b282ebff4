package org.machizu.sensors.broker;

import java.util.Map;
import javax.net.ssl.SSLContext;
import org.apache.activemq.artemis.core.remoting.impl.netty.TransportConstants;
import org.apache.activemq.artemis.core.remoting.impl.ssl.DefaultSSLContextFactory;
import org.apache.activemq.artemis.spi.core.remoting.ssl.SSLContextConfig;

/**
 * Lets Artemis use a certificate that the program already holds, where it only knows files; found
 * by the service loader.
 */
public final class GivenTls extends DefaultSSLContextFactory {
  @Override
  public SSLContext getSSLContext(SSLContextConfig files, Map<String, Object> parameters)
      throws Exception {
    return parameters.get(TransportConstants.SSL_CONTEXT_PROP_NAME) instanceof SSLContext given
        ? given
        : super.getSSLContext(files, parameters);
  }

  /** Before Artemis's own, which have 5 and 10. */
  @Override
  public int getPriority() {
    return 100;
  }
}
