package io.hostledger.api;

import java.util.List;

/** Thrown where a request is read or answered and cannot be; becomes its problem. Carries no stack trace. */
public final class Fault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public Fault(Problem problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    public Fault(ProblemType type, String detail) {
        this(Problem.of(type, detail));
    }

    /** A field, parameter or header that breaks a rule. */
    public static Fault invalid(String pointer, String detail) {
        return new Fault(Problem.invalid(List.of(new Violation(pointer, detail))));
    }

    public Problem problem() {
        return problem;
    }
}
