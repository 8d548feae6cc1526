package org.demarche.torture.check;

import java.time.LocalDate;

/** As much of a report as the reference fold asks for. */
public record Content(String stance, LocalDate saidOn, String outlet) {}
