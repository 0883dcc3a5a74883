/// The operator's and the user's commands.
package mta.cli;
