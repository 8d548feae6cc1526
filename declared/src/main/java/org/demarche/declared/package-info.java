/**
 * Declared projections, which fold the log of reports by a definition in JSON. The package is pure:
 * it uses no Kafka, no IO and no clock.
 *
 * <p>{@link org.demarche.declared.Definition} is a checked and compiled definition. A {@link
 * org.demarche.declared.DeclaredHeap} folds one partition by it, and keeps the contribution of each
 * report, so that corrections and retractions count exactly. {@link
 * org.demarche.declared.Definition#merge} merges the partitions' documents for readers.
 */
@NullMarked
package org.demarche.declared;

import org.jspecify.annotations.NullMarked;
