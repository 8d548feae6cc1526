package org.demarche.bench;

/** What many durations of one thing come to. */
record Times(double medianMicros, double p99Micros) {

    static Times of(Samples samples) {
        return new Times(samples.medianMicros(), samples.p99Micros());
    }
}
