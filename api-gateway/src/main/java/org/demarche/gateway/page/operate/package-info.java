/**
 * The pages for operators: projections, versions and dead letters, with a form for every decision.
 */
@NullMarked
package org.demarche.gateway.page.operate;

import org.jspecify.annotations.NullMarked;
