/** Problems, as every refusal answers them. */
@NullMarked
package org.demarche.gateway.problem;

import org.jspecify.annotations.NullMarked;
