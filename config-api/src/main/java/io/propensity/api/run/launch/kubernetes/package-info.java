/** Jobs as SparkApplications, which the Spark operator of a Kubernetes cluster runs. */
@NullMarked
package io.propensity.api.run.launch.kubernetes;

import org.jspecify.annotations.NullMarked;
