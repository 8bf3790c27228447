package io.propensity.api.notification;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes mail by SMTP, and keeps it. */
final class FakeMailServer implements AutoCloseable {

  private final ServerSocket socket;
  private final List<String> mails = new CopyOnWriteArrayList<>();

  private FakeMailServer(ServerSocket socket) {
    this.socket = socket;
  }

  static FakeMailServer start() {
    try {
      FakeMailServer server =
          new FakeMailServer(new ServerSocket(0, 5, InetAddress.getLoopbackAddress()));
      Thread thread = new Thread(server::serve, "fake-mail");
      thread.setDaemon(true);
      thread.start();
      return server;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  int port() {
    return socket.getLocalPort();
  }

  /** Envelopes and contents, as they were sent. */
  List<String> await(int count) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (mails.size() < count && System.nanoTime() < end) {
      Thread.sleep(20);
    }
    return List.copyOf(mails);
  }

  private void serve() {
    while (!socket.isClosed()) {
      try (Socket client = socket.accept()) {
        talk(client);
      } catch (IOException gone) {
        // The client left, or the test is over.
      }
    }
  }

  private void talk(Socket client) throws IOException {
    BufferedReader in =
        new BufferedReader(
            new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
    PrintWriter out = new PrintWriter(client.getOutputStream(), true, StandardCharsets.US_ASCII);
    out.print("220 fake\r\n");
    out.flush();
    StringBuilder mail = new StringBuilder();
    boolean data = false;
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      mail.append(line).append('\n');
      if (!data || line.equals(".")) {
        out.print(line.equals("DATA") ? "354 go on\r\n" : "250 well\r\n");
        out.flush();
      }
      if (line.equals(".")) {
        mails.add(mail.toString());
        mail.setLength(0);
      }
      data = line.equals("DATA") || (data && !line.equals("."));
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
