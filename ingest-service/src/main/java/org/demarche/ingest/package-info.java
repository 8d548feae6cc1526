/** Takes reports, checks them, and appends them to the log as events. */
@NullMarked
package org.demarche.ingest;

import org.jspecify.annotations.NullMarked;
