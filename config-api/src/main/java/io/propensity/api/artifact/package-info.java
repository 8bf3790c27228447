/** The artifact store as the service sees it: manifests and files of model versions, read only. */
@NullMarked
package io.propensity.api.artifact;

import org.jspecify.annotations.NullMarked;
