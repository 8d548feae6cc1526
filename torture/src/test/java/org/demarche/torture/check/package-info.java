@NullMarked
package org.demarche.torture.check;

import org.jspecify.annotations.NullMarked;
