/** The ways to count the reports under one key. */
@NullMarked
package org.demarche.declared.aggregate;

import org.jspecify.annotations.NullMarked;
