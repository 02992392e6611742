package io.hostledger.chain;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The kinds of element that a ledger knows, by prefix: those of the contract and those configured. Immutable. */
public final class ElementTypes {
    private static final Pattern PREFIX = Pattern.compile("[a-z][a-z0-9_-]{0,63}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,63}");
    private static final Pattern FOLDER = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}(/[a-z0-9][a-z0-9-]{0,63}){0,7}");

    private static final ElementTypes STANDARD = new ElementTypes(new TreeMap<>())
            .add("interface", "NetworkInterface", "network/interfaces", false)
            .add("bridge", "NetworkBridge", "network/bridges", false)
            .add("port", "NetworkPort", "network/ports", false)
            .add("route", "NetworkRoute", "network/routes", false)
            .add("firewall", "FirewallRule", "network/firewall", false)
            .add("dns", "DnsEntry", "network/dns", false)
            .add("file", "File", "filesystem/files", true)
            .add("directory", "Directory", "filesystem/directories", true)
            .add("symlink", "Symlink", "filesystem/symlinks", true)
            .add("mount", "MountPoint", "filesystem/mounts", true)
            .add("device", "BlockDevice", "filesystem/devices", true)
            .add("process", "Process", "processes/processes", false)
            .add("service", "Service", "processes/services", false)
            .add("unit", "SystemdUnit", "processes/systemd-units", false)
            .add("cron", "CronJob", "processes/cron", false)
            .add("timer", "Timer", "processes/timers", false)
            .add("config", "ConfigFile", "config/files", false)
            .add("env", "EnvVar", "config/env", false)
            .add("sysctl", "SysctlParam", "config/sysctl", false)
            .add("module", "KernelModule", "config/kernel-modules", false)
            .add("user", "User", "users/users", false)
            .add("group", "Group", "users/groups", false)
            .add("sshkey", "SshKey", "users/ssh-keys", false)
            .add("sudo", "SudoRule", "users/sudo", false)
            .add("policy", "SecurityPolicy", "users/policies", false)
            .add("package", "Package", "packages/installed", false)
            .add("repository", "Repository", "packages/repositories", false)
            .add("boot", "BootParam", "system/boot", false)
            .add("hostname", "Hostname", "system/hostname", false)
            .add("time", "SystemTime", "system/time", false);

    private final Map<String, ElementType> byPrefix;

    private ElementTypes(Map<String, ElementType> byPrefix) {
        this.byPrefix = byPrefix;
    }

    /** The thirty-one types of the contract. */
    public static ElementTypes standard() {
        return STANDARD;
    }

    /**
     * These types and one more, or one of these redefined.
     *
     * @throws IllegalArgumentException if a part is malformed, or the folder is another type's, inside one or around one
     */
    public ElementTypes with(String prefix, String name, String folder) {
        require(PREFIX, prefix, "prefix");
        require(NAME, name, "type");
        require(FOLDER, folder, "directory");
        ElementType known = byPrefix.get(prefix);
        return new ElementTypes(new TreeMap<>(byPrefix)).add(prefix, name, folder, known != null && known.path());
    }

    private static void require(Pattern pattern, String value, String what) {
        if (!pattern.matcher(value).matches()) {
            throw new IllegalArgumentException("element " + what + " \"" + value + "\" is not of the form " + pattern);
        }
    }

    private ElementTypes add(String prefix, String name, String folder, boolean path) {
        Map<String, ElementType> types = new TreeMap<>(byPrefix);
        types.remove(prefix);
        for (ElementType other : types.values()) {
            if ((folder + "/").startsWith(other.folder() + "/") || (other.folder() + "/").startsWith(folder + "/")) {
                throw new IllegalArgumentException("the folders of the element prefixes " + prefix + " (" + folder
                        + ") and " + other.prefix() + " (" + other.folder() + ") are one, or one inside the other");
            }
        }
        types.put(prefix, new ElementType(prefix, name, folder, path));
        return new ElementTypes(types);
    }

    public Collection<ElementType> all() {
        return byPrefix.values();
    }

    /** The type of the ids with a prefix, without its colon; null if it is not configured. */
    public @Nullable ElementType ofPrefix(String prefix) {
        return byPrefix.get(prefix);
    }

    /**
     * The element that an id names.
     *
     * @throws InvalidElementId if the id breaks a rule of the contract, section 1
     */
    public ElementId parse(String id) throws InvalidElementId {
        int colon = id.indexOf(':');
        if (colon < 0) {
            throw new InvalidElementId("an element id is <prefix>:<name>");
        }
        for (int i = 0; i < id.length(); i++) {
            if (Character.isISOControl(id.charAt(i))) {
                throw new InvalidElementId("an element id has no control characters");
            }
        }
        // A char has three bytes of UTF-8 at the most: what is short need not be written to be counted.
        if (id.length() > ElementId.MAX_BYTES / 3) {
            requireLength(id.getBytes(StandardCharsets.UTF_8).length);
        }
        ElementType type = byPrefix.get(id.substring(0, colon));
        if (type == null) {
            throw new InvalidElementId("unknown prefix \"" + id.substring(0, Math.min(colon, 64)) + "\"");
        }
        ElementId element = new ElementId(id, type);
        if (type.path()) {
            requireNormalPath(element.name());
        } else if (element.name().isEmpty()) {
            throw new InvalidElementId("the name behind the prefix is empty");
        }
        return element;
    }

    private static void requireLength(int bytes) throws InvalidElementId {
        if (bytes > ElementId.MAX_BYTES) {
            throw new InvalidElementId(
                    "an element id has at most " + ElementId.MAX_BYTES + " bytes of UTF-8, this one has " + bytes);
        }
    }

    private static void requireNormalPath(String path) throws InvalidElementId {
        if (!path.startsWith("/")) {
            throw new InvalidElementId("the name is not an absolute path");
        }
        if (path.equals("/")) {
            return;
        }
        for (String segment : path.substring(1).split("/", -1)) {
            if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
                throw new InvalidElementId("the name is not a normal path: it has an empty segment, \".\" or \"..\"");
            }
        }
    }
}
