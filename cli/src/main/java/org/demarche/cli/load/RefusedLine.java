package org.demarche.cli.load;

import com.fasterxml.jackson.databind.JsonNode;
import org.demarche.cli.client.Gateway;
import org.demarche.sheet.CellText;

/**
 * A line that was not taken, and why.
 *
 * @param line from 1, in its file
 */
public record RefusedLine(String file, long line, int status, String reason) {

    static RefusedLine of(Answers.Line answer, String file) {
        var problem = answer.problem();
        return new RefusedLine(file, answer.line(), problem.status(), problem.line());
    }

    String text() {
        return "%s:%d: %s".formatted(file, line, CellText.oneLine(reason));
    }

    /** The same as an answer about a line. */
    JsonNode answer() {
        var answer = Gateway.JSON.createObjectNode().put("line", line).put("status", status);
        answer.putObject("problem").put("detail", reason);
        return answer;
    }
}
