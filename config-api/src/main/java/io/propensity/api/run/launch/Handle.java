package io.propensity.api.run.launch;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** By what an attempt of a run is known again to whatever runs it. */
@JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
@JsonSubTypes({
  @JsonSubTypes.Type(Handle.LocalProcess.class),
  @JsonSubTypes.Type(Handle.Named.class)
})
public sealed interface Handle {

  /**
   * A process of this machine: a number alone may have been given anew.
   *
   * @param startedAt as the system tells it
   */
  record LocalProcess(long pid, @JsonProperty("started_at") Instant startedAt) implements Handle {}

  /**
   * A thing that a platform keeps under a name, which may have been given anew too.
   *
   * @param launch a random word that the thing bears, made before it was
   * @param uid the platform's own for the thing; null until it told it
   */
  record Named(String name, String launch, @Nullable String uid) implements Handle {

    /** Whether a thing is this one, by the platform's word for it, or else by ours. */
    boolean isOf(@Nullable String otherLaunch, @Nullable String otherUid) {
      return uid == null ? launch.equals(otherLaunch) : uid.equals(otherUid);
    }
  }
}
