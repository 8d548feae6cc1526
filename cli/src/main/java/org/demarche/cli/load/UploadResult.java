package org.demarche.cli.load;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * The outcome of an upload.
 *
 * @param filed the number of new lines: filed, restored, corrected or retracted
 * @param corrected the number of further lines that corrected a report, because they have its id
 * @param known the number of lines whose content the log has already
 * @param refused the refused lines, the first thousand
 * @param registered a sentence about each entry that was registered for an unknown name, the first
 *     thousand
 * @param warnings the warnings about lines that were filed, a sentence each, the first thousand
 * @param token a read token; a read that sends it sees all that was filed
 * @param noun the word for one line, such as {@code row}
 */
public record UploadResult(
        long lines,
        long filed,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) long corrected,
        long known,
        long failed,
        List<RefusedLine> refused,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> registered,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> warnings,
        String token,
        @JsonIgnore String noun) {

    /**
     * @param done the word for what was done with the new lines
     */
    String text(String done) {
        return "%d %s: %d %s%s, %d known already, %d refused."
                .formatted(
                        lines,
                        lines == 1 ? noun : noun + "s",
                        filed,
                        done,
                        corrected == 0 ? "" : ", %d corrected".formatted(corrected),
                        known,
                        failed);
    }
}
