/** Jobs as batches of Dataproc Serverless. */
@NullMarked
package io.propensity.api.run.launch.dataproc;

import org.jspecify.annotations.NullMarked;
