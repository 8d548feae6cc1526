package org.demarche.cli.projection;

import org.demarche.cli.GatewayCalls;

/** Replays of positions, whose version 3 a gateway builds. */
abstract class ReplayCalls extends GatewayCalls {

    static final String STARTED =
            "{\"projection\":\"positions\",\"version\":3,\"state\":\"replaying\"}";
    static final String LIVE =
            "{\"projection\":\"positions\",\"version\":3,\"state\":\"live\",\"progress\":{\"folded\":4000,\"total\":4000,\"documents\":1200,\"deadLetters\":0}}";

    static String at(int folded) {
        return "{\"projection\":\"positions\",\"version\":3,\"state\":\"replaying\",\"progress\":{\"folded\":%d,\"total\":4000,\"eventsPerSecond\":900,\"caughtUpIn\":7,\"converging\":true,\"stuck\":false}}"
                .formatted(folded);
    }

    static String progress(String document) {
        return "event: progress\ndata: %s\n\n".formatted(document);
    }

    static String end(String document) {
        return "event: end\ndata: %s\n\n".formatted(document);
    }
}
