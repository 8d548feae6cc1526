@NullMarked
package org.demarche.ingest;

import org.jspecify.annotations.NullMarked;
