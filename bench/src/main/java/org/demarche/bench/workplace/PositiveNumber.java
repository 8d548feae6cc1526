package org.demarche.bench.workplace;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A whole number from 1. */
public final class PositiveNumber implements ITypeConverter<Integer> {

    @Override
    public Integer convert(String text) {
        if (!text.matches("[0-9]{1,9}") || Integer.parseInt(text) == 0) {
            throw new TypeConversionException(
                    "'%s' is not a whole number from 1 to 999999999".formatted(text));
        }
        return Integer.parseInt(text);
    }
}
