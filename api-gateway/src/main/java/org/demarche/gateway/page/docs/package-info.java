/** The pages of the docs and of the API's reference. */
@NullMarked
package org.demarche.gateway.page.docs;

import org.jspecify.annotations.NullMarked;
