package mta.qmgr.schedule;

/// Under which conditions a small job may overtake a large one; see [Overtaking].
///
/// @param cost after how many deliveries a job has earned one slot for others (`default_delivery_slot_cost`); with 0
/// or 1 nobody is overtaken
/// @param loan how many slots may be used before they are earned (`default_delivery_slot_loan`)
/// @param discount by how many percent fewer slots are enough to begin with (`default_delivery_slot_discount`)
/// @param minimum how many slots a job must be able to earn at all to be overtaken (`default_minimum_delivery_slots`)
public record SlotLimits(int cost, int loan, int discount, int minimum) {

    /// Whether anybody may overtake at all.
    boolean allowOvertaking() {
        return cost >= 2;
    }
}
