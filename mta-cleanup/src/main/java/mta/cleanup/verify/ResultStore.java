package mta.cleanup.verify;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import mta.core.config.ConfigException;
import mta.core.config.MainCf;
import mta.core.config.TableParameters;
import mta.core.config.VerifyParameters;
import mta.core.table.IndexedFile;

/// Where results of probes are kept: `address_verify_map`.
sealed interface ResultStore {

    /// What is kept for an address.
    Optional<String> get(String address) throws IOException;

    /// Keeps something for an address.
    void put(String address, String result) throws IOException;

    /// Forgets an address.
    void remove(String address) throws IOException;

    /// Shows everything.
    void forEach(BiConsumer<String, String> viewer) throws IOException;

    /// The setting.
    String name();

    /// As configured.
    ///
    /// @throws ConfigException where it is a kind of table that cannot be changed, or cannot be opened
    static ResultStore of(MainCf main) {
        String setting = main.get(VerifyParameters.ADDRESS_VERIFY_MAP);
        if (setting.isEmpty()) {
            return new InMemory(new ConcurrentHashMap<>());
        }
        String table = setting.startsWith("proxy:") ? setting.substring("proxy:".length()) : setting;
        int colon = table.indexOf(':');
        String type = colon < 0 ? "" : table.substring(0, colon);
        Path file = IndexedFile.of(table.substring(colon + 1));
        return switch (type) {
            case "lmdb", "hash", "btree" -> {
                try {
                    yield new InFile(setting, IndexedFile.write(file, main.get(TableParameters.LMDB_MAP_SIZE)));
                } catch (IOException e) {
                    throw new ConfigException("open database " + file + ": " + e.getMessage(), e);
                }
            }
            default ->
                throw new ConfigException(VerifyParameters.ADDRESS_VERIFY_MAP.name() + " = " + setting
                        + ": results cannot be kept in this type of table; use lmdb, hash or btree");
        };
    }

    /// Lost when the process ends.
    record InMemory(Map<String, String> results) implements ResultStore {

        @Override
        public Optional<String> get(String address) {
            return Optional.ofNullable(results.get(address));
        }

        @Override
        public void put(String address, String result) {
            results.put(address, result);
        }

        @Override
        public void remove(String address) {
            results.remove(address);
        }

        @Override
        public void forEach(BiConsumer<String, String> viewer) {
            new ArrayList<>(results.entrySet()).forEach(entry -> viewer.accept(entry.getKey(), entry.getValue()));
        }

        @Override
        public String name() {
            return "internal:";
        }
    }

    /// In an indexed file, which Postfix can read and write, too.
    record InFile(String name, IndexedFile file) implements ResultStore {

        @Override
        public Optional<String> get(String address) throws IOException {
            return file.get(address);
        }

        @Override
        public void put(String address, String result) throws IOException {
            file.change(changes -> {
                changes.put(address, result);
                return true;
            });
        }

        @Override
        public void remove(String address) throws IOException {
            file.change(changes -> changes.delete(address));
        }

        @Override
        public void forEach(BiConsumer<String, String> viewer) throws IOException {
            file.forEach(viewer);
        }
    }
}
