/** The pages for coders: forms that file, correct and retract reports. */
@NullMarked
package org.demarche.gateway.page.coding;

import org.jspecify.annotations.NullMarked;
