/** The pages of the docs and of the API's reference. */
@NullMarked
package org.demarche.gateway.page.doc;

import org.jspecify.annotations.NullMarked;
