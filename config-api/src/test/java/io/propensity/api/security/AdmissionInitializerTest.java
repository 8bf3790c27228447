package io.propensity.api.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.propensity.run.ConfigurationException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

  @ParameterizedTest
  @CsvSource({
    "spring.datasource.password, SPRING_DATASOURCE_PASSWORD",
    "SPRING_DATASOURCE_PASSWORD, SPRING_DATASOURCE_PASSWORD",
    "spring.datasource.hikari.password, SPRING_DATASOURCE_HIKARI_PASSWORD",
    "spring.flyway.password, SPRING_FLYWAY_PASSWORD",
    "spring.mail.password, SPRING_MAIL_PASSWORD",
    "server.ssl.key-store-password, SERVER_SSL_KEYSTOREPASSWORD",
    "server.ssl.key-password, SERVER_SSL_KEYPASSWORD",
    "server.ssl.trustStorePassword, SERVER_SSL_TRUSTSTOREPASSWORD",
    "spring.ssl.bundle.jks.web.keystore.password, SPRING_SSL_BUNDLE_JKS_WEB_KEYSTORE_PASSWORD",
    "propensity.security.client-secret, PROPENSITY_SECURITY_CLIENTSECRET"
  })
  void refusesAPasswordThatEveryUserOfTheMachineCanRead(String name, String variable) {
    StandardEnvironment argument = environment(TOKEN, Map.of());
    argument
        .getPropertySources()
        .addFirst(new SimpleCommandLinePropertySource("--" + name + "=hunter2"));
    StandardEnvironment system = environment(TOKEN, Map.of());
    system
        .getPropertySources()
        .replace(
            StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME,
            new MapPropertySource(
                StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME,
                Map.of(name, "hunter2")));

    for (StandardEnvironment environment : List.of(argument, system)) {
      assertThatThrownBy(() -> settled(environment))
          .isInstanceOf(ConfigurationException.class)
          .hasMessage(
              "A secret is given as the argument %s, which every user of this machine can read: give it by the variable %s, and make another, since this one was seen",
              name, variable);
    }
  }

  @Test
  void refusesAPasswordInTheAddressOfTheDatabaseToo() {
    StandardEnvironment environment = environment(TOKEN, Map.of());
    environment
        .getPropertySources()
        .addFirst(
            new SimpleCommandLinePropertySource(
                "--spring.datasource.url=jdbc:postgresql://db/campaigns?ssl=true&password=hunter2"));

    assertThatThrownBy(() -> settled(environment))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("A secret is given as the argument spring.datasource.url")
        .hasMessageContaining("SPRING_DATASOURCE_URL")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void takesPasswordsOfTheEnvironmentAndNamesOfFiles() {
    Map<String, Object> settings = Map.of("spring.datasource.password", "p");
    StandardEnvironment environment = environment(TOKEN, settings);
    environment
        .getPropertySources()
        .addFirst(
            new SimpleCommandLinePropertySource(
                "--propensity.security.client-secret-file=/run/secrets/client",
                "--spring.datasource.url=jdbc:postgresql://db/campaigns?ssl=true"));

    assertThat(settled(environment).open()).isFalse();
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
