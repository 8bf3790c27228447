package io.propensity.api.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.api.Api;
import io.propensity.api.Api.Answer;
import io.propensity.api.ApiTest;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** People who sign in to the console at an issuer, over HTTP to both. */
@ApiTest
class ConsoleSignInTest {

  private static final TestIssuer ISSUER = new TestIssuer();
  private static final String CLIENT = "console";
  private static final Pattern CSRF = Pattern.compile("<meta name=\"csrf\" content=\"([^\"]+)\"");

  private final Api anonymous;
  private final Map<String, String> cookies = new TreeMap<>();

  ConsoleSignInTest(@Autowired Api api) {
    this.anonymous = api.anonymous();
  }

  @DynamicPropertySource
  static void issuer(DynamicPropertyRegistry settings) {
    settings.add("propensity.security.issuer-uri", ISSUER::uri);
    settings.add("propensity.security.audience", () -> TestIssuer.AUDIENCE);
    settings.add("propensity.security.client-id", () -> CLIENT);
  }

  @AfterAll
  static void stop() {
    ISSUER.close();
  }

  @Test
  void leadsWhoeverIsNotSignedInToTheIssuer() {
    assertThat(get("/").header("Location")).endsWith(SignIn.ADDRESS);
    assertThat(get("/console/campaigns").header("Location")).endsWith(SignIn.ADDRESS);
    URI issuer = URI.create(get(SignIn.ADDRESS).header("Location"));

    assertThat(issuer.toString()).startsWith(ISSUER.uri() + "/authorize?");
    assertThat(query(issuer))
        .containsEntry("client_id", CLIENT)
        .containsEntry("response_type", "code")
        .containsEntry("scope", "openid profile")
        .containsEntry("code_challenge_method", "S256")
        .containsKeys("state", "nonce");
  }

  @Test
  void letsInWhoeverSignedInWithTheRolesOfTheIssuer() {
    Answer back = signIn("alice", "editor");

    assertThat(back.status()).as(back.response().body()).isEqualTo(302);
    assertThat(back.header("Location")).contains("/console/campaigns");
    String page = get("/console/campaigns").response().body();
    assertThat(page).contains("oidc:alice", "New campaign", "Sign out");
    assertThat(get("/").header("Location")).isEqualTo("/console/campaigns");
    assertThat(get("/console/settings/audit").status()).isEqualTo(403);
    assertThat(get("/campaigns").status()).as("the API takes no cookies").isEqualTo(401);
  }

  @Test
  void forgetsWhoeverSignsOut() {
    signIn("bob", "viewer");
    assertThat(get("/console/campaigns").status()).isEqualTo(200);

    Answer out = signOut();

    assertThat(out.header("Location")).endsWith("/console/signed-out");
    assertThat(get("/console/signed-out").response().body()).contains("You are signed out");
    assertThat(get("/console/campaigns").status()).isEqualTo(302);
  }

  @Test
  void letsNobodyInWithoutARoleOfOurs() {
    signIn("mallory", "root");

    Answer refused = get("/console/campaigns");

    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.response().body()).contains("No role of this service is yours");
  }

  @Test
  void takesNoAnswerThatWasNotAskedFor() {
    Answer forged = get("/login/oauth2/code/propensity?code=x&state=stolen");

    assertThat(forged.status()).isEqualTo(403);
    assertThat(forged.response().body()).contains("The sign-in came to nothing");
    assertThat(get("/console/campaigns").status()).isEqualTo(302);
  }

  @Test
  void takesNoTokenForAnotherClient() {
    Map<String, String> asked = asked();
    ISSUER.signsIn(
        ISSUER
            .claims("eve", "admin")
            .audience("another")
            .claim("nonce", asked.get("nonce"))
            .build());

    assertThat(back(asked).status()).isEqualTo(403);
    assertThat(get("/console/campaigns").status()).isEqualTo(302);
  }

  @Test
  void hasAPageInPartsLoadedAnewOnceTheSessionIsOver() {
    Answer refused = get("/console/campaigns/hints/model?model_path=x", "HX-Request", "true");

    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.header("HX-Refresh")).isEqualTo("true");
  }

  private Answer signIn(String name, String... roles) {
    Map<String, String> asked = asked();
    ISSUER.signsIn(
        ISSUER.claims(name, roles).audience(CLIENT).claim("nonce", asked.get("nonce")).build());
    return back(asked);
  }

  /** What the service asks the issuer for. */
  private Map<String, String> asked() {
    return query(URI.create(get(SignIn.ADDRESS).header("Location")));
  }

  private Answer back(Map<String, String> asked) {
    return get(
        "/login/oauth2/code/propensity?code=x&state="
            + String.valueOf(asked.get("state")).replace("=", "%3D"));
  }

  private Answer signOut() {
    Matcher token = CSRF.matcher(get("/console/campaigns").response().body());
    assertThat(token.find()).isTrue();
    Answer answer =
        anonymous.send(
            "POST",
            "/console/sign-out",
            "_csrf=" + token.group(1),
            "Content-Type",
            "application/x-www-form-urlencoded",
            "Cookie",
            cookieHeader());
    keepCookies(answer);
    return answer;
  }

  private Answer get(String path, String... headers) {
    List<String> all = new ArrayList<>(List.of("Accept", "text/html"));
    all.addAll(Arrays.asList(headers));
    if (!cookies.isEmpty()) {
      all.addAll(List.of("Cookie", cookieHeader()));
    }
    Answer answer = anonymous.get(path, all.toArray(String[]::new));
    keepCookies(answer);
    return answer;
  }

  private String cookieHeader() {
    return String.join(
        "; ",
        cookies.entrySet().stream().map(each -> each.getKey() + "=" + each.getValue()).toList());
  }

  private void keepCookies(Answer answer) {
    for (String cookie : answer.response().headers().allValues("Set-Cookie")) {
      String[] pair = cookie.split(";", 2)[0].split("=", 2);
      cookies.put(pair[0], pair[1]);
    }
  }

  private static Map<String, String> query(URI address) {
    Map<String, String> query = new TreeMap<>();
    for (String part : address.getRawQuery().split("&", -1)) {
      String[] pair = part.split("=", 2);
      query.put(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
    }
    return query;
  }
}
