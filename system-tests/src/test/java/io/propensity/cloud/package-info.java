/** The files with which the platform runs on Google Cloud and under Airflow, without either. */
@NullMarked
package io.propensity.cloud;

import org.jspecify.annotations.NullMarked;
