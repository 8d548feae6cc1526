package org.demarche.cli.read;

import picocli.CommandLine.Parameters;

/** The parameters for an actor and an issue. */
final class PairOptions {

    @Parameters(
            index = "0",
            paramLabel = "ACTOR",
            description = "The actor, by id or any name: russia.")
    private String actor = "";

    @Parameters(
            index = "1",
            paramLabel = "ISSUE",
            description = "The issue, by id or any name: ukraine-talks.")
    private String issue = "";

    String actor() {
        return actor;
    }

    String issue() {
        return issue;
    }
}
