/** What people look at is alike: pages of the service, reports of the jobs, their pictures. */
@NullMarked
package io.propensity.look;

import org.jspecify.annotations.NullMarked;
