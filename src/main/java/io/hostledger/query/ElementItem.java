package io.hostledger.query;

import io.hostledger.chain.ElementId;
import io.hostledger.chain.JsonWriter;
import io.hostledger.chain.Timestamp;
import io.hostledger.index.CentralFields;
import io.hostledger.index.ElementFields;
import io.hostledger.index.ElementFields.Field;

/** {@code {element_id, element_type, height, hash, timestamp, action, deleted}}, and {@code state}. */
final class ElementItem {
    private ElementItem() {}

    /** From a block of the element's chain. */
    static void of(JsonWriter out, ElementId element, ElementFields block) {
        out.ascii("{\"element_id\":").string(element.text());
        out.ascii(",\"element_type\":").string(element.type().name());
        out.ascii(",\"height\":").json(block.value(Field.HEIGHT));
        out.ascii(",\"hash\":").json(block.value(Field.HASH));
        out.ascii(",\"timestamp\":").json(block.value(Field.TIMESTAMP));
        out.ascii(",\"action\":").json(block.value(Field.ACTION));
        out.ascii(block.deleted() ? ",\"deleted\":true}" : ",\"deleted\":false}");
    }

    /** From a block of the element's chain, with its state. */
    static void withState(JsonWriter out, ElementId element, ElementFields block) {
        of(out, element, block);
        out.truncate(out.length() - 1);
        out.ascii(",\"state\":").json(block.value(Field.STATE)).put('}');
    }

    /** From the central block that names the element's block. */
    static void of(JsonWriter out, String element, CentralFields block, boolean deleted) {
        out.ascii("{\"element_id\":").string(element);
        out.ascii(",\"element_type\":").string(block.text(CentralFields.Field.ELEMENT_TYPE));
        out.ascii(",\"height\":").number(block.elementHeight());
        out.ascii(",\"hash\":").string(block.text(CentralFields.Field.ELEMENT_HASH));
        out.ascii(",\"timestamp\":\"");
        Timestamp.write(out, block.timestamp()).ascii("\",\"action\":");
        out.string(block.text(CentralFields.Field.ACTION));
        out.ascii(deleted ? ",\"deleted\":true}" : ",\"deleted\":false}");
    }
}
