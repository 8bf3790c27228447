package io.propensity.api.console;

import io.propensity.api.security.ConsoleAccess;
import io.propensity.api.web.StartPage;
import java.net.URI;
import org.springframework.stereotype.Component;

/** The list of campaigns, or the documentation where nobody could see it. */
@Component
class ConsoleStart implements StartPage {

  private final ConsoleAccess access;

  ConsoleStart(ConsoleAccess access) {
    this.access = access;
  }

  @Override
  public URI address() {
    return URI.create(access.isOffered() ? "/console/campaigns" : "/docs");
  }
}
