package io.propensity.api;

import io.propensity.api.database.NewDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** The service on a database, a clock and settings of a test's own, within the test's process. */
public final class TestService implements AutoCloseable {

  private final ConfigurableApplicationContext context;

  private TestService(ConfigurableApplicationContext context) {
    this.context = context;
  }

  public static TestService start(NewDatabase database, Clock clock, Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(settings);
    all.put("server.port", "0");
    all.put("propensity.security.bootstrap-token-file", adminToken().toString());
    all.put("propensity.security.writes-per-minute", "1000000");
    return new TestService(
        new SpringApplicationBuilder(ConfigApi.class)
            .properties(database.settings()) // not arguments: among them it takes no password
            .initializers(
                context ->
                    ((GenericApplicationContext) context)
                        .registerBean(
                            "testClock", Clock.class, () -> clock, bean -> bean.setPrimary(true)))
            .run(
                all.entrySet().stream()
                    .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                    .toArray(String[]::new)));
  }

  public Api api() {
    return Api.on(
        Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port")));
  }

  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  public <T> T bean(String name, Class<T> type) {
    return context.getBean(name, type);
  }

  private static Path adminToken() {
    try {
      return Files.writeString(Path.of("target", "test-admin.token"), Api.ADMIN_TOKEN + "\n");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public void close() {
    context.close();
  }
}
