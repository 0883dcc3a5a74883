/// What is believed of a destination: how many deliveries at a time it takes, and whether it is alive.
package mta.qmgr.destination;
