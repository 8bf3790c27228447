package io.propensity.api;

import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** The settings of audiences as they are where nothing is set, or with some that are. */
public final class AudienceDefaults {

  private AudienceDefaults() {}

  public static AudienceSettings settings() {
    return with(Map.of());
  }

  public static AudienceSettings with(Map<String, String> set) {
    return new Binder(new MapConfigurationPropertySource(set))
        .bindOrCreate("propensity.audience", AudienceSettings.class);
  }
}
