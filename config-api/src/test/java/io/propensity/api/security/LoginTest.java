package io.propensity.api.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.api.Api;
import io.propensity.api.Api.Answer;
import io.propensity.api.ApiTest;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What is said to whoever is not let in. */
@ApiTest
class LoginTest {

  private final Api api;
  private final Api anonymous;

  LoginTest(@Autowired Api api) {
    this.api = api;
    this.anonymous = api.anonymous();
  }

  @Test
  void asksForATokenWhereThereIsNone() {
    Answer refused = anonymous.get("/campaigns");

    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.header("WWW-Authenticate")).isEqualTo("Bearer");
    assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(refused.text("detail"))
        .isEqualTo("A token is wanted: send it as Authorization: Bearer TOKEN");
    assertThat(refused.text("instance")).isEqualTo("/campaigns");
    assertThat(refused.header("X-Content-Type-Options")).isEqualTo("nosniff");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer x",
        "Bearer prp_x",
        "Bearer first-admin-of-the-tests-0123456789abcdeg",
        "Bearer not/a/token at all",
        "Bearer ",
        "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0.",
        "bearer x"
      })
  void saysTheSameOfEveryTokenThatIsWrong(String authorization) {
    Answer refused = anonymous.get("/campaigns", "Authorization", authorization);

    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.header("WWW-Authenticate")).isEqualTo("Bearer error=\"invalid_token\"");
    assertThat(refused.text("detail")).isEqualTo("The token is wrong, expired or revoked");
  }

  @Test
  void saysTheSameOfATokenThatCouldHaveBeenGivenOut() {
    String unknown = TokenSecret.random(new SecureRandom()).text();

    assertThat(api.as(unknown).get("/campaigns").json())
        .isEqualTo(api.as("x").get("/campaigns").json());
  }

  @ParameterizedTest
  @ValueSource(strings = {"Basic YWRtaW46YWRtaW4=", "x"})
  void takesNoOtherCredentials(String authorization) {
    Answer refused = anonymous.get("/campaigns", "Authorization", authorization);

    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.header("WWW-Authenticate")).isEqualTo("Bearer");
  }

  @Test
  void takesNoTokenOfAnAddress() {
    assertThat(anonymous.get("/campaigns?access_token=" + Api.ADMIN_TOKEN).status()).isEqualTo(401);
  }

  @Test
  void takesTheSchemeInAnyCase() {
    Answer taken = anonymous.get("/campaigns?size=1", "Authorization", "bEARER " + Api.ADMIN_TOKEN);

    assertThat(taken.status()).isEqualTo(200);
  }

  @Test
  void saysWhichRoleDoesNotSuffice() {
    Answer refused = Tokens.as(api, Role.VIEWER).post("{}");

    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.header("WWW-Authenticate")).isEqualTo("Bearer error=\"insufficient_scope\"");
    assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(refused.text("detail"))
        .isEqualTo("Your role is viewer, which does not suffice for POST here");
  }

  @Test
  void refusesStrangersBeforeItReadsWhatTheySend() {
    String large = " ".repeat((1 << 20) + 1);

    assertThat(anonymous.post("/campaigns", large).status()).isEqualTo(401);
    assertThat(api.post("/campaigns", large).status()).isEqualTo(413);
    assertThat(anonymous.post("/campaigns", "{").status()).as("malformed").isEqualTo(401);
  }

  @Test
  void keepsNoSession() {
    assertThat(api.get("/campaigns?size=1").header("Set-Cookie")).isEmpty();
    assertThat(anonymous.get("/campaigns").header("Set-Cookie")).isEmpty();
  }

  @Test
  void leavesOddRequestsToThoseWhoAnswerThem() {
    assertThat(api.get("/campaigns?%00=1").status()).isEqualTo(400);
    assertThat(api.send("TRACK", "/campaigns", null).status()).isEqualTo(405);
    assertThat(api.get("/campaigns?size=1", "X-Odd", "\u00e9").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/docs/index.html", "/docs/page.js", "/openapi.json", "/"})
  void takesATokenAsThePasswordThatABrowserAsksFor(String page) {
    assertThat(anonymous.get(page, "Authorization", basic("anybody", Api.ADMIN_TOKEN)).status())
        .isEqualTo(200);
    assertThat(anonymous.get(page, "Authorization", basic("anybody", "wrong")).status())
        .isEqualTo(401);
    assertThat(anonymous.get(page, "Authorization", "Basic !").status()).isEqualTo(401);
  }

  @Test
  void hasABrowserAskForItWhereItWantsAPage() {
    Answer page = anonymous.get("/docs/index.html", "Accept", "text/html,*/*");
    Answer wrong =
        anonymous.get(
            "/docs/index.html", "Accept", "text/html", "Authorization", basic("x", "wrong"));

    assertThat(page.response().headers().allValues("WWW-Authenticate"))
        .containsExactly("Bearer", "Basic realm=\"The token is the password\", charset=\"UTF-8\"");
    assertThat(wrong.response().headers().allValues("WWW-Authenticate")).hasSize(2);
    assertThat(
            anonymous
                .get("/campaigns", "Accept", "text/html")
                .response()
                .headers()
                .allValues("WWW-Authenticate"))
        .containsExactly("Bearer");
  }

  @Test
  void takesNoPasswordForAnythingElse() {
    String good = basic("anybody", Api.ADMIN_TOKEN);

    assertThat(anonymous.get("/campaigns", "Authorization", good).status()).isEqualTo(401);
    assertThat(anonymous.send("POST", "/docs", null, "Authorization", good).status())
        .isEqualTo(401);
    assertThat(anonymous.get("/actuator/prometheus", "Authorization", good).status())
        .isEqualTo(401);
  }

  private static String basic(String user, String password) {
    return "Basic "
        + Base64.getEncoder()
            .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
  }
}
