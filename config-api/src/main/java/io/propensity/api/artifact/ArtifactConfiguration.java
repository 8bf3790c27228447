package io.propensity.api.artifact;

import io.propensity.api.PropensitySettings;
import java.net.URI;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ArtifactConfiguration {

  // One letter before the colon is a drive of Windows.
  private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:.*");

  @Bean
  ArtifactFiles artifactFiles(PropensitySettings settings) {
    return under(settings.modelsRoot());
  }

  static ArtifactFiles under(String root) {
    if (root.startsWith("file:/")) {
      return new LocalArtifactFiles(Path.of(URI.create(root).getPath()));
    }
    return SCHEME.matcher(root).matches()
        ? new RemoteArtifactFiles(root)
        : new LocalArtifactFiles(Path.of(root));
  }
}
