/** The commands that read: they show answers of the API in words, or as JSON. */
@NullMarked
package org.demarche.cli.read;

import org.jspecify.annotations.NullMarked;
