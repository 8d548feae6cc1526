@NullMarked
package org.demarche.torture;

import org.jspecify.annotations.NullMarked;
