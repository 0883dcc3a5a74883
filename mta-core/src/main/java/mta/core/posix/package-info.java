/// The system calls that Java has no words for; the only place that calls into the C library.
package mta.core.posix;
