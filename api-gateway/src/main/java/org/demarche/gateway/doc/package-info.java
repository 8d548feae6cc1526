/** The docs and the reference of the API as pages: both lie in the jar, and neither changes. */
@NullMarked
package org.demarche.gateway.doc;

import org.jspecify.annotations.NullMarked;
