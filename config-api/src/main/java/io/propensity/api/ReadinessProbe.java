package io.propensity.api;

import io.propensity.run.ExitCode;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/**
 * Asks a service of this machine whether it takes requests, for a container whose image has no
 * other program that could.
 */
public final class ReadinessProbe {

  private static final int CONNECT_MILLIS = 1_000;
  private static final int ANSWER_MILLIS = 3_000;

  private ReadinessProbe() {}

  /**
   * Ends the JVM with 0 where the service at the address that is given is ready, and with 1 else.
   */
  public static void main(String[] arguments) {
    if (arguments.length != 1) {
      System.err.println("Give the address of a service, such as http://127.0.0.1:8080");
      System.exit(ExitCode.USAGE.code());
    }
    System.exit(isReady(URI.create(arguments[0])) ? 0 : 1);
  }

  /**
   * Whether a service is ready; why it is not is said on stderr.
   *
   * @param service its address, as {@code http://127.0.0.1:8080}
   */
  static boolean isReady(URI service) {
    try {
      HttpURLConnection asked =
          (HttpURLConnection)
              service.resolve("/actuator/health/readiness").toURL().openConnection();
      asked.setConnectTimeout(CONNECT_MILLIS);
      asked.setReadTimeout(ANSWER_MILLIS);
      int status = asked.getResponseCode();
      if (status != HttpURLConnection.HTTP_OK) {
        System.err.println(service + " is not ready: it answers " + status);
      }
      return status == HttpURLConnection.HTTP_OK;
    } catch (IOException failure) {
      System.err.println(service + " does not answer: " + failure.getMessage());
      return false;
    }
  }
}
