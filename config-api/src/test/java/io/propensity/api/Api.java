package io.propensity.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client of the service, over HTTP as anybody's would be; an admin's, unless told. */
@Lazy
public class Api {

  /** The first admin's token, wherever a test starts the service. */
  public static final String ADMIN_TOKEN = "first-admin-of-the-tests-0123456789abcdef";

  private static final JsonMapper JSON = new JsonMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final Supplier<String> port;
  private final String token;

  @Autowired
  public Api(Environment environment) {
    this(() -> environment.getRequiredProperty("local.server.port"), ADMIN_TOKEN);
  }

  private Api(Supplier<String> port, String token) {
    this.port = port;
    this.token = token;
  }

  public static Api on(int port) {
    return new Api(() -> String.valueOf(port), ADMIN_TOKEN);
  }

  /** The same service for the owner of another token. */
  public Api as(String otherToken) {
    return new Api(port, otherToken);
  }

  /** The same service for nobody in particular. */
  public Api anonymous() {
    return as("");
  }

  /** One answer. */
  public record Answer(HttpResponse<String> response) {

    public int status() {
      return response.statusCode();
    }

    public JsonNode json() {
      return JSON.readTree(response.body());
    }

    public String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    public String text(String field) {
      return json().path(field).asString("");
    }

    public long id() {
      return json().path("id").longValue();
    }
  }

  public Answer get(String path, String... headers) {
    return send("GET", path, null, headers);
  }

  public Answer post(String body) {
    return post("/campaigns", body);
  }

  public Answer post(String path, String body) {
    return send("POST", path, body, "Content-Type", "application/json");
  }

  public Answer put(long id, String body, String... headers) {
    return send("PUT", "/campaigns/" + id, body, with(headers, "application/json"));
  }

  public Answer patch(long id, String body, String... headers) {
    return send("PATCH", "/campaigns/" + id, body, with(headers, "application/merge-patch+json"));
  }

  public Answer delete(long id, String... headers) {
    return send("DELETE", "/campaigns/" + id, null, headers);
  }

  public Answer send(String method, String path, @Nullable String body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port.get() + path))
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    if (!token.isEmpty()) {
      request.setHeader("Authorization", "Bearer " + token);
    }
    try {
      return new Answer(HTTP.send(request.build(), BodyHandlers.ofString()));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  private static String[] with(String[] headers, String type) {
    String[] all = Arrays.copyOf(headers, headers.length + 2);
    all[headers.length] = "Content-Type";
    all[headers.length + 1] = type;
    return all;
  }
}
