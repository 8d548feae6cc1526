/** The pages that show positions, statements, reports, comparisons and the network. */
@NullMarked
package org.demarche.gateway.page.read;

import org.jspecify.annotations.NullMarked;
