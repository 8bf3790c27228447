package io.propensity.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * One bucket of Google Cloud Storage in memory, by the part of its JSON API that gcs-connector
 * calls: objects with generations and their preconditions, resumable and multipart uploads,
 * listings in pages, ranges, rewrites. No batches: {@code fs.gs.max.requests.per.batch} has to be
 * 1. Anything else is answered 501.
 */
final class GcsEmulator implements Closeable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PAGE = 1000;
  private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d*)");
  private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";]+)");

  private final String bucket;
  private final String publicUrl;
  private final LoopbackServer server;
  private final NavigableMap<String, Stored> objects = new TreeMap<>();
  private final Map<String, Upload> uploads = new HashMap<>();
  private long generations = 1_000_000;

  private static final class Stored {

    private final byte[] content;
    private final long generation;
    private final Instant at;
    private final ObjectNode given;

    Stored(byte[] content, long generation, Instant at, ObjectNode given) {
      this.content = content;
      this.generation = generation;
      this.at = at;
      this.given = given;
    }
  }

  /** A resumable upload that is under way. */
  private record Upload(
      String name, ObjectNode given, @Nullable String condition, ByteArrayOutputStream content) {}

  /** What was asked: the words of the path and of the query, decoded. */
  private record Call(String method, List<String> path, Map<String, String> query) {

    static Call of(HttpExchange exchange) {
      URI uri = exchange.getRequestURI();
      Map<String, String> query = new HashMap<>();
      for (String pair : Objects.requireNonNullElse(uri.getRawQuery(), "").split("&", -1)) {
        String[] sides = pair.split("=", 2);
        query.put(sides[0], sides.length == 1 ? "" : decoded(sides[1]));
      }
      List<String> path =
          Arrays.stream(uri.getRawPath().substring(1).split("/")).map(Call::decoded).toList();
      return new Call(exchange.getRequestMethod(), path, query);
    }

    private static String decoded(String word) {
      return URLDecoder.decode(word.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    boolean is(String wanted, int words, String first) {
      return method.equals(wanted) && path.size() == words && path.get(0).equals(first);
    }

    @Nullable String condition() {
      return query.get("ifGenerationMatch");
    }
  }

  /** An answer that is an error. */
  private static final class Refusal extends RuntimeException {

    private final int status;

    Refusal(int status, String message) {
      super(message);
      this.status = status;
    }
  }

  /**
   * An empty bucket.
   *
   * @param publicUrl where its clients find it
   */
  GcsEmulator(String bucket, String publicUrl) throws IOException {
    this.bucket = bucket;
    this.publicUrl = publicUrl;
    this.server = new LoopbackServer(this::serve);
  }

  String url() {
    return server.url();
  }

  @Override
  public void close() {
    server.close();
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      boolean packed = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
      InputStream sent = exchange.getRequestBody();
      byte[] body = (packed ? new GZIPInputStream(sent) : sent).readAllBytes();
      try {
        route(exchange, Call.of(exchange), body);
      } catch (Refusal refusal) {
        ObjectNode error = JSON.createObjectNode();
        error.putObject("error").put("code", refusal.status).put("message", refusal.getMessage());
        send(exchange, refusal.status, error);
      }
    }
  }

  private synchronized void route(HttpExchange exchange, Call call, byte[] body)
      throws IOException {
    if (call.is("GET", 4, "storage")) {
      send(exchange, 200, bucket(call.path().get(3)));
    } else if (call.is("GET", 5, "storage")) {
      send(exchange, 200, list(call.query()));
    } else if (call.is("GET", 6, "storage")) {
      send(exchange, 200, json(call.path().get(5), find(call.path().get(5))));
    } else if (call.is("GET", 7, "download")) {
      download(exchange, find(call.path().get(6)));
    } else if (call.is("DELETE", 6, "storage")) {
      require(call.path().get(5), call.condition());
      find(call.path().get(5));
      objects.remove(call.path().get(5));
      exchange.sendResponseHeaders(204, -1);
    } else if (call.is("POST", 11, "storage") && call.path().get(6).equals("rewriteTo")) {
      send(exchange, 200, rewrite(call.path().get(5), call.path().get(10), call.condition()));
    } else if (call.is("POST", 6, "upload")) {
      upload(exchange, call, body);
    } else if (call.is("PUT", 6, "upload")) {
      resume(exchange, call.query().get("upload_id"), body);
    } else {
      throw new Refusal(501, "The emulator does not know " + call);
    }
  }

  private ObjectNode bucket(String name) {
    if (!name.equals(bucket)) {
      throw new Refusal(404, "The specified bucket does not exist.");
    }
    String made = "2026-11-20T00:00:00.000Z";
    return JSON.createObjectNode()
        .put("kind", "storage#bucket")
        .put("id", name)
        .put("name", name)
        .put("location", "US")
        .put("storageClass", "STANDARD")
        .put("timeCreated", made)
        .put("updated", made);
  }

  private ObjectNode list(Map<String, String> query) {
    String prefix = query.getOrDefault("prefix", "");
    String delimiter = query.get("delimiter");
    boolean trailing = Boolean.parseBoolean(query.get("includeTrailingDelimiter"));
    int most = Math.min(PAGE, Integer.parseInt(query.getOrDefault("maxResults", "" + PAGE)));
    ObjectNode page = JSON.createObjectNode().put("kind", "storage#objects");
    ArrayNode items = page.putArray("items");
    ArrayNode prefixes = page.putArray("prefixes");
    String last = query.getOrDefault("pageToken", "");
    for (Map.Entry<String, Stored> entry : objects.tailMap(prefix, true).entrySet()) {
      String name = entry.getKey();
      if (!name.startsWith(prefix)) {
        break;
      }
      int end = delimiter == null ? -1 : name.indexOf(delimiter, prefix.length());
      String shown = end < 0 ? name : name.substring(0, end + 1);
      if (shown.compareTo(last) <= 0 && !(trailing && shown.equals(name))) {
        continue;
      }
      if (items.size() + prefixes.size() >= most) {
        page.put("nextPageToken", last);
        break;
      }
      if (end < 0 || (trailing && shown.equals(name))) {
        items.add(json(name, entry.getValue()));
      }
      if (end >= 0 && shown.compareTo(last) > 0) {
        prefixes.add(shown);
      }
      last = shown;
    }
    return page;
  }

  private void download(HttpExchange exchange, Stored stored) throws IOException {
    byte[] content = stored.content;
    exchange.getResponseHeaders().set("Content-Type", "application/octet-stream");
    exchange.getResponseHeaders().set("X-Goog-Generation", "" + stored.generation);
    Matcher range =
        RANGE.matcher(
            Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("Range"), ""));
    if (!range.matches()) {
      exchange.sendResponseHeaders(200, content.length == 0 ? -1 : content.length);
      exchange.getResponseBody().write(content);
      return;
    }
    int first = Integer.parseInt(range.group(1));
    if (first >= content.length) {
      throw new Refusal(416, "The requested range cannot be satisfied.");
    }
    int after =
        range.group(2).isEmpty()
            ? content.length
            : (int) Math.min(content.length, Long.parseLong(range.group(2)) + 1);
    exchange
        .getResponseHeaders()
        .set("Content-Range", "bytes %d-%d/%d".formatted(first, after - 1, content.length));
    exchange.sendResponseHeaders(206, after - first);
    exchange.getResponseBody().write(content, first, after - first);
  }

  private ObjectNode rewrite(String from, String to, @Nullable String condition) {
    Stored source = find(from);
    require(to, condition);
    Stored copy = store(to, source.content, source.given);
    ObjectNode answer = JSON.createObjectNode().put("kind", "storage#rewriteResponse");
    String size = "" + copy.content.length;
    answer.put("totalBytesRewritten", size).put("objectSize", size).put("done", true);
    answer.set("resource", json(to, copy));
    return answer;
  }

  private void upload(HttpExchange exchange, Call call, byte[] body) throws IOException {
    if ("multipart".equals(call.query().get("uploadType"))) {
      byte[][] parts = parts(exchange.getRequestHeaders().getFirst("Content-Type"), body);
      ObjectNode given = given(parts[0]);
      String name = call.query().getOrDefault("name", given.path("name").asText());
      require(name, call.condition());
      send(exchange, 200, json(name, store(name, parts[1], given)));
      return;
    }
    ObjectNode given = given(body);
    String name = call.query().getOrDefault("name", given.path("name").asText());
    String id = Long.toString(++generations);
    uploads.put(id, new Upload(name, given, call.condition(), new ByteArrayOutputStream()));
    exchange
        .getResponseHeaders()
        .set(
            "Location",
            "%s%s?uploadType=resumable&name=%s&upload_id=%s"
                .formatted(
                    publicUrl,
                    exchange.getRequestURI().getRawPath(),
                    name.replace("=", "%3D"),
                    id));
    exchange.sendResponseHeaders(200, -1);
  }

  /** A part of the content, or the last: the condition is decided when the object is whole. */
  private void resume(HttpExchange exchange, @Nullable String id, byte[] body) throws IOException {
    Upload upload = uploads.get(id);
    if (upload == null) {
      throw new Refusal(404, "There is no such upload");
    }
    String range =
        Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("Content-Range"), "");
    upload.content().write(body);
    if (range.endsWith("/*")) {
      int size = upload.content().size();
      if (size > 0) {
        exchange.getResponseHeaders().set("Range", "bytes=0-" + (size - 1));
      }
      exchange.sendResponseHeaders(308, -1);
      return;
    }
    require(upload.name(), upload.condition());
    uploads.remove(id);
    Stored stored = store(upload.name(), upload.content().toByteArray(), upload.given());
    send(exchange, 200, json(upload.name(), stored));
  }

  /** Metadata and content of a multipart/related body. */
  private static byte[][] parts(String type, byte[] body) {
    Matcher boundary = BOUNDARY.matcher(type);
    if (!boundary.find()) {
      throw new Refusal(400, "No boundary in " + type);
    }
    String text = new String(body, StandardCharsets.ISO_8859_1);
    String[] parts = text.split("\r\n--" + Pattern.quote(boundary.group(1)), -1);
    String first = parts[0].substring(parts[0].indexOf("\r\n\r\n") + 4);
    String second = parts[1].substring(parts[1].indexOf("\r\n\r\n") + 4);
    return new byte[][] {
      first.getBytes(StandardCharsets.ISO_8859_1), second.getBytes(StandardCharsets.ISO_8859_1)
    };
  }

  private static ObjectNode given(byte[] body) throws IOException {
    JsonNode given = JSON.readTree(body);
    return given instanceof ObjectNode object ? object : JSON.createObjectNode();
  }

  private Stored find(String name) {
    Stored stored = objects.get(name);
    if (stored == null) {
      throw new Refusal(404, "No such object: %s/%s".formatted(bucket, name));
    }
    return stored;
  }

  private void require(String name, @Nullable String generation) {
    if (generation != null) {
      Stored stored = objects.get(name);
      if (Long.parseLong(generation) != (stored == null ? 0 : stored.generation)) {
        throw new Refusal(412, "At least one of the pre-conditions you specified did not hold.");
      }
    }
  }

  private Stored store(String name, byte[] content, ObjectNode given) {
    Stored stored = new Stored(content, ++generations, Instant.now(), given);
    objects.put(name, stored);
    return stored;
  }

  private ObjectNode json(String name, Stored stored) {
    ObjectNode object = JSON.createObjectNode();
    object.put("kind", "storage#object").put("bucket", bucket).put("name", name);
    object.put("generation", "" + stored.generation).put("metageneration", "1");
    object.put("size", "" + stored.content.length);
    object.put("contentType", "application/octet-stream");
    object.put("timeCreated", stored.at.toString()).put("updated", stored.at.toString());
    if (stored.given.has("metadata")) {
      object.set("metadata", stored.given.get("metadata"));
    }
    return object;
  }

  private static void send(HttpExchange exchange, int status, ObjectNode body) throws IOException {
    byte[] content = JSON.writeValueAsBytes(body);
    exchange.getResponseHeaders().set("Content-Type", "application/json; charset=UTF-8");
    exchange.sendResponseHeaders(status, content.length);
    exchange.getResponseBody().write(content);
  }
}
