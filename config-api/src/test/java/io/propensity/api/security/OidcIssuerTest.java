package io.propensity.api.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An issuer that is not as it should be. */
class OidcIssuerTest {

  private final TestIssuer issuer = new TestIssuer();
  private final String token = issuer.signed(issuer.claims("alice", "viewer").build());

  @AfterEach
  void stop() {
    issuer.close();
  }

  @Test
  void isAskedWhenTheFirstTokenComesAndNotAgainAtOnceWhenItFails() {
    issuer.isBroken(true);
    OidcIssuer asked = new OidcIssuer(issuer.uri(), TestIssuer.AUDIENCE);

    assertThatThrownBy(() -> asked.verify(token))
        .isInstanceOf(IssuerAway.class)
        .hasMessage("%s cannot be asked for its keys", issuer.uri());
    issuer.isBroken(false);
    assertThatThrownBy(() -> asked.verify(token))
        .isInstanceOf(IssuerAway.class)
        .hasMessage("%s did not answer a moment ago", issuer.uri());
  }

  @Test
  void mustBeWhoItSaysItIs() {
    OidcIssuer other = new OidcIssuer(issuer.uri() + "/", TestIssuer.AUDIENCE);

    assertThatThrownBy(() -> other.verify(token))
        .isInstanceOf(IssuerAway.class)
        .hasRootCauseMessage(
            "%s/.well-known/openid-configuration says that its issuer is '%s'",
            issuer.uri(), issuer.uri());
  }

  @Test
  void keepsTheKeysWhileTheIssuerIsAway() {
    OidcIssuer asked = new OidcIssuer(issuer.uri(), TestIssuer.AUDIENCE);
    asked.verify(token);
    issuer.isBroken(true);

    assertThat(asked.verify(token).getSubject()).isEqualTo("alice");
  }
}
