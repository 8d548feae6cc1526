/** What a version publishes: keys, documents and progress marks. */
@NullMarked
package org.demarche.log.view;

import org.jspecify.annotations.NullMarked;
