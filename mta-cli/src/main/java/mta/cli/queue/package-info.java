/// postcat, postqueue, mailq, postsuper, qshape.
package mta.cli.queue;
