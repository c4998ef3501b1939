package dev.tidemark.platform;

import java.util.List;

/** Ends a request with a {@link Problem}; the API turns it into the answer. */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Problem problem;

    public ProblemException(Problem problem) {
        super(problem.detail());
        this.problem = problem;
    }

    /** 422 on one field. */
    public static ProblemException invalid(String field, String detail) {
        return new ProblemException(Problem.invalid(List.of(new Problem.FieldError(field, detail))));
    }

    public Problem problem() {
        return problem;
    }
}
