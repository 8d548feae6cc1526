package org.demarche.torture.check;

import java.time.LocalDate;

/** The values of a report that the reference fold uses. */
public record Content(String stance, LocalDate saidOn, String outlet) {}
