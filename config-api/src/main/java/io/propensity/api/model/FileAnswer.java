package io.propensity.api.model;

import io.propensity.api.artifact.StoredFile;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** A file of a version as an answer: pictures to be looked at, all else to be kept. */
public final class FileAnswer {

  private static final Map<String, MediaType> TYPES =
      Map.of(
          "png", MediaType.IMAGE_PNG,
          "json", MediaType.APPLICATION_JSON,
          "csv", new MediaType("text", "csv", StandardCharsets.UTF_8),
          "txt", new MediaType("text", "plain", StandardCharsets.UTF_8),
          "yaml", MediaType.APPLICATION_YAML);

  private FileAnswer() {}

  public static ResponseEntity<Resource> of(StoredFile file) {
    MediaType type = type(file.name());
    ResponseEntity.BodyBuilder answer =
        ResponseEntity.ok().eTag("\"" + file.sha256() + "\"").contentType(type);
    if (!type.equals(MediaType.IMAGE_PNG)) {
      ContentDisposition kept = ContentDisposition.attachment().filename(file.name()).build();
      answer.header(HttpHeaders.CONTENT_DISPOSITION, kept.toString());
    }
    return answer.body(file.content());
  }

  private static MediaType type(String name) {
    String ending = name.substring(name.lastIndexOf('.') + 1);
    return TYPES.getOrDefault(ending, MediaType.APPLICATION_OCTET_STREAM);
  }
}
