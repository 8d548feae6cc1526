/** The vocabulary and the fold: plain Java, no framework, no clock, no IO. */
@NullMarked
package org.demarche.model;

import org.jspecify.annotations.NullMarked;
