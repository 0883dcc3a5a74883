package mta.core.table;

import java.util.Map;
import mta.core.posix.FileName;

/// `environ:`: variables of the environment.
final class EnvironTable implements LookupTable {

    private final String name;
    private final Map<String, String> variables;

    EnvironTable(String name) {
        this.name = "environ:" + name;
        this.variables = System.getenv();
    }

    @Override
    public Lookup find(String key) {
        String value = key.isEmpty() ? null : variables.get(FileName.text(key));
        return value == null ? Lookup.NOT_FOUND : new Lookup.Found(FileName.bytes(value));
    }

    @Override
    public String name() {
        return name;
    }
}
