/// The mail queue as users see it.
package mta.queue.listing;
