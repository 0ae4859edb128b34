package io.fleetexecutor.identity;

import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.Resource;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URL;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Reads small documents, each within {@value #PATIENCE_SECONDS} s, however slowly it comes, or not
 * at all. A redirect is a failure.
 */
final class DocumentRetriever extends DefaultResourceRetriever {
  // Keys are tried twice, and others wait 15 s for them.
  static final int PATIENCE_SECONDS = 7;

  private static final int TIMEOUT_MILLIS = (int) Duration.ofSeconds(5).toMillis();
  private static final int MAX_ANSWER_BYTES = 1 << 20;

  private final ScheduledExecutorService timers;

  /**
   * @param sockets null: as the JDK trusts
   */
  DocumentRetriever(@Nullable SSLSocketFactory sockets, ScheduledExecutorService timers) {
    super(TIMEOUT_MILLIS, TIMEOUT_MILLIS, MAX_ANSWER_BYTES, true, sockets);
    this.timers = timers;
  }

  @Override
  protected HttpURLConnection openHTTPConnection(URL url) throws IOException {
    HttpURLConnection connection = super.openHTTPConnection(url);
    connection.setInstanceFollowRedirects(false);
    return connection;
  }

  @Override
  public Resource retrieveResource(URL url) throws IOException {
    FutureTask<Resource> reading = new FutureTask<>(() -> super.retrieveResource(url));
    Future<?> end = timers.schedule(() -> reading.cancel(true), PATIENCE_SECONDS, TimeUnit.SECONDS);
    // Only a virtual thread that is interrupted closes the socket that it waits for.
    Thread.ofVirtual().name("fleet-issuer").start(reading);
    try {
      return reading.get();
    } catch (CancellationException e) {
      throw new SocketTimeoutException("no whole answer within " + PATIENCE_SECONDS + " s");
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
    } catch (InterruptedException e) {
      reading.cancel(true);
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    } finally {
      end.cancel(false);
    }
  }
}
