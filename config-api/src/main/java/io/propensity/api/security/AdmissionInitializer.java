package io.propensity.api.security;

import io.propensity.api.PropensitySettings;
import io.propensity.api.SecuritySettings;
import io.propensity.run.ConfigurationException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.CommandLinePropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * Settles who will be let in before anything is started, so that a service that would let in
 * everybody, or nobody, is refused in one line and has not been seen by anyone.
 */
final class AdmissionInitializer
    implements ApplicationContextInitializer<ConfigurableApplicationContext> {

  private static final Set<String> SECRETS =
      Set.of(
          "propensityadmintoken",
          "propensitysecurityadmintoken",
          "propensitysecuritytoken",
          "propensitysecuritybootstraptoken");

  @Override
  public void initialize(ConfigurableApplicationContext context) {
    ConfigurableEnvironment environment = context.getEnvironment();
    refuseSecretsInArguments(environment);
    SecuritySettings settings =
        Binder.get(environment).bindOrCreate("propensity", PropensitySettings.class).security();
    requireAudience(settings);
    Optional<FirstToken> first = FirstToken.in(variables(environment), settings);
    boolean guarded = first.isPresent() || settings.issuerUri() != null;
    if (!guarded) {
      requireLoopback(environment);
    }
    context
        .getBeanFactory()
        .registerSingleton("admission", new Admission(!guarded, first.orElse(null)));
  }

  private static Map<String, String> variables(ConfigurableEnvironment environment) {
    return environment.getSystemEnvironment().entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> String.valueOf(entry.getValue())));
  }

  private static void refuseSecretsInArguments(ConfigurableEnvironment environment) {
    Stream.of(
            CommandLinePropertySource.COMMAND_LINE_PROPERTY_SOURCE_NAME,
            StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME)
        .map(name -> environment.getPropertySources().get(name))
        .filter(EnumerablePropertySource.class::isInstance)
        .flatMap(source -> Arrays.stream(((EnumerablePropertySource<?>) source).getPropertyNames()))
        .filter(AdmissionInitializer::isSecret)
        .findFirst()
        .ifPresent(AdmissionInitializer::refuseSecret);
  }

  private static boolean isSecret(String name) {
    return SECRETS.contains(name.toLowerCase(Locale.ROOT).replaceAll("[._-]", ""));
  }

  private static void refuseSecret(String name) {
    throw new ConfigurationException(
        "A token is given as the argument %s, which every user of this machine can read: give it by the variable %s, or by a file that %s names, and make another, since this one was seen"
            .formatted(name, FirstToken.VARIABLE, FirstToken.SETTING));
  }

  private static void requireAudience(SecuritySettings settings) {
    if (settings.issuerUri() != null && settings.audience() == null) {
      throw new ConfigurationException(
          "propensity.security.issuer-uri is set without propensity.security.audience: name what the issuer's tokens for this service are made for, or every token of the issuer would be taken");
    }
    ClaimedRoles.of(settings);
  }

  private static void requireLoopback(ConfigurableEnvironment environment) {
    if (!environment.matchesProfiles("embedded")) {
      throw new ConfigurationException(
          "Nobody could be let in: set %s (or %s) to a token of at least 32 characters, or propensity.security.issuer-uri and propensity.security.audience"
              .formatted(FirstToken.VARIABLE, FirstToken.SETTING));
    }
    String address = environment.getProperty("server.address", "");
    if (!isLoopback(address)) {
      throw new ConfigurationException(
          "The profile 'embedded' lets in everybody who reaches it, and server.address is '%s', which others reach: leave SERVER_ADDRESS out, or set %s (or %s) to a token of at least 32 characters"
              .formatted(address, FirstToken.VARIABLE, FirstToken.SETTING));
    }
  }

  private static boolean isLoopback(String address) {
    try {
      return !address.isBlank() && InetAddress.getByName(address).isLoopbackAddress();
    } catch (UnknownHostException unknown) {
      return false;
    }
  }
}
