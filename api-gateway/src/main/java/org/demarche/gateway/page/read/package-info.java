/** The pages for readers. */
@NullMarked
package org.demarche.gateway.page.read;

import org.jspecify.annotations.NullMarked;
