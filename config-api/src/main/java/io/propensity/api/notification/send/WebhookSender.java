package io.propensity.api.notification.send;

import io.propensity.api.PropensitySettings;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.util.Timeout;
import org.springframework.stereotype.Component;

/**
 * Sends webhooks. A name is looked up once a try, judged, and connected to as it was judged. No
 * redirect is followed, nothing of an answer is read but its status, and no try lasts longer than
 * it may.
 */
@Component
public class WebhookSender {

  private static final int MOST_HEADERS = 100;
  private static final int LONGEST_LINE = 8_192;
  private static final int CONNECTIONS = 20;

  private final Destinations destinations;
  private final Clock clock;
  private final Duration timeout;
  private final CloseableHttpClient client;
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "webhook-timeouts");
            thread.setDaemon(true);
            return thread;
          });

  WebhookSender(Destinations destinations, Clock clock, PropensitySettings settings) {
    this.destinations = destinations;
    this.clock = clock;
    this.timeout = settings.notification().timeout();
    this.client = client(destinations, Timeout.of(timeout));
  }

  private static CloseableHttpClient client(Destinations destinations, Timeout timeout) {
    return HttpClients.custom()
        .setConnectionManager(connections(destinations, timeout))
        .setDefaultRequestConfig(
            RequestConfig.custom()
                .setConnectionRequestTimeout(timeout)
                .setResponseTimeout(timeout)
                .setRedirectsEnabled(false)
                .setAuthenticationEnabled(false)
                .setProtocolUpgradeEnabled(false)
                .build())
        .setConnectionReuseStrategy((request, response, context) -> false)
        .setUserAgent("propensity")
        .disableRedirectHandling()
        .disableAutomaticRetries()
        .disableCookieManagement()
        .disableAuthCaching()
        .disableContentCompression()
        .build();
  }

  private static PoolingHttpClientConnectionManager connections(
      Destinations destinations, Timeout timeout) {
    Http1Config bounds =
        Http1Config.custom().setMaxHeaderCount(MOST_HEADERS).setMaxLineLength(LONGEST_LINE).build();
    return PoolingHttpClientConnectionManagerBuilder.create()
        .setDnsResolver(new JudgedNames(destinations))
        .setConnectionFactory(
            ManagedHttpClientConnectionFactory.builder().http1Config(bounds).build())
        .setDefaultConnectionConfig(
            ConnectionConfig.custom().setConnectTimeout(timeout).setSocketTimeout(timeout).build())
        .setMaxConnTotal(CONNECTIONS)
        .setMaxConnPerRoute(CONNECTIONS)
        .build();
  }

  /** Posts a message, signed. */
  public Answer send(Message message, byte[] secret) {
    return destinations
        .malformation(message.url())
        .map(reason -> Answer.failed("The address " + reason))
        .orElseGet(() -> post(message, secret));
  }

  private Answer post(Message message, byte[] secret) {
    Instant now = clock.instant();
    HttpPost request = new HttpPost(URI.create(message.url()));
    request.setEntity(
        new StringEntity(
            message.body(), ContentType.APPLICATION_JSON.withCharset(StandardCharsets.UTF_8)));
    request.setHeader("webhook-id", message.id());
    request.setHeader("webhook-timestamp", String.valueOf(now.getEpochSecond()));
    request.setHeader("webhook-signature", Signature.of(secret, message.id(), now, message.body()));
    AtomicBoolean late = new AtomicBoolean();
    Future<?> end =
        watch.schedule(
            () -> {
              late.set(true);
              request.cancel();
            },
            timeout.toMillis(),
            TimeUnit.MILLISECONDS);
    try {
      return client.execute(
          request,
          response -> {
            response.setEntity(null); // Whatever else it says, it is not read.
            return Answer.of(response.getCode());
          });
    } catch (IOException failure) {
      return Answer.failed(reason(failure, late.get()));
    } finally {
      end.cancel(false);
    }
  }

  private String reason(IOException failure, boolean late) {
    if (late || failure instanceof SocketTimeoutException) {
      return "It did not answer within %d ms".formatted(timeout.toMillis());
    }
    return failure instanceof UnknownHostException
        ? "The address " + failure.getMessage()
        : failure.getClass().getSimpleName() + ": " + failure.getMessage();
  }

  @PreDestroy
  void close() throws IOException {
    watch.shutdownNow();
    client.close();
  }

  private record JudgedNames(Destinations destinations) implements DnsResolver {

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
      return destinations.resolve(host);
    }

    @Override
    public String resolveCanonicalHostname(String host) {
      return host;
    }
  }
}
