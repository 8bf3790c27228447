package io.propensity.store;

import java.io.IOException;
import java.nio.file.Path;

/** Google Cloud Storage by gcs-connector, against the emulator beside this. */
class GcsStoreTest extends ObjectStoreTests {

  @Override
  ObjectStore open(Path home) throws IOException {
    return ObjectStore.gcs();
  }
}
