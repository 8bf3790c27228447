package io.propensity.api.startup;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

@Component
class ReadyMessage {

  private static final Logger LOG = LoggerFactory.getLogger(ReadyMessage.class);

  private final Environment environment;

  ReadyMessage(Environment environment) {
    this.environment = environment;
  }

  @EventListener(ApplicationReadyEvent.class)
  void say() {
    String address =
        "http://%s:%s"
            .formatted(
                environment.getProperty("server.address", "localhost"),
                environment.getProperty("local.server.port", "?"));
    LOG.info(
        "Ready: campaigns at {}/campaigns, documentation at {}/docs, database {}",
        address,
        address,
        environment.getProperty("propensity-database", "?"));
  }
}
