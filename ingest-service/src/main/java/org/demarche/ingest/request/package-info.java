/** Reads requests within limits of size and time, and answers a bad one with a problem. */
@NullMarked
package org.demarche.ingest.request;

import org.jspecify.annotations.NullMarked;
