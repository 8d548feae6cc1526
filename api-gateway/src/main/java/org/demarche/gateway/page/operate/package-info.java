/** The pages for operators. */
@NullMarked
package org.demarche.gateway.page.operate;

import org.jspecify.annotations.NullMarked;
