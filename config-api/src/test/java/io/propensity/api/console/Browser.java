package io.propensity.api.console;

import io.propensity.api.Api;
import io.propensity.api.Api.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks for pages and sends their forms, as a browser of somebody with a token does. */
public final class Browser {

  private static final Pattern CSRF = Pattern.compile("<meta name=\"csrf\" content=\"([^\"]+)\"");

  private final Api api;

  private Browser(Api api) {
    this.api = api;
  }

  public static Browser of(Api api) {
    return new Browser(api);
  }

  public Answer get(String path) {
    return api.get(path, "Accept", "text/html");
  }

  /** The page, which has to be there. */
  public String page(String path) {
    Answer answer = get(path);
    if (answer.status() != 200) {
      throw new AssertionError(path + ": " + answer.status() + " " + answer.response().body());
    }
    return answer.response().body();
  }

  /** Sends a form of some page of this service: names and values in turn. */
  public Answer post(String path, String... fields) {
    Answer seen = get("/console/campaigns");
    List<String> all = new ArrayList<>(List.of(fields));
    all.addAll(List.of("_csrf", token(seen)));
    return send(path, cookie(seen), all);
  }

  private static String token(Answer seen) {
    Matcher token = CSRF.matcher(seen.response().body());
    if (!token.find()) {
      throw new AssertionError("No token: " + seen.response().body());
    }
    return token.group(1);
  }

  private static String cookie(Answer seen) {
    return seen.header("Set-Cookie").replaceFirst(";.*", "");
  }

  /** Sends fields as htmx does, for a part of a page. */
  public Answer ask(String path, String... fields) {
    Answer seen = get("/console/campaigns");
    return send(path, cookie(seen), List.of(fields), "X-XSRF-TOKEN", token(seen));
  }

  /** Sends a form as a page of somebody else would. */
  public Answer forge(String path, String... fields) {
    return send(path, "XSRF-TOKEN=stolen", List.of(fields));
  }

  private Answer send(String path, String cookie, List<String> fields, String... more) {
    StringBuilder body = new StringBuilder();
    for (int i = 0; i < fields.size(); i += 2) {
      body.append(i == 0 ? "" : "&").append(encoded(fields.get(i))).append('=');
      body.append(encoded(fields.get(i + 1)));
    }
    List<String> headers = new ArrayList<>(List.of(more));
    headers.addAll(List.of("Content-Type", "application/x-www-form-urlencoded"));
    headers.addAll(List.of("Accept", "text/html", "Cookie", cookie));
    return api.send("POST", path, body.toString(), headers.toArray(String[]::new));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
