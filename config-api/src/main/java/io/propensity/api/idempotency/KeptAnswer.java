package io.propensity.api.idempotency;

import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.json.JsonMapper;

/** An answer as it is kept: all of it that a client looks at. */
record KeptAnswer(int status, @Nullable String location, @Nullable String etag, String body) {

  static KeptAnswer of(ResponseEntity<?> answer, JsonMapper json) {
    return new KeptAnswer(
        answer.getStatusCode().value(),
        Objects.toString(answer.getHeaders().getLocation(), null),
        answer.getHeaders().getETag(),
        json.writeValueAsString(answer.getBody()));
  }

  <T> ResponseEntity<T> again(Class<T> type, JsonMapper json) {
    HttpHeaders headers = new HttpHeaders();
    headers.set("Idempotent-Replayed", "true");
    if (location != null) {
      headers.setLocation(URI.create(location));
    }
    if (etag != null) {
      headers.setETag(etag);
    }
    return ResponseEntity.status(status).headers(headers).body(json.readValue(body, type));
  }
}
