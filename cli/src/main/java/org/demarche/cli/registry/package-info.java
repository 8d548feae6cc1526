/** The commands about actors, issues and outlets, which differ in their fields alone. */
@NullMarked
package org.demarche.cli.registry;

import org.jspecify.annotations.NullMarked;
