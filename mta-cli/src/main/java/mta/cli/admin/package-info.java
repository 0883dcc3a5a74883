/// Commands that run the mail system: postfix(1), postlog(1), postkick(1), postlock(1).
package mta.cli.admin;
