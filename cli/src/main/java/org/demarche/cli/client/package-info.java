/** The client of the API, and its options. */
@NullMarked
package org.demarche.cli.client;

import org.jspecify.annotations.NullMarked;
