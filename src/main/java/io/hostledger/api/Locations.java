package io.hostledger.api;

import io.hostledger.chain.ElementId;
import java.nio.charset.StandardCharsets;

/** Paths of what the API has made. */
final class Locations {
    private static final String UNRESERVED = "-._~:";
    private static final String HEX = "0123456789ABCDEF";

    private Locations() {}

    /** Where the block of an element is. */
    static String block(ElementId element, long height) {
        String id = element.text();
        StringBuilder out = new StringBuilder(id.length() + 48).append("/v1/elements/");
        int i = 0;
        while (i < id.length() && plain(id.charAt(i))) {
            i++;
        }
        out.append(id, 0, i);
        if (i < id.length()) {
            encode(id.substring(i).getBytes(StandardCharsets.UTF_8), out);
        }
        return out.append("/blocks/").append(height).toString();
    }

    private static void encode(byte[] utf8, StringBuilder out) {
        for (byte b : utf8) {
            char c = (char) (b & 0xFF);
            if (plain(c)) {
                out.append(c);
            } else {
                out.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
            }
        }
    }

    private static boolean plain(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || UNRESERVED.indexOf(c) >= 0;
    }
}
