package io.hostledger.stream;

import static io.hostledger.stream.Admission.Answer.ADMITTED;
import static io.hostledger.stream.Admission.Answer.TOO_MANY;
import static io.hostledger.stream.Admission.Answer.TOO_MANY_FROM_ADDRESS;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class AdmissionTest {
    private final Admission admission = new Admission(new StreamLimits(1, 1, Duration.ofSeconds(1), 3, 2));

    @Test
    void addressesHaveALimitOfTheirOwnBelowTheTotal() {
        assertEquals(ADMITTED, admission.enter("a"));
        assertEquals(ADMITTED, admission.enter("a"));
        assertEquals(TOO_MANY_FROM_ADDRESS, admission.enter("a"));
        assertEquals(ADMITTED, admission.enter("b"));
        assertEquals(TOO_MANY, admission.enter("b"));
        assertEquals(TOO_MANY, admission.enter("a"));
        assertEquals(3, admission.count());
    }

    @Test
    void whoeverLeavesMakesRoom() {
        admission.enter("a");
        admission.enter("a");
        admission.leave("a");
        assertEquals(ADMITTED, admission.enter("a"));
        admission.leave("a");
        admission.leave("a");
        assertEquals(0, admission.count());
        assertEquals(ADMITTED, admission.enter("a"));
    }
}
