package org.demarche.declared.aggregate;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * {@code sum(number)}. It is exact, so the result depends neither on the order of reports nor on
 * removed values. A decimal number counts as its shortest text: 0.1 plus 0.2 is 0.3.
 */
public final class Sum implements FieldTally {

    private BigDecimal total = BigDecimal.ZERO;

    @Override
    public void add(Moment moment, @Nullable Object value) {
        total = total.add(exact(value));
    }

    @Override
    public void remove(Moment moment, @Nullable Object value) {
        total = total.subtract(exact(value));
    }

    private static BigDecimal exact(@Nullable Object value) {
        return switch (value) {
            case Long whole -> BigDecimal.valueOf(whole);
            case Double decimal -> BigDecimal.valueOf(decimal);
            case null, default -> throw new IllegalArgumentException("no number: " + value);
        };
    }

    @Override
    public void write(JsonGenerator out) throws IOException {
        out.writeString(text());
    }

    @Override
    public void absorb(JsonNode written) {
        // a number with an exponent could have more digits than fit into memory
        FieldTally.require(written.isTextual() && isPlain(written.textValue()), written);
        total = total.add(new BigDecimal(written.textValue()));
    }

    private static boolean isPlain(String number) {
        return number.chars().allMatch(c -> c >= '0' && c <= '9' || c == '.' || c == '-');
    }

    @Override
    public boolean show(JsonGenerator out) throws IOException {
        out.writeNumber(text());
        return true;
    }

    private String text() {
        return total.signum() == 0 ? "0" : total.stripTrailingZeros().toPlainString();
    }
}
