package org.demarche.bench.bare;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The body of a report, for a handler that checks nothing. */
record BareReport(
        String id,
        String holder,
        @Nullable String spokenFor,
        String issue,
        @Nullable JsonNode speaker,
        String stance,
        @Nullable List<JsonNode> conditions,
        @Nullable String saidOn,
        @Nullable String venue,
        @Nullable List<String> addressees,
        @Nullable JsonNode act,
        @Nullable JsonNode quote,
        @Nullable String summary,
        @Nullable String utterance,
        JsonNode source,
        @Nullable Integer credibility,
        @Nullable JsonNode coder) {}
