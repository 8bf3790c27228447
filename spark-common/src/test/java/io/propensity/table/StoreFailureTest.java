package io.propensity.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.run.ExitCode;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.nio.file.AccessDeniedException;
import org.junit.jupiter.api.Test;

class StoreFailureTest {

  @Test
  void aStoreThatBreaksTheConnectionDidNotAnswer() {
    Exception broken =
        new UncheckedIOException(
            "Cannot publish to gs://bucket/output/campaign-1/r-1",
            new IOException("Error accessing it", new SocketException("Connection reset")));
    assertThat(StoreFailure.of(broken))
        .hasValueSatisfying(
            refusal -> {
              assertThat(refusal.exitCode()).isEqualTo(ExitCode.UNAVAILABLE);
              assertThat(refusal)
                  .hasMessage(
                      "gs://bucket/output/campaign-1/r-1 did not answer after all attempts:"
                          + " Connection reset. Run again with the same run id when it does");
            });
  }

  @Test
  void whatATaskSaysOfItInWordsIsUnderstood() {
    Exception aborted =
        new IllegalStateException(
            "Job aborted: org.apache.hadoop.fs.s3a.AWSServiceThrottledException: PUT"
                + " 0-byte object on s3a://bucket/a/b: slow down\n\tat elsewhere");
    assertThat(StoreFailure.of(aborted))
        .hasValueSatisfying(
            refusal ->
                assertThat(refusal).hasMessageStartingWith("s3a://bucket/a/b did not answer"));
  }

  @Test
  void aStoreThatLetsNobodyInIsASetting() {
    Exception refused =
        new UncheckedIOException(new AccessDeniedException("s3a://bucket/models", null, "403"));
    assertThat(StoreFailure.of(refused))
        .hasValueSatisfying(refusal -> assertThat(refusal.exitCode()).isEqualTo(ExitCode.CONFIG));
  }

  @Test
  void aBucketThatIsNotThereIsNamed() {
    Exception absent =
        new IllegalStateException(
            "org.apache.hadoop.fs.s3a.UnknownStoreException: `s3a://bucket/': Bucket does not"
                + " exist");
    assertThat(StoreFailure.of(absent))
        .hasValueSatisfying(
            refusal -> {
              assertThat(refusal.exitCode()).isEqualTo(ExitCode.NO_INPUT);
              assertThat(refusal).hasMessageStartingWith("There is no bucket of s3a://bucket/");
            });
  }

  @Test
  void otherFailuresStayWhatTheyAre() {
    assertThat(StoreFailure.of(new ConnectException("to a database"))).isEmpty();
    assertThat(StoreFailure.of(new AccessDeniedException("/data/models"))).isEmpty();
    assertThat(StoreFailure.of(new IOException("s3a://bucket/a: no such key"))).isEmpty();
    assertThat(StoreFailure.of(new IllegalStateException())).isEmpty();
    assertThat(
            StoreFailure.of(
                new IOException(
                    "Cannot read s3a://bucket/users.csv.gz",
                    new EOFException("Unexpected end of input stream"))))
        .isEmpty();
  }

  @Test
  void aStoreThatDoesNotKnowARequestIsASetting() {
    Exception unable =
        new IllegalStateException(
            "org.apache.hadoop.fs.s3a.AWSUnsupportedFeatureException: PUT on s3a://bucket/a: 501");
    assertThat(StoreFailure.of(unable))
        .hasValueSatisfying(
            refusal -> {
              assertThat(refusal.exitCode()).isEqualTo(ExitCode.CONFIG);
              assertThat(refusal).hasMessageStartingWith("s3a://bucket/a cannot do");
            });
  }
}
