package org.demarche.bench;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A part of the whole, as position services take it: above 0, and at most 1. */
final class Share implements ITypeConverter<Double> {

    @Override
    public Double convert(String text) {
        var share = text.matches("[0-9]{1,3}(\\.[0-9]{1,9})?") ? Double.parseDouble(text) : 0;
        if (share <= 0 || share > 1) {
            throw new TypeConversionException(
                    "'%s' is no share: above 0, and at most 1, such as 0.5".formatted(text));
        }
        return share;
    }
}
