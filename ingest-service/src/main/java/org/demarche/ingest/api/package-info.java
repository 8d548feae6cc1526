/** The controllers: each takes the requests of some addresses and passes them to an intake. */
@NullMarked
package org.demarche.ingest.api;

import org.jspecify.annotations.NullMarked;
