package org.demarche.torture.check;

/** The three things that can happen to a report. */
public enum ReportChange {
    FILING,
    CORRECTION,
    RETRACTION
}
