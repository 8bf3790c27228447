package org.apache.iceberg.rest;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.CatalogUtil;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.rest.responses.ErrorResponse;
import org.apache.iceberg.shaded.com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;

/**
 * A REST catalog: Iceberg's own handler of its requests, over a catalog in a file, behind a server
 * that answers whoever bears the token.
 */
public final class RestCatalogServer implements AutoCloseable {

  private static final int UNAUTHORIZED = 401;

  private final String token;
  private final Catalog catalog;
  private final RESTCatalogAdapter handler;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final ObjectMapper json = RESTObjectMapper.mapper();
  private final List<String> answered = new CopyOnWriteArrayList<>();

  /**
   * A server on a port of its own.
   *
   * @param home where the catalog's file is kept
   * @param warehouse where tables lie
   */
  public static RestCatalogServer start(Path home, Path warehouse, String token) {
    try {
      Files.createDirectories(home);
      return new RestCatalogServer(home, warehouse, token);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private RestCatalogServer(Path home, Path warehouse, String token) throws IOException {
    this.token = token;
    this.catalog =
        CatalogUtil.buildIcebergCatalog(
            "rest",
            Map.of(
                "type",
                "jdbc",
                "uri",
                "jdbc:sqlite:" + home.resolve("catalog.db"),
                "jdbc.schema-version",
                "V1",
                "warehouse",
                warehouse.toString()),
            new Configuration());
    this.handler = new RESTCatalogAdapter(catalog);
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  /** Where it answers. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** A table as the catalog has it now. */
  public Table table(String pipeline, String name) {
    return catalog.loadTable(TableIdentifier.of(pipeline, name));
  }

  /** Methods and paths of all that was asked by somebody who bore the token. */
  public List<String> answered() {
    return List.copyOf(answered);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (!("Bearer " + token).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
        ErrorResponse refusal =
            ErrorResponse.builder()
                .responseCode(UNAUTHORIZED)
                .withType("NotAuthorizedException")
                .withMessage("No such token")
                .build();
        send(exchange, UNAUTHORIZED, refusal);
        return;
      }
      answered.add(exchange.getRequestMethod() + " " + exchange.getRequestURI().getRawPath());
      handle(exchange);
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    Request request = Request.of(exchange);
    var found = Route.from(request.method(), request.path());
    try {
      Route route = found.first();
      Map<String, String> variables = new HashMap<>(request.queryParameters());
      variables.putAll(found.second());
      Object body =
          route.requestClass() == null
              ? null
              : json.readValue(request.text(), route.requestClass());
      Class<? extends RESTResponse> type =
          route.responseClass() == null ? RESTResponse.class : route.responseClass();
      RESTResponse response =
          handler.handleRequest(route, variables, request.with(body), type, headers -> {});
      send(exchange, 200, response);
    } catch (Exception e) { // Whatever a catalog throws is an answer.
      ErrorResponse.Builder error = ErrorResponse.builder();
      RESTCatalogAdapter.configureResponseFromException(e, error);
      ErrorResponse told = error.build();
      send(exchange, told.code(), told);
    }
  }

  private void send(HttpExchange exchange, int status, @Nullable Object response)
      throws IOException {
    if (response == null || exchange.getRequestMethod().equals("HEAD")) {
      exchange.sendResponseHeaders(response == null ? 204 : status, -1);
      return;
    }
    byte[] bytes = json.writeValueAsBytes(response);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  /** What somebody asked, as the handler takes it. */
  @SuppressWarnings("ArrayRecordComponent") // read once
  private record Request(
      URI baseUri,
      HTTPRequest.HTTPMethod method,
      String path,
      Map<String, String> queryParameters,
      byte[] text,
      @Nullable Object body)
      implements HTTPRequest {

    static Request of(HttpExchange exchange) throws IOException {
      URI asked = exchange.getRequestURI();
      Map<String, String> parameters = new HashMap<>();
      for (String pair :
          asked.getRawQuery() == null ? new String[0] : asked.getRawQuery().split("&")) {
        String[] parts = pair.split("=", 2);
        parameters.put(decoded(parts[0]), parts.length == 1 ? "" : decoded(parts[1]));
      }
      return new Request(
          URI.create("http://127.0.0.1"),
          HTTPRequest.HTTPMethod.valueOf(exchange.getRequestMethod()),
          asked.getRawPath().substring(1),
          parameters,
          exchange.getRequestBody().readAllBytes(),
          null);
    }

    Request with(@Nullable Object given) {
      return new Request(baseUri, method, path, queryParameters, text, given);
    }

    private static String decoded(String text) {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
  }

  @Override
  public void close() throws IOException {
    server.stop(0);
    threads.shutdown();
    if (catalog instanceof AutoCloseable closeable) {
      try {
        closeable.close();
      } catch (Exception e) { // Whatever a catalog's close throws.
        throw new IOException("Cannot close the catalog", e);
      }
    }
  }
}
