package io.propensity.prediction;

import io.propensity.campaign.Campaign;
import io.propensity.environment.ConfigApi;
import io.propensity.json.Json;
import io.propensity.run.ConfigurationException;
import io.propensity.run.ContractException;
import io.propensity.run.NotFoundException;
import io.propensity.run.UnavailableException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches campaigns from the service. A request that gets no answer, or one that says "later" (429,
 * 5xx), is tried again after a pause that doubles.
 */
final class CampaignClient {

  private static final Logger LOG = LoggerFactory.getLogger(CampaignClient.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final ConfigApi api;
  private final Duration firstPause;
  private final HttpClient http;
  private final Optional<String> token;

  CampaignClient(ConfigApi api) {
    this(api, FIRST_PAUSE);
  }

  CampaignClient(ConfigApi api, Duration firstPause) {
    this.api = api;
    this.firstPause = firstPause;
    this.token = api.bearer();
    this.http =
        HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(api.timeoutSeconds())).build();
  }

  /**
   * The campaign as it stands now.
   *
   * @throws NotFoundException when there is no such campaign
   * @throws UnavailableException when the service did not answer in all attempts
   */
  Campaign fetch(long id) {
    URI uri = URI.create(api.url() + "/campaigns/" + id);
    HttpResponse<byte[]> answer = get(uri);
    if (answer.statusCode() == 404 && !isProblem(answer)) {
      throw stranger(uri, answer);
    }
    return switch (answer.statusCode()) {
      case 200 -> Json.read(answer.body(), Campaign.class, "Campaign %d of %s".formatted(id, uri));
      case 404 ->
          throw new NotFoundException(
              "There is no campaign %d at %s: curl %s/campaigns lists those there are"
                  .formatted(id, api.url(), api.url()));
      case 401, 403 -> throw refusal(uri, answer.statusCode());
      default -> throw stranger(uri, answer);
    };
  }

  private ConfigurationException refusal(URI uri, int status) {
    String reason;
    if (status == 403) {
      reason = "the token's role does not suffice; that of the role job does";
    } else if (token.isEmpty()) {
      reason = "it wants a token";
    } else {
      reason = "the token is wrong, expired or revoked";
    }
    return new ConfigurationException(
        "%s refuses this job (%d): %s. Set config_api.token (PROPENSITY_TOKEN) or config_api.token_file (PROPENSITY_TOKEN_FILE) to one that an admin made by POST /tokens"
            .formatted(uri, status, reason));
  }

  /** As the service answers when it has no such campaign; other servers know nothing of it. */
  private static boolean isProblem(HttpResponse<byte[]> answer) {
    return answer
        .headers()
        .firstValue("Content-Type")
        .filter(type -> type.startsWith("application/problem+json"))
        .isPresent();
  }

  private static ContractException stranger(URI uri, HttpResponse<byte[]> answer) {
    return new ContractException(
        "%s answered %d where a campaign was expected: is it Propensity's service?"
            .formatted(uri, answer.statusCode()));
  }

  private HttpResponse<byte[]> get(URI uri) {
    HttpRequest request = request(uri);
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
        pause =
            pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0
                ? LONGEST_PAUSE
                : pause.multipliedBy(2);
      }
    }
    throw new UnavailableException(
        "The service at %s %s, %d times: start it (scripts/config-api.sh) or pass --config-api-url"
            .formatted(api.url(), failure, api.attempts()));
  }

  private HttpRequest request(URI uri) {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri).header("Accept", "application/json");
    token.ifPresent(bearer -> request.header("Authorization", "Bearer " + bearer));
    return request.build();
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

  private static void sleep(Duration pause) {
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnavailableException("Interrupted between two attempts", e);
    }
  }
}
