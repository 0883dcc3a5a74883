/// Times as people read them.
package mta.core.time;
