/** Takes many reports or changes in one request, one per line, and answers each in order. */
@NullMarked
package org.demarche.ingest.lines;

import org.jspecify.annotations.NullMarked;
