package io.propensity.bench;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** A service that knows one campaign, number 1 for everybody. */
record CampaignServer(HttpServer server) implements AutoCloseable {

  static CampaignServer start(String model, List<String> features) throws IOException {
    byte[] campaign =
        """
        {"id": 1, "name": "bench", "model_path": "%s", "audience_filter": "TRUE", "features": [%s],
         "users_table": null, "users": null, "newest_by": null, "holdout": null, "max_drift": null,
         "segments": null, "output": null, "is_active": true,
         "revision": 1, "created_at": "2026-11-20T00:00:00Z", "updated_at": "2026-11-20T00:00:00Z"}
        """
            .formatted(
                model, features.stream().map("\"%s\""::formatted).collect(Collectors.joining(", ")))
            .getBytes(StandardCharsets.UTF_8);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/campaigns/1",
        exchange -> {
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, campaign.length);
          try (OutputStream body = exchange.getResponseBody()) {
            body.write(campaign);
          }
        });
    server.start();
    return new CampaignServer(server);
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
