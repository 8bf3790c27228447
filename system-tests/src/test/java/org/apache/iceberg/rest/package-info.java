/**
 * A server for Iceberg's handler of REST catalogs' requests, some of whose types are not public.
 */
@NullMarked
package org.apache.iceberg.rest;

import org.jspecify.annotations.NullMarked;
