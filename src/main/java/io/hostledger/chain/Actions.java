package io.hostledger.chain;

import java.util.regex.Pattern;

/** The words for what was done. */
public final class Actions {
    public static final String CREATED = "created";
    public static final String MODIFIED = "modified";
    public static final String DELETED = "deleted";
    /** Reserved for rollbacks. */
    public static final String ROLLED_BACK = "rolled_back";

    private static final Pattern WORD = Pattern.compile("[a-z][a-z0-9_]*");

    private Actions() {}

    /** Whether a text may be an action or a category, whatever its length. */
    public static boolean isWord(String text) {
        return WORD.matcher(text).matches();
    }

    /** Whether an action says no more than what the states before and after say by themselves. */
    public static boolean derived(String action) {
        return action.equals(CREATED) || action.equals(MODIFIED) || action.equals(DELETED);
    }

    /** The action of a change that gives none. */
    public static String derive(boolean wasThere, boolean isThere) {
        if (!isThere) {
            return DELETED;
        }
        return wasThere ? MODIFIED : CREATED;
    }
}
