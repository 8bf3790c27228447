package io.propensity.api;

import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** The service's settings with those that a test is about. */
public final class Settings {

  private Settings() {}

  /** All defaults but for some, by their whole names. */
  public static PropensitySettings with(Map<String, String> set) {
    return new Binder(new MapConfigurationPropertySource(set))
        .bindOrCreate("propensity", PropensitySettings.class);
  }
}
