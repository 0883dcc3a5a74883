/// Carries messages out, and reports failures.
package mta.delivery;
