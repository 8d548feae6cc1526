@NullMarked
package org.demarche.sheet;

import org.jspecify.annotations.NullMarked;
