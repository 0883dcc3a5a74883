/// postconf(1): shows, checks and edits `main.cf` and `master.cf`.
package mta.cli.config;
