/** Which entries of the registry a text may mean, the likeliest first. */
@NullMarked
package org.demarche.gateway.search;

import org.jspecify.annotations.NullMarked;
