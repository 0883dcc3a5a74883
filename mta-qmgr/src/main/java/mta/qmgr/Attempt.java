package mta.qmgr;

import java.util.List;
import mta.service.client.DeliveryReport;

/// How the attempt to hand a delivery to an agent ended.
sealed interface Attempt {

    /// The agent answered.
    ///
    /// @param report its answer
    record Answered(DeliveryReport report) implements Attempt {}

    /// There is no agent to talk to.
    ///
    /// @param problem such as `connect to transport private/smtp: No such file or directory`
    record NoAgent(String problem) implements Attempt {}

    /// The agent went away, or did not come to an end, without an answer.
    ///
    /// @param problems for the log, one line each
    record AgentLost(List<String> problems) implements Attempt {}
}
