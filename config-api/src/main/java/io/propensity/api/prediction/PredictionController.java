package io.propensity.api.prediction;

import io.propensity.api.run.RunService;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.core.io.Resource;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.RestController;

@RestController
class PredictionController implements PredictionOperations {

  private final PredictionAnswer answer;

  PredictionController(PredictionAnswer answer) {
    this.answer = answer;
  }

  @Override
  public ResponseEntity<Resource> download(
      String id,
      MultiValueMap<String, String> parameters,
      HttpServletRequest request,
      HttpServletResponse response) {
    return answer.of(Download.of(RunService.id(id), parameters), request, response);
  }
}
