package io.propensity.api.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;

class TokenSecretTest {

  private static final SecureRandom RANDOM = new SecureRandom();

  @Example
  void isReadAsItWasGivenOut() {
    for (int i = 0; i < 1_000; i++) {
      TokenSecret secret = TokenSecret.random(RANDOM);

      assertThat(TokenSecret.read(secret.text())).hasValue(secret);
      assertThat(secret.text()).matches("prp_[A-Za-z0-9_-]{43}[A-Za-z0-9]{6}");
    }
  }

  @Property
  void isRefusedWithOneCharacterMistyped(
      @ForAll @IntRange(max = 52) int position,
      @ForAll @CharRange(from = '0', to = 'z') char typed) {
    String text = TokenSecret.random(RANDOM).text();
    String mistyped = text.substring(0, position) + typed + text.substring(position + 1);

    assertThat(TokenSecret.read(mistyped).isPresent()).isEqualTo(mistyped.equals(text));
  }

  @Property
  void takesAnyText(@ForAll String text) {
    assertThat(TokenSecret.read(text)).isEmpty();
  }

  @Example
  void neverShowsItselfInALog() {
    TokenSecret secret = TokenSecret.random(RANDOM);

    assertThat(secret.toString()).isEqualTo(secret.prefix() + "...");
    assertThat(secret.prefix()).hasSize(12);
  }

  @Example
  void isKeptByItsSha256() {
    assertThat(TokenHash.of("abc").hex())
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assertThat(TokenHash.of("abc").matches(TokenHash.of("abc"))).isTrue();
    assertThat(TokenHash.of("abc").matches(TokenHash.of("abd"))).isFalse();
  }
}
