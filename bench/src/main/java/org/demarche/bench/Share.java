package org.demarche.bench;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A part of the whole, as position services take it: 0.05 to 1. */
final class Share implements ITypeConverter<Double> {

    @Override
    public Double convert(String text) {
        var share = text.matches("[0-9]{1,3}(\\.[0-9]{1,9})?") ? Double.parseDouble(text) : 0;
        if (share < 0.05 || share > 1) {
            throw new TypeConversionException(
                    "'%s' is no share: 0.05 to 1, such as 0.5".formatted(text));
        }
        return share;
    }
}
