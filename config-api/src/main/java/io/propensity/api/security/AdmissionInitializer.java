package io.propensity.api.security;

import io.propensity.api.PropensitySettings;
import io.propensity.api.SecuritySettings;
import io.propensity.run.ConfigurationException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
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

  private static final Set<String> TOKENS =
      Set.of(
          "propensityadmintoken",
          "propensitysecurityadmintoken",
          "propensitysecuritytoken",
          "propensitysecuritybootstraptoken");

  // Of the database, of mail, of key and trust stores, of sign-in: whatever Spring has a setting
  // for.
  private static final Pattern PASSWORDS =
      Pattern.compile("(spring|server|management|propensity).*(password|secret|passphrase)");

  private static final Pattern PASSWORD_IN_ADDRESS = Pattern.compile("[?&](ssl)?password=");

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
        .map(source -> (EnumerablePropertySource<?>) source)
        .forEach(
            source -> {
              for (String name : source.getPropertyNames()) {
                refuseSecret(name, String.valueOf(source.getProperty(name)));
              }
            });
  }

  private static void refuseSecret(String name, String value) {
    String plain = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    if (TOKENS.contains(plain)) {
      throw tokenAmongArguments(name);
    }
    boolean inAddress = plain.endsWith("url") && PASSWORD_IN_ADDRESS.matcher(value).find();
    if (inAddress || PASSWORDS.matcher(plain).matches()) {
      throw new ConfigurationException(
          "A secret is given as the argument %s, which every user of this machine can read: give it by the variable %s, and make another, since this one was seen"
              .formatted(name, variable(name)));
    }
  }

  /** As Spring has the names of settings in the environment. */
  private static String variable(String name) {
    return name.replace("-", "").replaceAll("[^A-Za-z0-9]+", "_").toUpperCase(Locale.ROOT);
  }

  private static ConfigurationException tokenAmongArguments(String name) {
    return new ConfigurationException(
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
