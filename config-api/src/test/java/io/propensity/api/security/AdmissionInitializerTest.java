package io.propensity.api.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.propensity.run.ConfigurationException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;

class AdmissionInitializerTest {

  private static final Map<String, String> TOKEN =
      Map.of("PROPENSITY_ADMIN_TOKEN", "0123456789abcdef0123456789abcdef");
  private static final Map<String, Object> ISSUER =
      Map.of(
          "propensity.security.issuer-uri", "https://login.example.org",
          "propensity.security.audience", "propensity");

  @Test
  void letsInByTheFirstToken() {
    Admission admission = settled(TOKEN, Map.of());

    assertThat(admission.open()).isFalse();
    assertThat(admission.first()).isNotNull();
  }

  @Test
  void letsInByTheIssuerAlone() {
    assertThat(settled(Map.of(), ISSUER)).isEqualTo(new Admission(false, null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.0.0.2", "localhost", "::1"})
  void letsInEverybodyOnLoopbackWithTheEmbeddedProfile(String address) {
    assertThat(settled(Map.of(), embedded(address))).isEqualTo(new Admission(true, null));
  }

  @Test
  void wantsTheTokenThatWasSetWithTheEmbeddedProfileToo() {
    assertThat(settled(TOKEN, embedded("127.0.0.1")).open()).isFalse();
    assertThat(settled(TOKEN, embedded("0.0.0.0")).open()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::", "10.0.0.1", "", "no such host"})
  void refusesToLetInEverybodyWhomItDoesNotKnow(String address) {
    assertThatThrownBy(() -> settled(Map.of(), embedded(address)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith(
            "The profile 'embedded' lets in everybody who reaches it, and server.address is '%s'",
            address);
  }

  @Test
  void refusesToLetInNobody() {
    assertThatThrownBy(() -> settled(Map.of(), Map.of("server.address", "127.0.0.1")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("Nobody could be let in: set PROPENSITY_ADMIN_TOKEN");
  }

  @Test
  void wantsAnAudienceWithAnIssuer() {
    Map<String, Object> settings =
        Map.of("propensity.security.issuer-uri", "https://login.example.org");

    assertThatThrownBy(() -> settled(TOKEN, settings))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith(
            "propensity.security.issuer-uri is set without propensity.security.audience");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--propensity.security.admin-token=x",
        "--PROPENSITY_ADMIN_TOKEN=x",
        "--propensity.admin-token=x",
        "--propensity.security.bootstrap_token=x"
      })
  void refusesATokenThatEveryUserOfTheMachineCanRead(String argument) {
    StandardEnvironment environment = environment(TOKEN, Map.of());
    environment.getPropertySources().addFirst(new SimpleCommandLinePropertySource(argument));

    assertThatThrownBy(() -> settled(environment))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith(
            "A token is given as the argument %s, which every user of this machine can read",
            argument.substring(2, argument.length() - 2));
  }

  private static Map<String, Object> embedded(String address) {
    return Map.of("spring.profiles.active", "embedded", "server.address", address);
  }

  private static Admission settled(Map<String, String> variables, Map<String, Object> settings) {
    return settled(environment(variables, settings));
  }

  private static Admission settled(StandardEnvironment environment) {
    try (GenericApplicationContext context = new GenericApplicationContext()) {
      context.setEnvironment(environment);
      new AdmissionInitializer().initialize(context);
      return context.getBeanFactory().getBean(Admission.class);
    }
  }

  private static StandardEnvironment environment(
      Map<String, String> variables, Map<String, Object> settings) {
    StandardEnvironment environment =
        new StandardEnvironment() {
          @Override
          public Map<String, Object> getSystemEnvironment() {
            return Map.copyOf(variables);
          }
        };
    environment.getPropertySources().addFirst(new MapPropertySource("settings", settings));
    ConfigurationPropertySources.attach(environment);
    return environment;
  }
}
