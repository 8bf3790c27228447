package io.propensity.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.propensity.run.ConfigurationException;
import io.propensity.table.FileSystems;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.Test;

/** S3 by hadoop-aws, against Adobe's S3Mock. */
class S3StoreTest extends ObjectStoreTests {

  @Override
  ObjectStore open(Path home) throws IOException, InterruptedException {
    return ObjectStore.s3(home);
  }

  @Test
  void aClaimIsOneConditionalRequest() throws IOException {
    var file = new org.apache.hadoop.fs.Path(world().models(), "claimed/_claims/1");
    FaultProxy proxy = world().store().proxy();
    try (FileSystem files = world().files()) {
      proxy.forget();
      assertThat(FileSystems.createIfAbsent(files, file, new byte[0])).isTrue();
      assertThat(proxy.requests())
          .singleElement()
          .satisfies(
              request -> assertThat(request.headers().getFirst("If-None-Match")).isEqualTo("*"));
      assertThat(FileSystems.createIfAbsent(files, file, new byte[0])).isFalse();
    }
  }

  @Test
  void aClaimWhoseAnswerIsLostIsNobodys() throws IOException {
    var file = new org.apache.hadoop.fs.Path(world().models(), "lost/_claims/1");
    world()
        .store()
        .proxy()
        .fail(Fault.LOST, request -> request.names("lost/_claims/1") && request.is("PUT"));
    try (FileSystem files = world().files()) {
      assertThat(FileSystems.createIfAbsent(files, file, new byte[0])).isFalse();
    }
  }

  @Test
  void aConnectorThatLooksFirstIsRefused() throws IOException {
    Configuration hadoop = world().hadoop();
    hadoop.setBoolean("fs.s3a.create.conditional.enabled", false);
    var file = new org.apache.hadoop.fs.Path(world().models(), "refused/_claims/1");
    try (FileSystem files = file.getFileSystem(hadoop)) {
      assertThatThrownBy(() -> FileSystems.createIfAbsent(files, file, new byte[0]))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("put hadoop-aws 3.4.2 among Spark's jars");
    }
  }
}
