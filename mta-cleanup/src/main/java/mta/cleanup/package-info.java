/// Makes a message complete and writes it into the queue: envelope, content, extracted, commit.
package mta.cleanup;
