package io.propensity.api.mlflow;

import io.propensity.api.mlflow.MlflowAnswers.Done;
import io.propensity.api.mlflow.MlflowAnswers.Location;
import io.propensity.api.mlflow.MlflowAnswers.Models;
import io.propensity.api.mlflow.MlflowAnswers.OneModel;
import io.propensity.api.mlflow.MlflowAnswers.OneVersion;
import io.propensity.api.mlflow.MlflowAnswers.Versions;
import org.springframework.http.MediaType;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.databind.JsonNode;

/** The addresses of MLflow's model registry. What they do not know is passed over, as there. */
@RequestMapping(path = "/api/2.0/mlflow", produces = MediaType.APPLICATION_JSON_VALUE)
interface MlflowOperations {

  @GetMapping("/registered-models/get")
  OneModel model(@RequestParam MultiValueMap<String, String> parameters);

  @GetMapping("/registered-models/search")
  Models models(@RequestParam MultiValueMap<String, String> parameters);

  @GetMapping("/registered-models/get-latest-versions")
  Versions latest(@RequestParam MultiValueMap<String, String> parameters);

  @PostMapping("/registered-models/get-latest-versions")
  Versions latest(@RequestBody JsonNode body);

  @GetMapping("/registered-models/alias")
  OneVersion alias(@RequestParam MultiValueMap<String, String> parameters);

  @PostMapping("/registered-models/alias")
  Done setAlias(@RequestBody JsonNode body);

  @DeleteMapping("/registered-models/alias")
  Done deleteAlias(@RequestBody JsonNode body);

  @GetMapping("/model-versions/get")
  OneVersion version(@RequestParam MultiValueMap<String, String> parameters);

  @GetMapping("/model-versions/search")
  Versions versions(@RequestParam MultiValueMap<String, String> parameters);

  @GetMapping("/model-versions/get-download-uri")
  Location location(@RequestParam MultiValueMap<String, String> parameters);
}
