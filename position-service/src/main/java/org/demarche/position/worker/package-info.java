/** Workers: they share the partitions of a version, and poll the log for them. */
@NullMarked
package org.demarche.position.worker;

import org.jspecify.annotations.NullMarked;
