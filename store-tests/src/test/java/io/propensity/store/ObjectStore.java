package io.propensity.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A store with an empty bucket, behind a proxy.
 *
 * @param root the bucket, as a root of the jobs
 * @param proxy what stands before the store
 * @param settings of Spark, by which the jobs reach the store; they try again once, and soon
 * @param server what is to be stopped
 * @param kinds how its protocol says what is done
 */
record ObjectStore(
    String root, FaultProxy proxy, Map<String, String> settings, Closeable server, Kinds kinds)
    implements Closeable {

  private static final String BUCKET = "propensity";

  /**
   * Requests by what they do.
   *
   * @param listing of a directory
   * @param upload of a file's content
   * @param copy of a file, of which a rename consists
   */
  record Kinds(
      Predicate<StoreRequest> listing,
      Predicate<StoreRequest> upload,
      Predicate<StoreRequest> copy) {

    /** A name for what a request does. */
    String of(StoreRequest request) {
      if (listing.test(request)) {
        return "LIST";
      }
      return copy.test(request) ? "COPY" : request.method();
    }
  }

  static ObjectStore s3(Path home) throws IOException, InterruptedException {
    FaultProxy proxy =
        new FaultProxy("<Error><Code>SlowDown</Code><Message>Please slow down</Message></Error>");
    S3MockProcess mock = S3MockProcess.start(home, BUCKET);
    proxy.before(mock.url());
    return new ObjectStore(
        "s3a://" + BUCKET,
        proxy,
        Map.ofEntries(
            Map.entry("fs.s3a.endpoint", proxy.url()),
            Map.entry("fs.s3a.endpoint.region", "us-east-1"),
            Map.entry("fs.s3a.path.style.access", "true"),
            Map.entry("fs.s3a.access.key", "a"),
            Map.entry("fs.s3a.secret.key", "b"),
            Map.entry("fs.s3a.attempts.maximum", "1"),
            Map.entry("fs.s3a.retry.limit", "1"),
            Map.entry("fs.s3a.retry.interval", "50ms"),
            Map.entry("fs.s3a.retry.throttle.limit", "1"),
            Map.entry("fs.s3a.retry.throttle.interval", "50ms")),
        mock,
        new Kinds(
            request -> request.is("GET") && request.names("list-type=2"),
            request -> request.is("PUT") && !request.has("x-amz-copy-source"),
            request -> request.is("PUT") && request.has("x-amz-copy-source")));
  }

  static ObjectStore gcs() throws IOException {
    FaultProxy proxy =
        new FaultProxy("{\"error\": {\"code\": 503, \"message\": \"Please try again later\"}}");
    GcsEmulator emulator = new GcsEmulator(BUCKET, proxy.url());
    proxy.before(emulator.url());
    return new ObjectStore(
        "gs://" + BUCKET,
        proxy,
        Map.ofEntries(
            Map.entry("fs.gs.impl", "com.google.cloud.hadoop.fs.gcs.GoogleHadoopFileSystem"),
            Map.entry("fs.gs.storage.root.url", proxy.url() + "/"),
            Map.entry("fs.gs.auth.service.account.enable", "false"),
            Map.entry("fs.gs.auth.null.enable", "true"),
            Map.entry("fs.gs.max.requests.per.batch", "1"),
            Map.entry("fs.gs.max.wait.for.empty.object.creation.ms", "100"),
            Map.entry("fs.gs.http.max.retry", "1")),
        emulator,
        new Kinds(
            request -> request.is("GET") && request.names("/o?"),
            request -> request.is("PUT") && request.names("/upload/"),
            request -> request.is("POST") && request.names("/rewriteTo/")));
  }

  @Override
  public void close() throws IOException {
    proxy.close();
    server.close();
  }
}
