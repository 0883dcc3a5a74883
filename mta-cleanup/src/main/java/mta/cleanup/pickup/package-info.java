/// Mail of local users: pickup(8), and the socket through which commands hand it in.
package mta.cleanup.pickup;
