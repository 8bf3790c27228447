package io.propensity.api.docs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.function.ServerResponse;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.json.JsonMapper;

/** The OpenAPI document as JSON, made of its YAML when it is first asked for. */
@Component
class Document {

  private final Resource written;
  private final JsonMapper json;
  private byte @Nullable [] told;

  Document(@Value("classpath:openapi/openapi.yaml") Resource written, JsonMapper json) {
    this.written = written;
    this.json = json;
  }

  ServerResponse answer() {
    return ServerResponse.ok().contentType(MediaType.APPLICATION_JSON).body(text());
  }

  private synchronized byte[] text() {
    if (told == null) {
      try (InputStream yaml = written.getInputStream()) {
        told = json.writeValueAsBytes(new Yaml(manyAliases()).<Object>load(yaml));
      } catch (IOException unreadable) {
        throw new UncheckedIOException(unreadable);
      }
    }
    return told;
  }

  /** The file is ours, and says what many addresses have in common once. */
  private static LoaderOptions manyAliases() {
    LoaderOptions options = new LoaderOptions();
    options.setMaxAliasesForCollections(1_000);
    return options;
  }
}
