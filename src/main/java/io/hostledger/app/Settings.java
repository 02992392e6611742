package io.hostledger.app;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** All that can be configured. Each key is {@code hostledger.} and the name below, in kebab case; in the environment, HOSTLEDGER_DATA_DIR and so on. */
@ConfigMapping(prefix = "hostledger")
public interface Settings {
    /** Where the ledger is; made if it is missing. */
    @WithDefault("./data")
    Path dataDir();

    /** How many lanes work on elements side by side; as many as there are processors, if it is not set. */
    OptionalInt lanes();

    /** How many files of the ledger are kept open for writing. */
    @WithDefault("4096")
    int openFiles();

    /** Below so much free space on the disk no change is taken. */
    @WithDefault("128M")
    MemorySize minFreeSpace();

    Journal journal();

    Queue queue();

    Batch batch();

    Cache cache();

    Stream stream();

    Index index();

    Scrub scrub();

    Log log();

    Traces traces();

    /** More kinds of element, by prefix. */
    Map<String, ElementTypeSettings> elementTypes();

    /** The write-ahead journal. */
    interface Journal {
        /** Length of a segment's file. When it is full, a checkpoint is due. */
        @WithDefault("64M")
        MemorySize segmentSize();
    }

    /** Changes that are taken and not yet answered. Beyond one of these bounds the answer is 503 overloaded. */
    interface Queue {
        /** How many there may be. */
        @WithDefault("16384")
        int changes();

        /** How large their states and payloads may be together. */
        @WithDefault("32M")
        MemorySize bytes();
    }

    /** What becomes durable together, in one write. */
    interface Batch {
        /** Central blocks. */
        @WithDefault("4096")
        int blocks();

        /** Their size, unless one change alone is larger. */
        @WithDefault("4M")
        MemorySize bytes();
    }

    /** Heads of elements that are kept in memory, so that the next change need not read the element's file. */
    interface Cache {
        /** How many. */
        @WithDefault("20000")
        int heads();

        /** How large their states may be together. */
        @WithDefault("16M")
        MemorySize bytes();
    }

    /** The live stream. */
    interface Stream {
        /** The newest blocks that are kept in memory while anybody follows, and as much again for details. Others are read from disk. */
        @WithDefault("2M")
        MemorySize memory();

        /** What may wait to go out, to all subscribers together, about. */
        @WithDefault("32M")
        MemorySize pending();

        /** The time between two comments to a subscriber. One whose connection has closed or broken is noticed within two. */
        @WithDefault("15s")
        Duration keepAlive();

        /** How many there may be; beyond, the answer is 503 overloaded. */
        @WithDefault("16384")
        int subscribers();

        /** How many there may be from one address; beyond, the answer is 429 too-many-connections. */
        @WithDefault("1024")
        int perAddress();
    }

    /** What questions are answered by. */
    interface Index {
        /** How large the index of central blocks may be in memory, beyond the last 65,536 blocks; a fifth of the heap at the most. */
        @WithDefault("256M")
        MemorySize memory();
    }

    /** The verification of everything in the background. */
    interface Scrub {
        /** From the end of one to the next; 0: none. */
        @WithDefault("24h")
        Duration every();

        /** How much of the files it reads in a second at the most. */
        @WithDefault("16M")
        MemorySize pace();
    }

    /** The log. */
    interface Log {
        /** Each line a JSON object; else text. */
        @WithDefault("false")
        boolean json();
    }

    /** Spans of requests, for OpenTelemetry. */
    interface Traces {
        /** Where they go, by OTLP over HTTP, as {@code http://localhost:4318/v1/traces}; there are none if it is not set. */
        Optional<String> endpoint();

        /** Which part of the requests is traced, 0 to 1; those whose caller traces them are, or are not, as the caller says. */
        @WithDefault("1")
        double ratio();
    }

    /** A kind of element that the contract does not have, or has otherwise. */
    interface ElementTypeSettings {
        /** The {@code element_type}, as {@code DatabaseTable}. */
        String type();

        /** The folder of the chains below {@code element-chains}, as {@code databases/tables}. */
        String directory();
    }
}
