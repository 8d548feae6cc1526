package org.demarche.torture.check;

/** The three things that can happen to a report. */
public enum Change {
    FILING,
    CORRECTION,
    RETRACTION
}
