/**
 * A server that only answers or appends. Its speed is the limit with which pages, reads and writes
 * are compared.
 */
@NullMarked
package org.demarche.bench.bare;

import org.jspecify.annotations.NullMarked;
