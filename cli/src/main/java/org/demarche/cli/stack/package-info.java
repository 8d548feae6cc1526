/**
 * The stack on this machine: a broker and the three services as child processes of one supervisor.
 */
@NullMarked
package org.demarche.cli.stack;

import org.jspecify.annotations.NullMarked;
