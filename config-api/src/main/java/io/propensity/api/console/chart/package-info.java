/** Numbers and pictures as the console's pages show them, drawn by the server. */
@NullMarked
package io.propensity.api.console.chart;

import org.jspecify.annotations.NullMarked;
