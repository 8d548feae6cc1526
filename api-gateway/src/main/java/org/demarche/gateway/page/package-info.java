/**
 * The pages for people with a browser. A page is an address, a record of everything that its
 * template shows, and the template. Everything shown comes from the answers of the API.
 */
@NullMarked
package org.demarche.gateway.page;

import org.jspecify.annotations.NullMarked;
