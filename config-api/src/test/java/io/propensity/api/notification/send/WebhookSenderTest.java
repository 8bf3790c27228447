package io.propensity.api.notification.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.api.PropensitySettings;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Receivers that mean no good. */
class WebhookSenderTest {

  private static final byte[] SECRET = new byte[32];

  /** What a receiver does once it was connected to. */
  private interface Behaviour {

    void to(OutputStream out) throws IOException, InterruptedException;
  }

  @Test
  @Timeout(30)
  void waitsForNobodyLongerThanItMay() throws Exception {
    try (ServerSocket silent = receiver(out -> Thread.sleep(20_000));
        ServerSocket dripping = receiver(WebhookSenderTest::drip)) {
      assertThat(send(silent).error()).isEqualTo("It did not answer within 1000 ms");
      assertThat(send(dripping).error()).isEqualTo("It did not answer within 1000 ms");
    }
  }

  private static void drip(OutputStream out) throws IOException, InterruptedException {
    out.write("HTTP/1.1 200 OK\r\nX-Slow: ".getBytes(StandardCharsets.US_ASCII));
    for (int i = 0; i < 100; i++) {
      out.write('x');
      out.flush();
      Thread.sleep(200);
    }
  }

  @Test
  @Timeout(30)
  void readsNothingOfAnAnswerButItsStatus() throws Exception {
    try (ServerSocket endless =
        receiver(
            out -> {
              out.write(
                  "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                      .getBytes(StandardCharsets.US_ASCII));
              byte[] chunk =
                  ("1000\r\n" + "x".repeat(0x1000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
              while (true) {
                out.write(chunk);
              }
            })) {
      long start = System.nanoTime();

      assertThat(send(endless).isDelivered()).isTrue();
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
    }
  }

  @Test
  @Timeout(30)
  void takesNoEndOfHeaders() throws Exception {
    try (ServerSocket endless =
        receiver(
            out -> {
              out.write("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.US_ASCII));
              while (true) {
                out.write("X-More: y\r\n".getBytes(StandardCharsets.US_ASCII));
              }
            })) {
      assertThat(send(endless).isDelivered()).isFalse();
    }
  }

  @Test
  void looksANameUpOnceAndConnectsToWhatItJudged() throws Exception {
    AtomicInteger lookedUp = new AtomicInteger();
    try (ServerSocket plain =
        receiver(
            out ->
                out.write("HTTP/1.1 204 No Content\r\n\r\n".getBytes(StandardCharsets.US_ASCII)))) {
      Destinations destinations =
          new Destinations(
              true,
              List.of("127.0.0.1"),
              host ->
                  new InetAddress[] {
                    InetAddress.getByName(
                        lookedUp.incrementAndGet() == 1 ? "127.0.0.1" : "127.0.0.2")
                  });

      Answer answer =
          sender(destinations)
              .send(
                  new Message(
                      "http://moves.example.org:%d/".formatted(plain.getLocalPort()), "e", "{}"),
                  SECRET);

      assertThat(answer).isEqualTo(new Answer(204, null, false));
      assertThat(lookedUp).hasValue(1);
    }
  }

  @Test
  void connectsToNoNetworkOfItsOwn() throws Exception {
    AtomicInteger connected = new AtomicInteger();
    try (ServerSocket inside = receiver(out -> connected.incrementAndGet())) {
      Destinations destinations =
          new Destinations(
              true, List.of(), host -> new InetAddress[] {InetAddress.getLoopbackAddress()});

      Answer answer =
          sender(destinations)
              .send(
                  new Message(
                      "http://hooks.example.org:%d/".formatted(inside.getLocalPort()), "e", "{}"),
                  SECRET);

      assertThat(answer.error()).startsWith("The address leads to an address that is not public");
      assertThat(connected).hasValue(0);
    }
  }

  private static Answer send(ServerSocket receiver) {
    Destinations destinations =
        new Destinations(true, List.of("127.0.0.1"), InetAddress::getAllByName);
    return sender(destinations)
        .send(
            new Message("http://127.0.0.1:%d/".formatted(receiver.getLocalPort()), "e", "{}"),
            SECRET);
  }

  private static WebhookSender sender(Destinations destinations) {
    PropensitySettings settings =
        new Binder(
                new MapConfigurationPropertySource(Map.of("propensity.notification.timeout", "1s")))
            .bindOrCreate("propensity", PropensitySettings.class);
    return new WebhookSender(destinations, Clock.systemUTC(), settings);
  }

  private static ServerSocket receiver(Behaviour behaviour) throws IOException {
    ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    Thread thread =
        new Thread(
            () -> {
              try (Socket client = server.accept()) {
                int unused = client.getInputStream().read(new byte[8_192]);
                behaviour.to(client.getOutputStream());
              } catch (IOException | InterruptedException over) {
                Thread.currentThread().interrupt();
              }
            });
    thread.setDaemon(true);
    thread.start();
    return server;
  }
}
