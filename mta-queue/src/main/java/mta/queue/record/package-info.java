/// Record types, reader, writer, and the grammar of the three segments of a queue file.
package mta.queue.record;
