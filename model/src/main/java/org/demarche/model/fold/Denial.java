package org.demarche.model.fold;

import org.demarche.model.StatementId;
import org.demarche.model.edtf.Days;
import org.jspecify.annotations.Nullable;

/**
 * The actor's own statement that it never made another one.
 *
 * @param statement the denial, which takes no stance
 * @param speaker the speaker's id, or else the name as given
 * @param office the speaker's office on the day according to the registry, or else the role as
 *     reported
 */
public record Denial(
        StatementId statement, Days saidOn, @Nullable String speaker, @Nullable String office) {}
