/** The content of a view: keys, documents and marks. */
@NullMarked
package org.demarche.log.view;

import org.jspecify.annotations.NullMarked;
