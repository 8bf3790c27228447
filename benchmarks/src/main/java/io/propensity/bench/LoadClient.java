package io.propensity.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Asks one server on this machine over connections that stay open, each as soon as it was answered
 * or at a pace. It costs the cores that it shares with the server as little as it can.
 */
record LoadClient(int port, String token, int connections) {

  private static final int SPACE = 1 << 18;

  /** What came of a while of asking. */
  static final class Load {

    private final double perSecond;
    private final long[] micros;

    /** Of answers in order of length. */
    private Load(double perSecond, long[] micros) {
      this.perSecond = perSecond;
      this.micros = micros;
    }

    double perSecond() {
      return perSecond;
    }

    double quantile(double share) {
      return micros[(int) Math.min(micros.length - 1L, (long) (share * micros.length))];
    }
  }

  /** Asks as fast as it is answered. */
  Load flatOut(String path, Duration time) throws IOException, InterruptedException {
    return ask(path, time, 0);
  }

  /**
   * Asks so often a second. The time of an answer counts from when its question was due, so that a
   * server that stops is not asked less for it.
   */
  Load paced(String path, Duration time, double perSecond)
      throws IOException, InterruptedException {
    return ask(path, time, (long) (1e9 * connections / perSecond));
  }

  private Load ask(String path, Duration time, long pauseNanos)
      throws IOException, InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(connections);
    try {
      long begin = System.nanoTime();
      List<Future<long[]>> answers = new ArrayList<>();
      for (int i = 0; i < connections; i++) {
        long first = begin + pauseNanos * i / connections;
        answers.add(threads.submit(() -> ask(path, first, begin + time.toNanos(), pauseNanos)));
      }
      List<long[]> all = new ArrayList<>();
      for (Future<long[]> answer : answers) {
        all.add(answer.get());
      }
      long[] micros = all.stream().flatMapToLong(Arrays::stream).sorted().toArray();
      return new Load(micros.length / ((System.nanoTime() - begin) / 1e9), micros);
    } catch (ExecutionException failure) {
      throw new IOException(failure.getCause());
    } finally {
      threads.shutdownNow();
    }
  }

  private long[] ask(String path, long first, long end, long pauseNanos)
      throws IOException, InterruptedException {
    byte[] question =
        ("GET "
                + path
                + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                + token
                + "\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII);
    long[] micros = new long[1024];
    int count = 0;
    long due = first;
    while (due < end) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        socket.setTcpNoDelay(true);
        OutputStream out = socket.getOutputStream();
        Answers answers = new Answers(socket.getInputStream());
        while (due < end && answers.goOn()) {
          await(due);
          out.write(question);
          answers.next();
          if (count == micros.length) {
            micros = Arrays.copyOf(micros, 2 * count);
          }
          long now = System.nanoTime();
          micros[count++] = (now - due) / 1000;
          due = pauseNanos == 0 ? now : due + pauseNanos;
        }
      }
    }
    return Arrays.copyOf(micros, count);
  }

  private static void await(long due) throws InterruptedException {
    long left = due - System.nanoTime();
    if (left > 0) {
      Thread.sleep(left / 1_000_000, (int) (left % 1_000_000));
    }
  }

  /** Reads one answer after the other, and keeps nothing of them but their status. */
  private static final class Answers {

    private final InputStream in;
    private final byte[] line = new byte[8192];
    private boolean open = true;

    Answers(InputStream in) {
      this.in = new BufferedInputStream(in, SPACE);
    }

    /** Whether the server keeps the connection. */
    boolean goOn() {
      return open;
    }

    void next() throws IOException {
      String status = line();
      if (!status.startsWith("HTTP/1.1 200")) {
        throw new IOException("It was answered with " + status);
      }
      long length = 0;
      boolean chunked = false;
      for (String header = line(); !header.isEmpty(); header = line()) {
        if (header.regionMatches(true, 0, "content-length:", 0, 15)) {
          length = Long.parseLong(header.substring(15).strip());
        } else if (header.equalsIgnoreCase("transfer-encoding: chunked")) {
          chunked = true;
        } else if (header.equalsIgnoreCase("connection: close")) {
          open = false;
        }
      }
      if (chunked) {
        skipChunks();
      } else {
        in.skipNBytes(length);
      }
    }

    private void skipChunks() throws IOException {
      long size;
      do {
        size = Long.parseLong(line(), 16);
        in.skipNBytes(size);
        line();
      } while (size > 0);
    }

    private String line() throws IOException {
      int length = 0;
      for (int next = in.read(); next != '\n'; next = in.read()) {
        if (next < 0) {
          throw new IOException("The server closed the connection");
        }
        if (next != '\r') {
          line[length++] = (byte) next;
        }
      }
      return new String(line, 0, length, StandardCharsets.ISO_8859_1);
    }
  }
}
