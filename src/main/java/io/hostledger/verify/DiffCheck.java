package io.hostledger.verify;

import io.hostledger.chain.JsonText;
import io.hostledger.codec.ElementLine;
import io.hostledger.codec.ElementScan;
import io.hostledger.codec.MemberIndex;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Recognizes right changes without making them anew: walks two states, and the changes from one to
 * the other, side by side. Says no where it is not sure: members whose names need escapes in a
 * pointer, deleted states, fields that do not come in the order of the walk. One thread's own.
 */
final class DiffCheck {
    private static final byte[] FIELD = bytes("{\"field\":\"");
    private static final byte[] NEW_VALUE = bytes("\",\"new_value\":");
    private static final byte[] OLD_VALUE = bytes(",\"old_value\":");
    private static final byte[] ONLY_OLD_VALUE = bytes("\",\"old_value\":");

    /** The members of nested objects that are compared, by their depth: those before and those after. */
    private final List<MemberIndex[]> nested = new ArrayList<>();

    /** The lines in which the states before and after stand; the changes stand in the later one. */
    private byte[] before = new byte[0];

    private byte[] after = new byte[0];

    /** Where the walk is in the changes. */
    private int at;

    private int from;
    private int to;

    /** The pointer to the objects that are compared, with a slash behind it. */
    private byte[] path = new byte[256];

    private int pathLength;

    private static byte[] bytes(String ascii) {
        return ascii.getBytes(StandardCharsets.US_ASCII);
    }

    /** Whether the changes of a block certainly are the differences between its state and that of the block before. */
    boolean sure(ElementScan last, ElementScan block) {
        before = last.line();
        after = block.line();
        from = block.changes.from() + 1;
        to = block.changes.to() - 1;
        at = from;
        pathLength = 0;
        return before[last.state.from()] == '{'
                && after[block.state.from()] == '{'
                && objects(last.stateMembers(), block.stateMembers(), 0)
                && at == to;
    }

    private boolean objects(MemberIndex old, MemberIndex now, int depth) {
        int i = 0;
        int j = 0;
        int descended = -1;
        while (i < old.size() || j < now.size()) {
            if (i < old.size() && j < now.size()) {
                int same = Arrays.mismatch(before, old.name(i), old.end() + 1, after, now.name(j), now.end() + 1);
                if (same < 0) {
                    return true;
                }
                // What ends before the first difference, the comma behind it included, is the same.
                for (int limit = old.name(i) + same; i < old.size() && old.end(i) < limit; i++) {
                    j++;
                }
            }
            int order = i == old.size() ? 1 : j == now.size() ? -1 : order(old, i, now, j);
            byte[] line = order < 0 ? before : after;
            int name = order < 0 ? old.name(i) : now.name(j);
            int nameTo = (order < 0 ? old.value(i) : now.value(j)) - 2;
            // A field below a member comes behind that of a neighbour whose name goes on with a character before '/'.
            if (!plain(line, name + 1, nameTo) || descended >= 0 && starts(line, name, nameTo, now, descended)) {
                return false;
            }
            boolean down = order == 0 && before[old.value(i)] == '{' && after[now.value(j)] == '{';
            boolean good = down
                    ? descend(old.value(i), now.value(j), name + 1, nameTo, depth)
                    : field(line, name + 1, nameTo, old, order <= 0 ? i : -1, now, order >= 0 ? j : -1);
            if (!good) {
                return false;
            }
            descended = down ? j : descended;
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }
        return true;
    }

    private int order(MemberIndex old, int i, MemberIndex now, int j) {
        return JsonText.compare(before, old.name(i) + 1, old.value(i) - 2, after, now.name(j) + 1, now.value(j) - 2);
    }

    /** Whether a name begins with that of a member of the later object. */
    private boolean starts(byte[] line, int name, int nameTo, MemberIndex now, int member) {
        int length = now.value(member) - 2 - now.name(member);
        int other = now.name(member);
        return nameTo - name >= length && Arrays.equals(line, name, name + length, after, other, other + length);
    }

    private boolean descend(int oldAt, int nowAt, int nameFrom, int nameTo, int depth) {
        if (nested.size() == depth) {
            nested.add(new MemberIndex[] {new MemberIndex(), new MemberIndex()});
        }
        MemberIndex old = nested.get(depth)[0];
        MemberIndex now = nested.get(depth)[1];
        int length = pathLength;
        int name = nameTo - nameFrom;
        if (path.length < length + name + 1) {
            path = Arrays.copyOf(path, 2 * (length + name + 1));
        }
        System.arraycopy(after, nameFrom, path, length, name);
        path[length + name] = '/';
        pathLength = length + name + 1;
        boolean good = old.read(before, oldAt, before.length, ElementLine.MAX_LEVELS) >= 0
                && now.read(after, nowAt, after.length, ElementLine.MAX_LEVELS) >= 0
                && objects(old, now, depth + 1);
        pathLength = length;
        return good;
    }

    /** Steps over the change of a member. @param i where it was, and @param j where it is; -1: not there */
    private boolean field(byte[] line, int nameFrom, int nameTo, MemberIndex old, int i, MemberIndex now, int j) {
        if (i >= 0 && j >= 0 && same(old, i, now, j)) {
            return true;
        }
        return (at == from || eatByte(','))
                && eat(FIELD)
                && eat(path, 0, pathLength)
                && eat(line, nameFrom, nameTo)
                && (j < 0 || eat(NEW_VALUE) && eat(after, now.value(j), now.end(j)))
                && (i < 0 || eat(j < 0 ? ONLY_OLD_VALUE : OLD_VALUE) && eat(before, old.value(i), old.end(i)))
                && eatByte('}');
    }

    private boolean same(MemberIndex old, int i, MemberIndex now, int j) {
        return Arrays.equals(before, old.value(i), old.end(i), after, now.value(j), now.end(j));
    }

    private boolean eatByte(char wanted) {
        return at < to && after[at++] == wanted;
    }

    private boolean eat(byte[] literal) {
        return eat(literal, 0, literal.length);
    }

    private boolean eat(byte[] bytes, int start, int end) {
        int stop = at + end - start;
        if (stop > to || !Arrays.equals(bytes, start, end, after, at, stop)) {
            return false;
        }
        at = stop;
        return true;
    }

    /** Whether a name stands in a pointer as it is. */
    private static boolean plain(byte[] line, int from, int to) {
        for (int i = from; i < to; i++) {
            if (line[i] == '~' || line[i] == '/') {
                return false;
            }
        }
        return true;
    }
}
