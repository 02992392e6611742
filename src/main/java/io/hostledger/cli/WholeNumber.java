package io.hostledger.cli;

import io.hostledger.chain.JsonText;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a count or a height: a whole number from 0 on. */
final class WholeNumber implements ITypeConverter<Long> {
    @Override
    public Long convert(String text) {
        byte[] digits = text.getBytes(StandardCharsets.UTF_8);
        long number = JsonText.height(digits, 0, digits.length);
        if (number < 0) {
            throw new TypeConversionException("\"" + text + "\" is no whole number from 0 on");
        }
        return number;
    }
}
