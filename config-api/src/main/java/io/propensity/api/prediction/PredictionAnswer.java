package io.propensity.api.prediction;

import io.propensity.api.audit.Audit;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** A download as an answer, for the API and for the console; the audit log has each. */
@Component
public class PredictionAnswer {

  private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);

  private final PublishedPredictions predictions;
  private final Audit audit;

  PredictionAnswer(PublishedPredictions predictions, Audit audit) {
    this.predictions = predictions;
    this.audit = audit;
  }

  /** Reads what is wanted, has the audit log tell of it, and answers with it. */
  public ResponseEntity<Resource> of(
      Download wanted, HttpServletRequest request, HttpServletResponse response) {
    PredictionFile file = predictions.read(wanted);
    try {
      audit.disclosed(request, response, "predictions of " + wanted.what());
    } catch (RuntimeException unkept) {
      file.discard(unkept);
      throw unkept;
    }
    return ResponseEntity.ok()
        .contentType(CSV)
        .contentLength(file.bytes())
        .cacheControl(CacheControl.noStore())
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment().filename(file.name()).build().toString())
        .body(file.content());
  }
}
