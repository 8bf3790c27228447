package io.propensity.service;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.propensity.environment.BearerToken;
import io.propensity.environment.ConfigApi;
import io.propensity.json.Json;
import io.propensity.run.ConfigurationException;
import io.propensity.run.ContractException;
import io.propensity.run.UnavailableException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the service. A request that gets no answer, or one that says "later" (429, 5xx), is tried
 * again after a pause that doubles.
 */
public final class ServiceClient {

  private static final Logger LOG = LoggerFactory.getLogger(ServiceClient.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  /** What the service says of a request that it refuses. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Problem(@Nullable String detail) {}

  private static final String REQUEST = "PROPENSITY_REQUEST_ID";
  private static final Pattern REQUEST_FORM = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  private final ConfigApi api;
  private final Duration firstPause;
  private final Optional<String> token;
  private final Optional<String> request;
  private final HttpClient http;

  public ServiceClient(ConfigApi api) {
    this(api, FIRST_PAUSE);
  }

  /**
   * A client in more or less of a hurry.
   *
   * @param firstPause before the second attempt
   * @throws ConfigurationException when the token's file holds none, or the process environment
   *     names a request by what is no name
   */
  public ServiceClient(ConfigApi api, Duration firstPause) {
    this(api, firstPause, System.getenv(REQUEST));
  }

  /**
   * A client that speaks for a request.
   *
   * @param request by which the job was asked for, so that the service's log shows them together
   */
  ServiceClient(ConfigApi api, Duration firstPause, @Nullable String request) {
    if (request != null && !REQUEST_FORM.matcher(request).matches()) {
      throw new ConfigurationException(
          "%s is no name of a request: it has up to 64 letters, digits, '.', '_' and '-'"
              .formatted(REQUEST));
    }
    this.api = api;
    this.firstPause = firstPause;
    this.token = BearerToken.of(api);
    this.request = Optional.ofNullable(request);
    this.http =
        HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(api.timeoutSeconds())).build();
  }

  /** Where the service is, for messages. */
  public String url() {
    return api.url();
  }

  /**
   * What is at a path of the service, whatever the status below 500 is.
   *
   * @throws UnavailableException when the service did not answer in all attempts
   */
  public HttpResponse<byte[]> get(String path) {
    return insist(request(path).GET().build());
  }

  /** Sends JSON, and has it answered as {@link #get} has it. */
  public HttpResponse<byte[]> send(String method, String path, byte[] json) {
    return insist(request(method, path, json));
  }

  /** Sends JSON once; the answer comes later, or does not. */
  CompletableFuture<HttpResponse<byte[]>> begin(String method, String path, byte[] json) {
    return http.sendAsync(request(method, path, json), BodyHandlers.ofByteArray());
  }

  int attempts() {
    return api.attempts();
  }

  int timeoutSeconds() {
    return api.timeoutSeconds();
  }

  Duration firstPause() {
    return firstPause;
  }

  /** As the service answers what it refuses; other servers know nothing of it. */
  public static boolean isProblem(HttpResponse<byte[]> answer) {
    return answer
        .headers()
        .firstValue("Content-Type")
        .filter(type -> type.startsWith("application/problem+json"))
        .isPresent();
  }

  /** Why it was refused, in the service's words where it has some. */
  public static String reason(HttpResponse<byte[]> answer) {
    String status = "it answered " + answer.statusCode();
    if (!isProblem(answer)) {
      return status;
    }
    try {
      String detail = Json.read(answer.body(), Problem.class, "Problem").detail();
      return detail == null ? status : detail;
    } catch (ContractException unreadable) {
      return status;
    }
  }

  /** What a job does wrong whose token does not let it in. */
  public ConfigurationException refusal(HttpResponse<byte[]> answer) {
    String reason;
    if (answer.statusCode() == 403) {
      reason = "the token's role does not suffice; that of the role job does";
    } else if (token.isEmpty()) {
      reason = "it wants a token";
    } else {
      reason = "the token is wrong, expired or revoked";
    }
    return new ConfigurationException(
        "%s refuses this job (%d): %s. Set config_api.token (PROPENSITY_TOKEN) or config_api.token_file (PROPENSITY_TOKEN_FILE) to one that an admin made by POST /tokens"
            .formatted(answer.uri(), answer.statusCode(), reason));
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(URI.create(api.url() + path)).header("Accept", "application/json");
    token.ifPresent(bearer -> builder.header("Authorization", "Bearer " + bearer));
    request.ifPresent(id -> builder.header("X-Request-Id", id));
    return builder;
  }

  private HttpRequest request(String method, String path, byte[] json) {
    return request(path)
        .header("Content-Type", "application/json")
        .method(method, BodyPublishers.ofByteArray(json))
        .build();
  }

  private HttpResponse<byte[]> insist(HttpRequest request) {
    URI uri = request.uri();
    String failure = "";
    Duration pause = firstPause;
    for (int attempt = 1; attempt <= api.attempts(); attempt++) {
      try {
        HttpResponse<byte[]> answer = answer(request);
        if (answer.statusCode() < 500 && answer.statusCode() != 429) {
          return answer;
        }
        failure = "answered " + answer.statusCode();
      } catch (IOException e) {
        failure = "did not answer (" + reason(e) + ")";
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new UnavailableException("Interrupted while asking " + uri, e);
      }
      if (attempt < api.attempts()) {
        LOG.info("{} {}; attempt {} of {} follows", uri, failure, attempt + 1, api.attempts());
        sleep(pause);
        pause = doubled(pause);
      }
    }
    throw new UnavailableException(
        "The service at %s %s, %d times: start it (scripts/config-api.sh) or pass --config-api-url"
            .formatted(api.url(), failure, api.attempts()));
  }

  /** The whole answer within the time-out: the client's own ends with the headers. */
  private HttpResponse<byte[]> answer(HttpRequest request)
      throws IOException, InterruptedException {
    CompletableFuture<HttpResponse<byte[]>> answer =
        http.sendAsync(request, BodyHandlers.ofByteArray());
    try {
      return answer.get(api.timeoutSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new HttpTimeoutException("timed out after %d s".formatted(api.timeoutSeconds()));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException cause) {
        throw cause;
      }
      throw new IllegalStateException("Cannot ask " + request.uri(), e);
    }
  }

  private static String reason(IOException e) {
    return e.getMessage() == null || e.getMessage().isBlank()
        ? e.getClass().getSimpleName()
        : e.getMessage();
  }

  static Duration doubled(Duration pause) {
    Duration twice = pause.multipliedBy(2);
    return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
  }

  private static void sleep(Duration pause) {
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnavailableException("Interrupted between two attempts", e);
    }
  }
}
