package io.propensity.api.run.launch.dataproc;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a file says of a batch, in the words of Google's API.
 *
 * @param sparkBatch {@code main_class}, {@code args}, {@code jar_file_uris} and so on
 * @param runtimeConfig version, image and properties
 * @param environmentConfig network, account and so on
 */
record BatchFile(
    @JsonProperty("spark_batch") Map<String, Object> sparkBatch,
    @JsonProperty("runtime_config") @Nullable Map<String, Object> runtimeConfig,
    @JsonProperty("environment_config") @Nullable Map<String, Object> environmentConfig,
    @Nullable Map<String, String> labels) {}
