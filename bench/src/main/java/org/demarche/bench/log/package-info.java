/** Makes the topics of the peers, and reads the end offsets of topics. */
@NullMarked
package org.demarche.bench.log;

import org.jspecify.annotations.NullMarked;
