@NullMarked
package org.demarche.bench;

import org.jspecify.annotations.NullMarked;
