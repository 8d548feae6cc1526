/**
 * Follows the views, keeps the documents of each version in memory, and decides which version is
 * served.
 */
@NullMarked
package org.demarche.gateway.view;

import org.jspecify.annotations.NullMarked;
