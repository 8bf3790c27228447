package io.propensity.service;

import io.propensity.report.DocumentName;
import io.propensity.run.RunId;
import io.propensity.run.UnavailableException;
import java.net.http.HttpResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a job found beside its run's report, as the service keeps it for those who watch. The
 * documents lie beside the report too: a service that does not take one costs a line in the log.
 * One that is away is not asked again.
 */
public final class ServiceDocuments {

  private static final Logger LOG = LoggerFactory.getLogger(ServiceDocuments.class);

  private final ServiceClient service;
  private final RunId run;
  private boolean away;

  public ServiceDocuments(ServiceClient service, RunId run) {
    this.service = service;
    this.run = run;
  }

  /**
   * Sends a document, in place of an earlier one of its name.
   *
   * @param name of the form {@link DocumentName#FORM}; another, as of an export's file, is not sent
   * @return whether the service keeps it
   */
  public boolean send(String name, byte[] json) {
    if (away) {
      return false;
    }
    if (!DocumentName.isOne(name)) {
      LOG.warn(
          "The service is not told of '{}' of run {}: it keeps names of small letters, digits and _",
          name,
          run);
      return false;
    }
    try {
      HttpResponse<byte[]> answer =
          service.send("PUT", "/runs/%s/documents/%s".formatted(run, name), json);
      if (answer.statusCode() < 300) {
        return true;
      }
      LOG.warn(
          "The service at {} does not keep '{}' of run {}: {}",
          service.url(),
          name,
          run,
          ServiceClient.reason(answer));
    } catch (UnavailableException unheard) {
      away = true;
      LOG.warn("The service does not keep '{}' of run {}: {}", name, run, unheard.getMessage());
    }
    return false;
  }
}
