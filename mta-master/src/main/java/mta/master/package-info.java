/// Starts, limits, restarts and reloads all other processes.
package mta.master;
