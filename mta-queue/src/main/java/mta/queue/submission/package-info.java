/// Mail of local users, on its way into `maildrop`.
package mta.queue.submission;
