package org.demarche.cli.load;

import com.fasterxml.jackson.databind.JsonNode;
import org.demarche.cli.client.Gateway;
import org.demarche.sheet.CellText;

/**
 * A line that was refused, and the reason.
 *
 * @param line the number of the line in its file, from 1
 */
public record RefusedLine(String file, long line, int status, String reason) {

    static RefusedLine of(Answers.Line answer, String file) {
        var problem = answer.problem();
        return new RefusedLine(file, answer.line(), problem.status(), problem.line());
    }

    String text() {
        return "%s:%d: %s".formatted(file, line, CellText.oneLine(reason));
    }

    /** Returns the refusal in the form of an answer about a line. */
    JsonNode answer() {
        var answer = Gateway.JSON.createObjectNode().put("line", line).put("status", status);
        answer.putObject("problem").put("detail", reason);
        return answer;
    }
}
