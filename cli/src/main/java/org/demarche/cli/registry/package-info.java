/**
 * The commands about actors, issues and outlets. The commands for the three types differ only in
 * fields and filters.
 */
@NullMarked
package org.demarche.cli.registry;

import org.jspecify.annotations.NullMarked;
