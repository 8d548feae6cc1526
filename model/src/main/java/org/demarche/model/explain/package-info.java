/** Why a position is as it is: every statement with its reports, counted or not. */
@NullMarked
package org.demarche.model.explain;

import org.jspecify.annotations.NullMarked;
