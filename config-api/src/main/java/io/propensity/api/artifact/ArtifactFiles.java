package io.propensity.api.artifact;

import io.propensity.model.ModelVersion;
import java.util.List;
import java.util.Optional;
import org.springframework.core.io.Resource;

/** What lies under the models root. Nothing outside of it is read, by whatever name or link. */
public interface ArtifactFiles {

  /** Whether the service can read it; where it cannot, asking for files ends with 501. */
  boolean isReadable();

  /** False where it is known that there are no models at all, or no root. */
  boolean mayHoldModels();

  /** Every directory with a manifest, {@code NAME/VERSION}, by whatever name, in order. */
  List<String> published();

  /** The numbers of a model's directories with a manifest, ascending. */
  List<Integer> versions(String name);

  /** The bytes of a version's manifest; empty when there is no such version. */
  Optional<byte[]> manifest(ModelVersion version);

  /** A file of a version, {@code figures/roc.png}; empty when there is none. */
  Optional<Resource> file(ModelVersion version, String path);

  /** Where a version lies, as another program on this machine may open it. */
  String location(ModelVersion version);
}
