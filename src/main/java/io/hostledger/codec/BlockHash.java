package io.hostledger.codec;

import io.hostledger.chain.Hash;
import io.hostledger.chain.Hasher;
import io.hostledger.chain.Json;
import io.hostledger.chain.JsonWriter;
import io.hostledger.chain.Members;

/** What the hash of a block must be, computed from its line in RFC 8785 form. */
public final class BlockHash {
    private BlockHash() {}

    /** Of all members but {@code hash} and {@code central_ledger_block}. */
    public static Hash ofElement(Json block) {
        return hash(block, "central_ledger_block");
    }

    /** Of all members but {@code hash}. */
    public static Hash ofCentral(Json block) {
        return hash(block, "hash");
    }

    private static Hash hash(Json block, String without) {
        JsonWriter out = new JsonWriter(block.length());
        Members members = block.members();
        while (members.next()) {
            if (!members.nameIs("hash") && !members.nameIs(without)) {
                out.put(out.length() == 0 ? '{' : ',');
                out.string(members.name()).put(':').json(members.value());
            }
        }
        out.put('}');
        return new Hasher().update(out.array(), 0, out.length()).finish();
    }
}
