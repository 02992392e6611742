package io.hostledger.cli;

import io.hostledger.chain.Head;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code <height>:<hash>}. */
final class HeadConverter implements ITypeConverter<Head> {
    @Override
    public Head convert(String text) {
        Head head = Head.parse(text);
        if (head == null) {
            throw new TypeConversionException("a head is HEIGHT:HASH, the hash 64 lowercase hex digits");
        }
        return head;
    }
}
