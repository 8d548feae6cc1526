package org.demarche.model.fold;

import org.demarche.model.StatementId;
import org.demarche.model.edtf.Days;
import org.jspecify.annotations.Nullable;

/**
 * The actor's own statement that it never made another one.
 *
 * @param statement the denial, which takes no stance
 * @param speaker the actor's id, else the name as given
 * @param office that the registry gives the speaker for the day, else the role as reported
 */
public record Denial(
        StatementId statement, Days saidOn, @Nullable String speaker, @Nullable String office) {}
