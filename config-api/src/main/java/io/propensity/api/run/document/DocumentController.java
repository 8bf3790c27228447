package io.propensity.api.run.document;

import io.propensity.api.run.RunService;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;

@RestController
class DocumentController implements DocumentOperations {

  private final RunDocuments documents;

  DocumentController(RunDocuments documents) {
    this.documents = documents;
  }

  @Override
  public List<RunDocument> list(String id) {
    return documents.list(RunService.id(id));
  }

  @Override
  public ResponseEntity<String> get(String id, String name) {
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_JSON)
        .body(documents.require(RunService.id(id), name));
  }

  @Override
  public ResponseEntity<Void> put(String id, String name, byte[] body) {
    documents.put(RunService.id(id), name, body);
    return ResponseEntity.noContent().build();
  }
}
