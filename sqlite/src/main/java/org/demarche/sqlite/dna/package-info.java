/** Reads the coded statements of a file of the Discourse Network Analyzer. */
@NullMarked
package org.demarche.sqlite.dna;

import org.jspecify.annotations.NullMarked;
