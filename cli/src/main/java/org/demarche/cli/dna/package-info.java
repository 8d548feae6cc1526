/** Imports statements from a file of the Discourse Network Analyzer into a running stack. */
@NullMarked
package org.demarche.cli.dna;

import org.jspecify.annotations.NullMarked;
