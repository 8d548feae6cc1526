package org.demarche.log.access;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The right to a kind of operations. The wire name never changes. */
public enum AccessRole {
    /** All reads. */
    READ,
    /** File, correct and retract reports, and register entries. */
    CODE,
    /** Declare, replay and promote projections. */
    OPERATE,
    /** Make and revoke tokens, restore an export, and merge entries. */
    ADMIN;

    public static final List<AccessRole> ALL = List.of(values());

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether this role includes the other one: every role may read, and an admin may do all. */
    public boolean holds(AccessRole other) {
        return this == other || this == ADMIN || other == READ;
    }

    /**
     * @throws IllegalArgumentException if no role has this name; the message lists the roles
     */
    public static AccessRole of(String wireName) {
        return Arrays.stream(values())
                .filter(role -> role.wireName().equals(wireName))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "must be read, code, operate or admin, but is '%s'"
                                                .formatted(wireName)));
    }
}
