package io.hostledger.app;

import io.quarkus.runtime.Application;
import io.quarkus.runtime.ApplicationLifecycleManager;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.Quarkus;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import sun.misc.Signal;

/**
 * Runs the service as {@link Quarkus#run} does, but for two things: a start that fails says why in one
 * line where one will do, and a stop that was asked for ends with exit code 0.
 */
final class Start {
    private Start() {}

    /** Returns, if at all, when the service has ended. */
    static void run() {
        // Quarkus answers a path that cannot be decoded before any of this code, and with no problem, if this is not
        // set.
        System.setProperty("vertx.disableURIValidation", "true");
        System.setProperty("java.util.logging.manager", "org.jboss.logmanager.LogManager");
        System.setProperty(
                "java.util.concurrent.ForkJoinPool.common.threadFactory",
                "io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory");
        Application service;
        try {
            service = service();
        } catch (ClassNotFoundException e) {
            Quarkus.run(); // from an IDE, where nothing is built yet
            return;
        }
        if (LaunchMode.current() == LaunchMode.NORMAL) {
            endInOrderWhenAsked(service);
            start(service);
        }
        ApplicationLifecycleManager.run(service);
    }

    /** What Quarkus makes of this program when it builds it. */
    private static Application service() throws ClassNotFoundException {
        Class<?> made = Class.forName(
                Application.APP_CLASS_NAME, true, Thread.currentThread().getContextClassLoader());
        try {
            return (Application) made.getDeclaredConstructor().newInstance();
        } catch (InvocationTargetException e) {
            throw RefusedStart.because(e.getCause() == null ? e : e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void start(Application service) {
        try {
            Variables.check(System.getenv().keySet());
            service.start(new String[0]);
        } catch (RuntimeException e) {
            throw RefusedStart.because(e);
        }
    }

    /**
     * Stops the service before the process is ended: Quarkus's own shutdown hook leaves a service alone
     * that was started here, if the main thread wakes up before it.
     */
    private static void endInOrderWhenAsked(Application service) {
        for (String signal : List.of("TERM", "INT")) {
            Signal.handle(new Signal(signal), asked -> {
                try {
                    // One that is still starting has answered nobody, and would be waited for.
                    if (service.isStarted()) {
                        service.stop();
                    }
                } finally {
                    System.exit(0);
                }
            });
        }
    }
}
