package mta.core.table;

/// `fail:name`: a table that can never say, for testing what happens then.
///
/// @param of what follows `fail:`
record FailTable(String of) implements LookupTable {

    @Override
    public Lookup find(String key) {
        return new Lookup.TemporaryFailure(name() + " lookup error for \"" + key + "\"");
    }

    @Override
    public String name() {
        return "fail:" + of;
    }
}
