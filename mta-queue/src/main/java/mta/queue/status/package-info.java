/// Bounce, defer and trace logs of a message.
package mta.queue.status;
