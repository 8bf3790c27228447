package io.propensity.api.prediction;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.core.io.Resource;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The address of what runs published. */
interface PredictionOperations {

  @GetMapping(path = "/runs/{run_id}/predictions", produces = "text/csv;charset=UTF-8")
  ResponseEntity<Resource> download(
      @PathVariable("run_id") String id,
      @RequestParam MultiValueMap<String, String> parameters,
      HttpServletRequest request,
      HttpServletResponse response);
}
