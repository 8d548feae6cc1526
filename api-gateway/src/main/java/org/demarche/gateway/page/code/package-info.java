/** The forms for coders. */
@NullMarked
package org.demarche.gateway.page.code;

import org.jspecify.annotations.NullMarked;
