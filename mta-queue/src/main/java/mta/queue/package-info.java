/// How does a message lie on disk? Record format, spool directories, bounce and defer logs.
package mta.queue;
