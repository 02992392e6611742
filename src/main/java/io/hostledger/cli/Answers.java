package io.hostledger.cli;

import io.hostledger.chain.ElementId;
import io.hostledger.chain.Json;
import io.hostledger.chain.Timestamp;
import io.hostledger.codec.ElementLine;
import io.hostledger.codec.MalformedJson;
import io.hostledger.codec.StrictJson;
import io.hostledger.query.ElementAnswer;
import io.hostledger.query.ElementAnswer.Found;
import io.hostledger.query.ElementAnswer.NoBlock;
import io.hostledger.query.ElementAnswer.NoElement;
import io.hostledger.query.ElementAnswer.NotYet;

/** What a question about one element gave. */
final class Answers {
    private Answers() {}

    /**
     * The answer in RFC 8785 form.
     *
     * @throws CommandFault if there is none
     */
    static Json found(ElementAnswer answer, ElementId element) {
        return switch (answer) {
            case Found found -> canonical(found.json());
            case NoElement none -> throw new CommandFault("there is no element " + element);
            case NotYet notYet ->
                throw new CommandFault(element + " was not there yet: its first block was made at "
                        + Timestamp.format(notYet.began()));
            case NoBlock noBlock ->
                throw new CommandFault(element + " has no such block: its last one is " + noBlock.head());
        };
    }

    static Json canonical(byte[] json) {
        try {
            return new StrictJson().read(json, 0, json.length, ElementLine.MAX_LEVELS);
        } catch (MalformedJson e) {
            throw new CommandFault("a block is damaged (" + e.detail() + ")" + Commands.SEE_VERIFY);
        }
    }

    /** A member that every answer has. */
    static Json member(Json answer, String name) {
        Json value = answer.member(name);
        return value == null ? Json.NULL : value;
    }

    static String text(Json answer, String name) {
        Json value = member(answer, name);
        return Plain.text(value.isString() ? value.string() : value.toString());
    }
}
