@NullMarked
package org.demarche.torture.fault;

import org.jspecify.annotations.NullMarked;
