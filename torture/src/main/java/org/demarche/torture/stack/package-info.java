@NullMarked
package org.demarche.torture.stack;

import org.jspecify.annotations.NullMarked;
