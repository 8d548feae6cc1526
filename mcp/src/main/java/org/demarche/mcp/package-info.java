/** Answers assistants over the Model Context Protocol, from the API. */
@NullMarked
package org.demarche.mcp;

import org.jspecify.annotations.NullMarked;
