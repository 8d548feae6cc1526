@NullMarked
package org.demarche.torture.load;

import org.jspecify.annotations.NullMarked;
