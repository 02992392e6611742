package io.hostledger.cli;

import io.hostledger.chain.ElementBlock;
import io.hostledger.chain.Hash;
import io.hostledger.chain.Json;
import io.hostledger.codec.BlockHash;
import io.hostledger.codec.ElementLine;
import io.hostledger.codec.StrictJson;
import io.hostledger.codec.UnreadableLine;
import io.hostledger.verify.Finding;
import io.hostledger.verify.FindingKind;
import org.jspecify.annotations.Nullable;

/**
 * What the line of an element block says.
 *
 * @param contentHash the hash that its content has
 */
record ElementEntry(ElementBlock block, Hash contentHash) {
    /** @throws CommandFault if the line without its newline is no element block */
    static ElementEntry read(byte[] line, int from, int to) {
        if (!StrictJson.isCanonical(line, from, to, ElementLine.MAX_LEVELS)) {
            throw fault("is not in RFC 8785 form");
        }
        Json json = Json.ofCanonical(line, from, to);
        try {
            return new ElementEntry(ElementLine.read(json), BlockHash.ofElement(json));
        } catch (UnreadableLine e) {
            throw fault("is no block: " + e.getMessage());
        }
    }

    private static CommandFault fault(String what) {
        return new CommandFault("a line of an element's chain " + what + Commands.SEE_VERIFY);
    }

    /**
     * What is wrong if the content is not what the hash was made of; null if it is.
     *
     * @param file in which the block stands, relative to the data directory
     */
    @Nullable
    Finding changed(String file) {
        return contentHash.equals(block.hash())
                ? null
                : finding(
                        FindingKind.HASH_MISMATCH,
                        file,
                        "the block's content has the hash " + contentHash + ", and it says " + block.hash());
    }

    Finding finding(FindingKind kind, String file, String detail) {
        return new Finding(kind, file, 0, 0, block.elementId(), block.height(), detail);
    }
}
