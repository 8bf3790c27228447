package io.propensity.api.web;

import java.io.IOException;
import java.io.Writer;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** Tomcat's own refusals (an address that is no URI, say) as problem documents. */
public final class ProblemValve extends ErrorReportValve {

  @Override
  protected void report(Request request, Response response, @Nullable Throwable failure) {
    HttpStatus status = HttpStatus.resolve(response.getStatus());
    if (status == null || !status.isError() || response.getContentWritten() > 0) {
      return;
    }
    try {
      response.setContentType("application/problem+json");
      Writer reporter = response.getReporter();
      if (reporter != null) {
        reporter.write(
            "{\"title\":\"" + status.getReasonPhrase() + "\",\"status\":" + status.value() + "}");
        response.finishResponse();
      }
    } catch (IOException gone) {
      getContainer().getLogger().debug("The client left before it was answered", gone);
    }
  }
}
