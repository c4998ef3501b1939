package dev.tidemark.mindstamp.contract;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A test that changes something, or that rests on what is invented: never done to a real account. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(Writes.ToTheSandboxOnly.class)
@interface Writes {
    /** Decides by where the suite points. */
    final class ToTheSandboxOnly implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            return Account.real().isPresent()
                    ? ConditionEvaluationResult.disabled("a real account is only read")
                    : ConditionEvaluationResult.enabled("the sandbox may be written to");
        }
    }
}
