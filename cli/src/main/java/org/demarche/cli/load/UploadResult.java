package org.demarche.cli.load;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * The outcome of a load's lines.
 *
 * @param filed how many lines were new: filed, restored, corrected or retracted
 * @param corrected how many more correct reports, by a line that has their id
 * @param known how many say what the log has already
 * @param refused the first thousand
 * @param registered what unknown names have become, a sentence each, the first thousand
 * @param warnings what is odd about lines that were filed, a sentence each, the first thousand
 * @param token a read that sends it sees all that was filed here
 * @param noun what one of the lines is called
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
     * @param done what was done with the lines that are new
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
