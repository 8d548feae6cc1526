/** Takes many reports or changes in one request, one a line, and answers each in order. */
@NullMarked
package org.demarche.ingest.lines;

import org.jspecify.annotations.NullMarked;
