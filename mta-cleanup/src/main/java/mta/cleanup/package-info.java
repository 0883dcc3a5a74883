/// Makes a message complete and writes it into the queue.
package mta.cleanup;
