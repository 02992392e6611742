package io.hostledger.query;

import io.hostledger.chain.CentralBlock;
import io.hostledger.chain.ElementBlock;
import io.hostledger.chain.ElementTypes;
import io.hostledger.chain.InvalidElementId;
import io.hostledger.chain.Json;
import io.hostledger.chain.Layout;
import io.hostledger.codec.CentralLine;
import io.hostledger.codec.ElementLine;
import io.hostledger.codec.UnreadableLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The same answers by reading every line of every file. */
final class Naive {
    record Central(String line, CentralBlock block) {}

    record Element(String line, ElementBlock block) {}

    final List<Central> central = new ArrayList<>();
    final SortedMap<String, List<Element>> elements = new TreeMap<>();

    Naive(Path root) throws Exception {
        for (String line : Files.readAllLines(root.resolve(Layout.LEDGER))) {
            CentralBlock block = CentralLine.read(Json.ofCanonical(line));
            central.add(new Central(line, block));
            if (block.element() != null) {
                elements.computeIfAbsent(block.element().id(), id -> chain(root, id));
            }
        }
    }

    private static List<Element> chain(Path root, String id) {
        try {
            List<Element> chain = new ArrayList<>();
            for (String line : Files.readAllLines(
                    root.resolve(Layout.chain(ElementTypes.standard().parse(id))))) {
                chain.add(new Element(line, ElementLine.read(Json.ofCanonical(line))));
            }
            return chain;
        } catch (IOException | UnreadableLine | InvalidElementId e) {
            throw new AssertionError(e);
        }
    }

    List<String> blocks(BlockFilter filter, boolean descending) {
        return lines(
                central.stream()
                        .filter(c -> matches(filter, c.block))
                        .map(Central::line)
                        .toList(),
                descending);
    }

    static List<String> lines(List<String> ascending, boolean descending) {
        List<String> lines = new ArrayList<>(ascending);
        if (descending) {
            Collections.reverse(lines);
        }
        return lines;
    }

    static boolean matches(BlockFilter filter, CentralBlock block) {
        CentralBlock.ElementRef element = block.element();
        return block.height() >= filter.from()
                && block.height() <= filter.to()
                && block.timestamp() >= filter.since()
                && block.timestamp() < filter.until()
                && (filter.actor() == null || filter.actor().equals(block.by().actor()))
                && (filter.category() == null || filter.category().equals(block.category()))
                && (filter.action() == null || filter.action().equals(block.action()))
                && (filter.correlationId() == null
                        || filter.correlationId().equals(block.by().correlationId()))
                && (filter.elementId() == null
                        || (element != null && filter.elementId().equals(element.id())))
                && (filter.elementType() == null
                        || (element != null && filter.elementType().equals(element.type())))
                && (filter.elementPrefix() == null
                        || (element != null && element.id().startsWith(filter.elementPrefix())));
    }
}
