/**
 * Declared projections: a definition in JSON, and the log of reports is folded into documents by
 * it. Pure: no Kafka, no IO, no clock.
 *
 * <p>{@link org.demarche.declared.Definition} is what was declared, checked and compiled. A {@link
 * org.demarche.declared.DeclaredHeap} folds one partition by it, keeping of each report what it
 * contributes, so that corrections and retractions count exactly. {@link
 * org.demarche.declared.Definition#merge} makes of the partitions' documents the one that is
 * served.
 */
@NullMarked
package org.demarche.declared;

import org.jspecify.annotations.NullMarked;
